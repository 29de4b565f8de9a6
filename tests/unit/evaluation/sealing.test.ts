import { describe, expect, test } from "vitest";
import type { Command } from "@yuanping/shared/contracts/commands/index.ts";
import { systemActor } from "@yuanping/shared/contracts/record.ts";
import { shareHolders, type ShareHolder } from "@yuanping/shared/contracts/sealed-share.ts";
import type { OpenedSheet } from "@yuanping/shared/contracts/sheet.ts";
import { view } from "@yuanping/shared/evaluation/index.ts";
import { openSealedSheet, sealSheet } from "@yuanping/shared/seal/sheet-sealing.ts";
import { chanceOf } from "../../support/evaluation-room.ts";
import {
  expert,
  host,
  member,
  members,
  passAll,
  proven,
  sealed,
  sheetOf,
  submission,
  submitAll,
  supervisor,
  trialAt,
  witness,
} from "../../support/evaluation-stages.ts";
import type { Trial } from "../../support/evaluation-trial.ts";
import { KeyHolders } from "../../support/key-holders.ts";

const heldTogether = { sealing: { level: "L2" } } as const;

function reviewed(): Trial {
  const trial = trialAt("preliminary-review", heldTogether);
  for (const person of members(trial)) passAll(trial, person);
  trial.do(expert(trial.state.election.lead ?? ""), { type: "closeReview" });
  return trial;
}

async function scoring(): Promise<Readonly<{ trial: Trial; holders: KeyHolders }>> {
  const trial = reviewed();
  const holders = new KeyHolders();
  await holders.make(trial);
  trial.do(host, { type: "beginScoring" });
  return { trial, holders };
}

async function allIn() {
  const begun = await scoring();
  return { ...begun, sheets: submitAll(begun.trial) };
}

const actors = { host, supervisor, witness };
const released = (trial: Trial): readonly string[] =>
  (view(trial.state, { person: host.person, role: "host" }, new Map()).sealing?.holders ?? [])
    .filter((row) => row.released)
    .map((row) => row.holder);

describe("a key that three hold together", () => {
  test("has to be made before the scoring can begin", async () => {
    const trial = reviewed();
    expect(trial.answer(host, { type: "beginScoring" })).toBe("sealing.no-key");
    const holders = new KeyHolders();
    await holders.declare(trial, "host");
    await holders.declare(trial, "supervisor");
    const { sealing } = view(trial.state, { ...supervisor, role: "supervisor" }, new Map());
    expect(sealing).toMatchObject({ phase: "holders", awaited: ["witness"] });
    await holders.declare(trial, "witness");
    const { command } = await holders.step(trial.state, "supervisor");
    trial.do(supervisor, command);
    expect(trial.answer(host, { type: "beginScoring" })).toBe("accepted");
  });

  test("is made by the supervisor alone", async () => {
    const trial = reviewed();
    const holders = new KeyHolders();
    for (const holder of shareHolders) await holders.declare(trial, holder);
    const { command } = await holders.step(trial.state, "supervisor");
    expect(trial.answer(host, command)).toBe("room.not-permitted");
    expect(trial.answer(witness, command)).toBe("room.not-permitted");
    expect(trial.answer(supervisor, command)).toBe("accepted");
  });

  test("is no business of an evaluation whose key the server holds", () => {
    const trial = trialAt("preliminary-review");
    const publicKey = `${"B".repeat(43)}=`;
    const declaration = { type: "declareSealingKey", publicKey } as const;
    expect(trial.answer(host, declaration)).toBe("sealing.not-shared");
    expect(view(trial.state, { ...host, role: "host" }, new Map()).sealing).toBeUndefined();
  });

  test("cannot be replaced while sheets are sealed to it", async () => {
    const { trial, holders } = await scoring();
    holders.loseBrowser("witness");
    await expect(holders.declare(trial, "witness")).rejects.toThrow("sealing.key-in-use");
  });

  test("is made anew when a holder changes machines before the scoring", async () => {
    const trial = reviewed();
    const holders = new KeyHolders();
    await holders.make(trial);
    holders.loseBrowser("witness");
    await holders.declare(trial, "witness");
    expect(trial.answer(host, { type: "beginScoring" })).toBe("sealing.no-key");
    const { command } = await holders.step(trial.state, "supervisor");
    trial.do(supervisor, command);
    expect(trial.answer(host, { type: "beginScoring" })).toBe("accepted");
  });

  test("shows each holder their own share, sealed, and no one else's", async () => {
    const { trial } = await scoring();
    const shares = trial.state.sealing.key?.shares;
    for (const holder of shareHolders) {
      const seen = JSON.stringify(
        view(trial.state, { ...actors[holder], role: holder }, new Map()),
      );
      for (const other of shareHolders) {
        const { ciphertext = "" } = shares?.[other].sealed ?? {};
        expect(seen.includes(ciphertext)).toBe(other === holder);
      }
    }
  });
});

describe("opening with shares", () => {
  const pairs: readonly (readonly [ShareHolder, ShareHolder])[] = [
    ["host", "supervisor"],
    ["host", "witness"],
    ["witness", "supervisor"],
  ];
  test.each(pairs)("%s and %s open together", async (first, second) => {
    const { trial, holders, sheets } = await allIn();
    const keys = await holders.release(trial, first, second);
    expect(keys.publicKey).toBe(trial.state.sealing.key?.publicKey);
    trial.system({ type: "openSheets", sheets });
    expect(trial.state.stage).toBe("re-check");
  });

  test("nobody opens with one share, or with none", async () => {
    const { trial, holders, sheets } = await allIn();
    const opening = { type: "openSheets", sheets } as const;
    expect(trial.answer(systemActor, opening)).toBe("sealing.shares-missing");
    const { command } = await holders.step(trial.state, "host");
    trial.do(host, command);
    expect(trial.answer(systemActor, opening)).toBe("sealing.shares-missing");
    expect(trial.answer(host, command)).toBe("sealing.released-already");
    expect(trial.answer(systemActor, opening)).toBe("sealing.shares-missing");
  });

  test("no share can be released while a sheet is missing", async () => {
    const { trial } = await scoring();
    const commitment = trial.state.sealing.key?.shares.host.commitment ?? "";
    for (const person of members(trial).slice(1)) {
      trial.do(proven(person), submission(sheetOf(trial, person)));
    }
    const release = { type: "releaseShare", commitment } as const;
    expect(trial.answer(host, release)).toBe("scoring.not-all-submitted");
  });

  test("a wrong share is refused, and on record under its holder's name", async () => {
    const { trial, holders } = await allIn();
    const others = await holders.commitmentOf(trial.state, "witness");
    expect(trial.answer(host, others)).toBe("sealing.wrong-share");
    const { event, actor } = trial.records.at(-1) ?? {};
    expect(event).toEqual({
      type: "AttemptRefused",
      command: "releaseShare",
      code: "sealing.wrong-share",
    });
    expect(actor?.role).toBe("host");
    expect(released(trial)).toEqual([]);
  });

  test("a server that was started anew asks for the shares again", async () => {
    const { trial, holders, sheets } = await allIn();
    trial.do(host, await holders.commitmentOf(trial.state, "host"));
    trial.system({ type: "forgetShares" });
    expect(released(trial)).toEqual([]);
    await holders.release(trial, "host", "witness");
    trial.system({ type: "openSheets", sheets });
    expect(trial.state.stage).toBe("re-check");
  });

  test("shares count for the sheets that were in, and for no other ones", async () => {
    const { trial, holders, sheets } = await allIn();
    await holders.release(trial, "host", "witness");
    const without = sheets.slice(1);
    trial.system({ type: "openSheets", sheets: without });
    expect(trial.state.stage).toBe("scoring");
    const again = sheetOf(trial, member(trial, 0));
    trial.do(proven(member(trial, 0)), submission(again));
    expect(released(trial)).toEqual([]);
    const opening: Command = { type: "openSheets", sheets: [again, ...without] };
    expect(trial.answer(systemActor, opening)).toBe("sealing.shares-missing");
    await holders.release(trial, "supervisor", "witness");
    trial.do(systemActor, opening);
    expect(trial.state.stage).toBe("re-check");
  });

  test("with one share lost, the other two open", async () => {
    const { trial, holders, sheets } = await allIn();
    trial.do(supervisor, { type: "reportShareLost" });
    expect(await holders.isStuck(trial.state, "supervisor")).toBe(true);
    await holders.release(trial, "host", "witness");
    trial.system({ type: "openSheets", sheets });
    expect(trial.state.stage).toBe("re-check");
  });

  test("a holder whose browser was replaced cannot open the share, and is not guessed for", async () => {
    const { trial, holders } = await allIn();
    holders.loseBrowser("witness");
    expect(await holders.isStuck(trial.state, "witness")).toBe(true);
  });
});

describe("when two shares are lost", () => {
  async function broken() {
    const begun = await allIn();
    const { trial, holders } = begun;
    for (const holder of ["host", "witness"] as const) {
      trial.do(actors[holder], { type: "reportShareLost" });
      holders.loseBrowser(holder);
    }
    return begun;
  }

  async function remade() {
    const begun = await broken();
    await begun.holders.declare(begun.trial, "host");
    await begun.holders.declare(begun.trial, "witness");
    const { command } = await begun.holders.step(begun.trial.state, "supervisor");
    begun.trial.do(supervisor, command);
    return begun;
  }

  test("the key is made anew, and members seal the very same sheets to it", async () => {
    const { trial, holders, sheets } = await remade();
    const key = trial.state.sealing.key?.publicKey ?? "";
    for (const opened of sheets) {
      const { commitment = "" } = trial.state.scoring.submitted[opened.sheet.member] ?? {};
      trial.do(expert(opened.sheet.member), {
        type: "resealSheet",
        sealed: await sealSheet(key, commitment, opened),
      });
    }
    const keys = await holders.release(trial, "host", "supervisor");
    const read: OpenedSheet[] = [];
    for (const { commitment, sealed: box } of Object.values(trial.state.scoring.submitted)) {
      const sheet = await openSealedSheet(keys, commitment, box);
      if (sheet !== undefined) read.push(sheet);
    }
    trial.system({ type: "openSheets", sheets: read });
    expect(Object.values(trial.state.scoring.opened)).toEqual(sheets);
  });

  test("a member cannot use the occasion to change a mark", async () => {
    const { trial, holders, sheets } = await remade();
    for (const { sheet } of sheets) {
      trial.do(expert(sheet.member), { type: "resealSheet", sealed });
    }
    await holders.release(trial, "host", "supervisor");
    const [first, ...others] = sheets;
    if (first === undefined) throw new Error("nobody submitted");
    const other = { ...first, sheet: { ...first.sheet, comments: { B1: { plan: "另一评语" } } } };
    trial.system({ type: "openSheets", sheets: [other, ...others] });
    expect(trial.state.scoring.returned[first.sheet.member]?.problem).toBe("scoring.commitment");
  });

  test("a member without a copy takes the sheet back and writes it anew", async () => {
    const { trial } = await remade();
    const person = member(trial, 0);
    const viewOf = () => view(trial.state, { person, role: "expert" }, new Map()).scoring;
    expect(viewOf().reseal).toBe(true);
    trial.do(expert(person), { type: "returnOwnSheet" });
    expect(viewOf()).toMatchObject({ round: 2, returned: { problem: "sealing.copy-lost" } });
    expect(trial.answer(proven(person), submission(sheetOf(trial, person)))).toBe("accepted");
    expect(trial.answer(expert(person), { type: "returnOwnSheet" })).toBe("sealing.readable");
  });

  test("nothing is released until every sheet can be opened", async () => {
    const { trial, holders } = await remade();
    const commitment = trial.state.sealing.key?.shares.supervisor.commitment ?? "";
    const release = { type: "releaseShare", commitment } as const;
    expect(trial.answer(supervisor, release)).toBe("scoring.not-all-submitted");
    expect(await holders.isStuck(trial.state, "supervisor")).toBe(true);
  });

  test("a key is rejected only with all three shares in hand", async () => {
    const { trial, holders } = await allIn();
    await holders.release(trial, "host", "witness");
    const reject = { type: "rejectSealingKey" } as const;
    expect(trial.answer(systemActor, reject)).toBe("sealing.shares-missing");
    trial.do(supervisor, {
      type: "releaseShare",
      commitment: trial.state.sealing.key?.shares.supervisor.commitment ?? chanceOf("none"),
    });
    expect(trial.answer(systemActor, reject)).toBe("accepted");
    expect(view(trial.state, { ...host, role: "host" }, new Map()).sealing).toMatchObject({
      phase: "key",
      broken: true,
    });
  });
});
