import { consentVersion } from "@yuanping/shared/law/recording-consent.ts";
import { describe, expect, test } from "vitest";
import { view } from "@yuanping/shared/evaluation/index.ts";
import { composeReport } from "@yuanping/shared/evaluation/report/compose.ts";
import { personOf } from "../../support/evaluation-room.ts";
import { drawThrough, revealAll } from "../../support/draw-parties.ts";
import {
  agency,
  expert,
  host,
  member,
  members,
  noConflict,
  proven,
  supervisor,
  trialAt,
} from "../../support/evaluation-stages.ts";
import { names, nameOf } from "../../support/evaluation-secrets.ts";
import type { Trial } from "../../support/evaluation-trial.ts";

const within = 3600;
const invitations = { answerWithin: within, meetsAt: 1_800_000_000_000, place: "评标区 301 室" };
const decline = { type: "declineInvitation", code: "time", text: "另有安排" } as const;
const accept = { type: "acceptInvitation" } as const;

function drawn(): Trial {
  const trial = trialAt("draw", { invitations });
  drawThrough(trial);
  return trial;
}

/** The first member declines and a substitute is drawn; answers who declined. */
function declineAndRedraw(trial: Trial): string {
  const person = member(trial, 0);
  trial.do(expert(person), decline);
  revealAll(trial);
  return person;
}

describe("an invitation", () => {
  test("goes to every drawn member with the draw itself, and to every substitute with theirs", () => {
    const trial = drawn();
    const invited = (): string[] => Object.keys(trial.state.invitations);
    expect(invited().toSorted()).toEqual([...members(trial)].toSorted());
    declineAndRedraw(trial);
    expect(invited()).toHaveLength(6);
    const substitute = trial.state.panel.members.at(-1)?.person ?? "";
    expect(trial.state.invitations[substitute]).toMatchObject({ round: 1, answer: undefined });
  });

  test("says when and where, and nothing of the project where that is kept from experts", () => {
    const trial = drawn();
    const seen = view(trial.state, { person: member(trial, 0), role: "expert" }, names);
    const { meetsAt, place } = invitations;
    expect(seen.me.invitation).toMatchObject({ meetsAt, place });
    const { title, number, owner } = trial.state.tender;
    const text = JSON.stringify(seen);
    expect([title, number, owner, "plan"].filter((secret) => text.includes(secret))).toEqual([]);
  });

  test("is answered once, in time, and by the invited alone", () => {
    const trial = drawn();
    const [first = "", second = "", third = ""] = members(trial);
    expect(trial.answer(expert(first), accept)).toBe("accepted");
    expect(trial.answer(expert(first), accept)).toBe("invitation.answered");
    expect(trial.answer(expert(second), decline)).toBe("accepted");
    expect(trial.answer(expert(second), accept)).toBe("invitation.closed");
    expect(trial.answer(expert(personOf("stranger")), accept)).toBe("room.not-yours");
    expect(trial.answer(host, accept)).toBe("room.not-permitted");
    trial.wait(within * 1000);
    expect(trial.answer(expert(third), accept)).toBe("invitation.late");
    expect(trial.answer(expert(third), decline)).toBe("invitation.late");
  });

  test("lapses at its deadline and not before, by the clock alone", () => {
    const trial = drawn();
    const person = member(trial, 0);
    const lapse = { type: "lapseInvitation", member: person } as const;
    expect(trial.answer(host, lapse)).toBe("room.not-permitted");
    const { until = 0 } = trial.state.invitations[person] ?? {};
    const system = { person: "0".repeat(32), role: "system", session: "system-session" } as const;
    trial.wait(until - trial.at - 2000);
    expect(trial.answer(system, lapse)).toBe("invitation.not-due");
    expect(trial.answer(system, lapse)).toBe("accepted");
    expect(trial.answer(system, lapse)).toBe("invitation.closed");
    expect(trial.state.panel.ceremony.vacancies).toHaveLength(1);
  });

  test("may be declined after it was accepted, until the member has come", () => {
    const trial = drawn();
    for (const person of members(trial)) trial.do(expert(person), accept);
    trial.do(host, { type: "beginCheckIn" });
    const [first = "", second = ""] = members(trial);
    trial.do(proven(first), { type: "checkIn", undertaking: true, recusal: noConflict });
    expect(trial.answer(expert(first), decline)).toBe("invitation.closed");
    expect(trial.answer(expert(second), decline)).toBe("accepted");
  });

  test("has to be accepted before its member checks in", () => {
    const trial = drawn();
    const person = member(trial, 0);
    trial.do(host, { type: "beginCheckIn" });
    const arrive = { type: "checkIn", undertaking: true, recusal: noConflict } as const;
    expect(trial.answer(proven(person), arrive)).toBe("checkin.not-accepted");
    trial.do(expert(person), accept);
    expect(trial.answer(proven(person), arrive)).toBe("accepted");
  });

  test("does not exist where the tender calls nobody up", () => {
    const trial = trialAt("draw");
    drawThrough(trial);
    expect(trial.state.invitations).toEqual({});
    expect(trial.answer(expert(member(trial, 0)), decline)).toBe("invitation.none");
  });
});

describe("the call-up record", () => {
  test("holds each call once, and shows codes and no word of anybody to the host and the waiting agency", () => {
    const trial = drawn();
    const person = member(trial, 0);
    const call = "c".repeat(64);
    const record = {
      type: "recordCall",
      call,
      member: person,
      channel: "mail",
      outcome: "sent",
      attempts: 2,
    } as const;
    trial.system(record);
    expect(trial.answer({ ...host, role: "system", person: "0".repeat(32) }, record)).toBe(
      "room.unchanged",
    );
    trial.do(expert(person), decline);
    for (const { person: viewer, role } of [host, supervisor, agency]) {
      const seen = view(trial.state, { person: viewer, role }, names);
      expect(seen.callUp?.lines[0]).toMatchObject({
        code: "A",
        answer: "declined",
        declined: "time",
      });
      expect(JSON.stringify(seen)).not.toContain(decline.text);
    }
    const asAgency = JSON.stringify(view(trial.state, agency, names));
    expect(asAgency).not.toContain(person);
  });

  test("tells supervision of every redraw beyond the usual, and the report counts them", () => {
    const trial = drawn();
    for (let count = 0; count < 4; count++) declineAndRedraw(trial);
    const warned = trial.records.filter(({ event }) => event.type === "RedrawLimitPassed");
    expect(warned.map(({ event }) => event)).toMatchObject([{ count: 4, limit: 3 }]);
    expect(composeReport(trial.state).callUp).toMatchObject({ declined: 4, silent: 0, redraws: 4 });
  });
});

describe("a look at a name", () => {
  const nameKnown = (trial: Trial, person: string): boolean =>
    JSON.stringify(view(trial.state, host, names)).includes(nameOf(person));

  test("is on record before the name is sent, once for each viewer and member, when all have come", () => {
    const trial = trialAt("check-in");
    const everyone = members(trial);
    const show = {
      type: "showNames" as const,
      viewer: host.person,
      members: [...everyone],
    };
    const system = { ...host, role: "system", person: "0".repeat(32) } as const;
    for (const [place, person] of everyone.entries()) {
      trial.do(proven(person), { type: "checkIn", undertaking: true, recusal: noConflict });
      trial.do(expert(person), { type: "consentToRecording", text: consentVersion });
      trial.do(host, { type: "admitMember", member: person });
      const due = place === everyone.length - 1;
      expect(trial.ask(system, show).ok).toBe(due);
    }
    expect(everyone.filter((person) => nameKnown(trial, person))).toEqual([]);
    trial.do(system, show);
    expect(everyone.filter((person) => nameKnown(trial, person))).toEqual(everyone);
    expect(trial.answer(system, show)).toBe("room.unchanged");
    expect(trial.answer(system, { ...show, viewer: agency.person })).toBe("room.unchanged");
  });
});
