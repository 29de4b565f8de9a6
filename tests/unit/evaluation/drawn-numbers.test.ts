import { describe, expect, test } from "vitest";
import {
  drawParties,
  poolLines,
  verifyTranscript,
  type Transcript,
} from "@yuanping/shared/draw/index.ts";
import { transcriptFrom, transcriptOf } from "@yuanping/shared/evaluation/ceremony/transcript.ts";
import type { PanelState } from "@yuanping/shared/evaluation/panel/state.ts";
import { view } from "@yuanping/shared/evaluation/index.ts";
import { tenderSchema } from "@yuanping/shared/contracts/tender.ts";
import { methodSchema, withDrawn, type Method } from "@yuanping/shared/method/index.ts";
import { partyOf, revealAll, revealBy } from "../../support/draw-parties.ts";
import {
  advance,
  agency,
  cosignAll,
  elect,
  expert,
  explainAll,
  host,
  member,
  members,
  opening,
  passAll,
  supervisor,
  tenderWith,
  trialAt,
  witness,
} from "../../support/evaluation-stages.ts";
import { Trial } from "../../support/evaluation-trial.ts";
import { drawAnew, givingUp } from "../../support/renewed-draw.ts";

const ks = ["0.95", "0.96", "0.97", "0.98"];
const method: Method = {
  ...tenderWith().method,
  price: {
    formula: "benchmark",
    points: "40",
    base: { kind: "weighted", control: "9000000", k: "0.95", c: "0.3" },
    abovePerPercent: "1",
    belowPerPercent: "0.5",
    deviation: "interpolate",
  },
  drawn: [
    { name: "k", from: ks },
    { name: "c", from: ["0.3", "0.4", "0.5"] },
  ],
};
const desks = ["城东 1 号", "城东 2 号", "城西 1 号", "城西 2 号", "南充 1 号", "南充 2 号"];
const changes = { method, desks };

/** The bids were opened just now. */
const unsealed = (): Trial => trialAt("lead-election", changes);

/** The checks of a transcript that do not hold, without those that need a log. */
function failingOf(
  trial: Trial,
  transcript = transcriptOf(trial.state),
  { pool }: Pick<PanelState, "pool"> = trial.state.panel,
): readonly string[] {
  const held = () => ({ ok: true, detail: "checked elsewhere" });
  const log = { specSigned: held, frozen: held, beacons: held, declines: held, included: held };
  const { checks } = verifyTranscript(transcript, [...poolLines(pool)], log);
  return checks.filter(({ ok }) => ok !== true).map(({ name }) => name);
}

const numbersOf = ({ state }: Trial) => state.panel.ceremony.drawn;
const seenBy = (trial: Trial, person: string, role: "agency" | "host" | "supervisor" | "expert") =>
  view(trial.state, { person, role }, new Map());

describe("coefficients drawn by lot", () => {
  test("stand with their sets in what the parties freeze before the panel is drawn", () => {
    const { sealed } = trialAt("check-in", changes).state.panel.ceremony;
    expect(sealed?.spec.numbers).toMatchObject([
      { name: "desk", count: 5, due: "panel" },
      { name: "k", from: ks, count: 1, due: "bids" },
      { name: "c", from: ["0.3", "0.4", "0.5"], due: "bids" },
    ]);
  });

  test("are not drawn while a bid could still be made by them", () => {
    const trial = trialAt("unsealing", changes);
    const { actor } = partyOf(trial.state, "host");
    expect(trial.answer(actor, revealBy(trial.state, "host"))).toBe("draw.not-due");
    expect(seenBy(trial, host.person, "host").numbers).toMatchObject({ isDue: false, awaited: [] });
  });

  test("are drawn when the last party has revealed once the bids are open, and a transcript repeats it", () => {
    const trial = unsealed();
    expect(seenBy(trial, member(trial, 0), "expert").numbers).toMatchObject({
      isDue: true,
      awaited: [...drawParties],
    });
    revealAll(trial);
    const [, k, c] = numbersOf(trial);
    expect(ks).toContain(k?.values[0]);
    expect(["0.3", "0.4", "0.5"]).toContain(c?.values[0]);
    for (const role of ["agency", "host", "supervisor"] as const) {
      const seen = seenBy(trial, trial.state.tender.offices[role], role).numbers;
      expect(seen?.sets.map(({ value }) => value)).toEqual([k?.values[0], c?.values[0]]);
      expect(seen).toMatchObject({ isDue: false, awaited: [], N: "12" });
    }
    expect(transcriptOf(trial.state)?.rounds).toHaveLength(2);
    expect(failingOf(trial)).toEqual([]);
  });

  test("are drawn once: no party can reveal for another value", () => {
    const trial = unsealed();
    revealAll(trial);
    const before = numbersOf(trial);
    for (const party of drawParties) {
      const { actor } = partyOf(trial.state, party);
      expect(trial.answer(actor, revealBy(trial.state, party))).toBe("draw.not-due");
    }
    expect(trial.answer(host, givingUp(trial))).toBe("draw.already-drawn");
    expect(numbersOf(trial)).toEqual(before);
  });

  test("hold up the scoring until they are drawn, and the result is computed with them", () => {
    const trial = unsealed();
    cosignAll(trial);
    elect(trial, member(trial, 0));
    trial.do(host, { type: "beginReview" });
    for (const person of members(trial)) passAll(trial, person);
    trial.do(expert(trial.state.election.lead ?? ""), { type: "closeReview" });
    expect(trial.answer(host, { type: "beginScoring" })).toBe("draw.numbers-due");
    revealAll(trial);
    expect(trial.answer(host, { type: "beginScoring" })).toBe("accepted");
  });

  test("make the result what the same method with the drawn numbers written in it would give", () => {
    const drawn = trialAt("re-check", changes);
    const [, k, c] = numbersOf(drawn);
    const values = { k: k?.values[0] ?? "", c: c?.values[0] ?? "" };
    const written = trialAt("re-check", { ...changes, method: withDrawn(method, values) });
    expect(drawn.state.scoring.result?.outcome).toEqual(written.state.scoring.result?.outcome);
    const other = { k: ks.find((one) => one !== values.k) ?? "", c: values.c };
    const steered = trialAt("re-check", { ...changes, method: withDrawn(method, other) });
    expect(drawn.state.scoring.result?.outcome).not.toEqual(steered.state.scoring.result?.outcome);
    explainAll(drawn);
  });

  test("a seat that falls vacant before anybody reveals is filled first; one that falls vacant later waits", () => {
    const leave = { type: "replaceMember", reason: "health", explanation: "急病" } as const;
    const first = unsealed();
    first.do(host, { ...leave, member: member(first, 1) });
    revealAll(first);
    expect(numbersOf(first)).toHaveLength(1);
    revealAll(first);
    expect(numbersOf(first)).toHaveLength(3);
    const later = unsealed();
    later.do(partyOf(later.state, "host").actor, revealBy(later.state, "host"));
    later.do(host, { ...leave, member: member(later, 1) });
    revealAll(later);
    expect(numbersOf(later)).toHaveLength(3);
    revealAll(later);
    for (const trial of [first, later]) {
      expect(members(trial)).toHaveLength(5);
      expect(failingOf(trial)).toEqual([]);
    }
  });

  test("a party that reveals something else, or for another, is refused, and it stands on record", () => {
    const trial = unsealed();
    const honest = revealBy(trial.state, "host");
    const other = { ...honest, value: "ab".repeat(32) };
    expect(trial.answer(partyOf(trial.state, "host").actor, other)).toBe("draw.false-reveal");
    expect(trial.answer(partyOf(trial.state, "witness").actor, honest)).toBe("draw.false-reveal");
    const attempts = trial.records.filter(({ event }) => event.type === "AttemptRefused");
    expect(attempts.map(({ event }) => event)).toContainEqual({
      type: "AttemptRefused",
      command: "revealDraw",
      code: "draw.false-reveal",
    });
  });

  test("whoever has lost the secret is named, and the numbers get a draw of their own in which nobody moves", () => {
    const trial = unsealed();
    for (const party of ["host", "supervisor"] as const) {
      trial.do(partyOf(trial.state, party).actor, revealBy(trial.state, party));
    }
    expect(trial.answer(host, givingUp(trial))).toBe("draw.deadline-runs");
    trial.do(witness, givingUp(trial));
    expect(trial.state.panel.ceremony.voided.at(-1)?.missing).toEqual(["witness"]);
    const seated = members(trial);
    drawAnew(trial);
    expect(numbersOf(trial)).toHaveLength(3);
    expect(members(trial)).toEqual(seated);
    expect(transcriptOf(trial.state)?.rounds).toMatchObject([{ N: "1", U: "0", panel: [] }]);
    expect(failingOf(trial)).toEqual([]);
    const [past] = trial.state.panel.ceremony.past;
    if (past === undefined) throw new Error("the first draw stays on record");
    expect(failingOf(trial, transcriptFrom(past.sealed), past)).toEqual([]);
    revealAll(trial);
    expect(trial.state.panel.ceremony.sealed?.rounds).toHaveLength(1);
  });
});

describe("whoever steers a number is named by the check", () => {
  const trial = unsealed();
  revealAll(trial);
  const honest = transcriptOf(trial.state);
  if (honest === undefined) throw new Error("nothing was drawn");
  const altered = (change: (transcript: Transcript) => void): readonly string[] => {
    const copy = structuredClone(honest);
    change(copy);
    return failingOf(trial, copy);
  };
  const drawnIn = (transcript: Transcript, t: number) => {
    const numbers = transcript.rounds[t]?.numbers;
    if (numbers === undefined) throw new Error("no numbers");
    return numbers;
  };

  test("another value, another number, another count of ways", () => {
    const another = ks.find((one) => one !== drawnIn(honest, 1).drawn[0]?.values[0]) ?? "";
    expect(
      altered((copy) => {
        const [k] = drawnIn(copy, 1).drawn;
        if (k !== undefined) k.values = [another];
      }),
    ).toEqual(["sets"]);
    expect(altered((copy) => void (drawnIn(copy, 1).U = "11"))).toEqual(["sets"]);
    expect(altered((copy) => void (drawnIn(copy, 1).N = "13"))).toEqual(["sets"]);
  });

  test("another desk, and desks left out", () => {
    const exchanged = altered((copy) => {
      const [desk] = drawnIn(copy, 0).drawn;
      if (desk !== undefined) desk.values = desk.values.toReversed();
    });
    expect(exchanged).toEqual(["sets"]);
    expect(altered((copy) => void delete copy.rounds[0]?.numbers)).toEqual(["sets"]);
  });

  test("a set other than the one that was frozen", () => {
    const failing = altered((copy) => void copy.spec.numbers?.[1]?.from.push("0.99"));
    expect(failing).toContain("spec");
    expect(failing).toContain("sets");
  });

  test("a reveal that is dropped, and a second draw of the same", () => {
    expect(altered((copy) => void copy.rounds[1]?.reveals.pop())).toContain("reveals");
    const again = altered((copy) => {
      const [, round] = copy.rounds;
      if (round !== undefined) copy.rounds.push({ ...round, t: 2 });
    });
    expect(again).toContain("reveals");
    expect(again).toContain("sets");
  });
});

describe("desks drawn by lot", () => {
  test("one for each member with the panel; the substitute takes the desk of whoever left", () => {
    const trial = trialAt("check-in", changes);
    const drawn = trial.state.panel.members.map(({ desk }) => desk);
    expect(new Set(drawn).size).toBe(5);
    trial.do(host, {
      type: "replaceMember",
      member: member(trial, 2),
      reason: "health",
      explanation: "急病",
    });
    revealAll(trial);
    expect(trial.state.panel.members.at(-1)?.desk).toBe(drawn[2]);
  });

  test("members learn their own and nobody else's, and who runs the room what the profile lets them know", () => {
    const trial = trialAt("check-in", changes);
    const seen = (person: string, role: "agency" | "host" | "supervisor" | "expert") =>
      JSON.stringify(seenBy(trial, person, role)).match(/城东|城西|南充/gu)?.length ?? 0;
    const own = seenBy(trial, member(trial, 0), "expert");
    expect(desks).toContain(own.me.desk);
    // Their own, once beside their code and once for themselves.
    expect(seen(member(trial, 0), "expert")).toBe(2);
    expect(trial.state.profile.secrecy?.value).toBe("four-unknown");
    expect(seen(host.person, "host")).toBe(0);
    expect(seen(supervisor.person, "supervisor")).toBe(5);
    expect(seen(agency.person, "agency")).toBe(0);
    advance(trial, "unsealing");
    expect(seen(host.person, "host")).toBe(5);
    expect(seen(agency.person, "agency")).toBe(0);
  });

  test("are at least as many as there are members, each listed once", () => {
    const refused = (few: readonly string[]) =>
      new Trial().answer(agency, opening(tenderWith({ desks: [...few] })));
    expect(refused(desks.slice(0, 4))).toBe("intake.too-few-desks");
    expect(refused(desks.slice(0, 5))).toBe("accepted");
    expect(tenderSchema.safeParse(tenderWith({ desks: ["一", "一"] })).success).toBe(false);
  });
});

describe("a set of coefficients", () => {
  const isMethod = (drawn: Method["drawn"], price = method.price): boolean =>
    methodSchema.safeParse({ ...method, price, drawn }).success;

  test("fits the formula that it is for", () => {
    expect(isMethod(method.drawn)).toBe(true);
    expect(isMethod([{ name: "drop", from: ["1", "2"] }])).toBe(false);
    expect(isMethod([{ name: "above", from: ["1", "1.2"] }])).toBe(true);
    expect(isMethod(method.drawn, tenderWith().method.price)).toBe(false);
    expect(isMethod([{ name: "c", from: ["0.3", "1.1"] }])).toBe(false);
    expect(isMethod([{ name: "k", from: ["0.95", "0.95", "0.96"] }])).toBe(false);
    expect(isMethod([{ name: "k", from: ["0.96", "0.97"] }])).toBe(false);
    expect(isMethod([...(method.drawn ?? []), { name: "k", from: ks }])).toBe(false);
  });

  test("of a drop is in percent: 3 makes the mean 0.97 of itself", () => {
    const price = { ...method.price, base: { kind: "mean", times: "0.98" } };
    const falling = methodSchema.parse({
      ...method,
      price,
      drawn: [{ name: "drop", from: ["2", "3", "3.5"] }],
    });
    const placed = (value: string) => withDrawn(falling, { drop: value }).price;
    expect(placed("3")).toMatchObject({ base: { kind: "mean", times: "0.97" } });
    expect(placed("3.5")).toMatchObject({ base: { times: "0.965" } });
    expect("drawn" in withDrawn(falling, {})).toBe(false);
  });
});
