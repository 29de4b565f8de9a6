import { consentVersion } from "@yuanping/shared/law/recording-consent.ts";
import { systemActor } from "@yuanping/shared/contracts/record.ts";
import { photosMost } from "@yuanping/shared/evaluation/checkin/photo.ts";
import { feedLine, view } from "@yuanping/shared/evaluation/index.ts";
import { describe, expect, test } from "vitest";
import { chanceOf } from "../../support/evaluation-room.ts";
import { names, viewersOf } from "../../support/evaluation-secrets.ts";
import {
  expert,
  host,
  member,
  noConflict,
  proven,
  supervisor,
  trialAt,
  type Changes,
} from "../../support/evaluation-stages.ts";
import type { Trial } from "../../support/evaluation-trial.ts";

const [first, second] = [chanceOf("a photograph"), chanceOf("another photograph")];
const reason = "摄像头损坏,无法拍照";
const known = "核对身份证件,由监督人员在场确认";

/** A member in the lobby who has agreed to be recorded. */
function lobby(checkInPhoto: NonNullable<Changes["checkInPhoto"]> = "required") {
  const trial = trialAt("check-in", { checkInPhoto });
  const person = member(trial, 0);
  trial.do(proven(person), { type: "checkIn", undertaking: true, recusal: noConflict });
  trial.do(expert(person), { type: "consentToRecording", text: consentVersion });
  return { trial, person };
}

const keep = (person: string, sha256: string) =>
  ({ type: "keepPhoto", member: person, sha256, size: 20_000 }) as const;
const admit = (person: string) => ({ type: "admitMember", member: person }) as const;
const photoSeenBy = (trial: Trial, who: typeof host, person: string) =>
  view(trial.state, who, names).members.find((one) => one.person === person)?.photo;

describe("the photograph at check-in", () => {
  test("comes before the seat, and the admission names it", () => {
    const { trial, person } = lobby();
    expect(trial.answer(host, admit(person))).toBe("checkin.no-photo");
    expect(trial.do(systemActor, keep(person, first))).toEqual([
      { type: "PhotoKept", member: person, sha256: first, size: 20_000 },
    ]);
    expect(trial.answer(host, admit(person))).toBe("checkin.photo-changed");
    expect(trial.do(host, { ...admit(person), photo: first })).toEqual([
      { type: "MemberAdmitted", member: person, photo: first },
    ]);
    expect(trial.answer(systemActor, keep(person, second))).toBe("checkin.already");
  });

  test("that was taken again meanwhile is not the one that was compared", () => {
    const { trial, person } = lobby();
    trial.do(systemActor, keep(person, first));
    trial.do(systemActor, keep(person, second));
    expect(trial.answer(host, { ...admit(person), photo: first })).toBe("checkin.photo-changed");
    trial.do(expert(person), { type: "declareNoCamera", reason });
    expect(trial.answer(host, { ...admit(person), photo: second })).toBe("checkin.photo-changed");
    trial.do(systemActor, keep(person, second));
    expect(trial.answer(host, { ...admit(person), photo: second })).toBe("accepted");
  });

  test("sent twice leaves one event, and no more than so many are kept", () => {
    const { trial, person } = lobby();
    expect(trial.do(systemActor, keep(person, first))).toHaveLength(1);
    expect(trial.do(systemActor, keep(person, first))).toHaveLength(0);
    for (let n = 1; n < photosMost; n += 1) trial.do(systemActor, keep(person, chanceOf(`${n}`)));
    expect(trial.answer(systemActor, keep(person, second))).toBe("checkin.photo-too-many");
    // One that is there already may count again.
    expect(trial.answer(systemActor, keep(person, first))).toBe("accepted");
  });

  test("may be missing for a reason, and then the host gives theirs; supervision reads both", () => {
    const { trial, person } = lobby();
    trial.do(expert(person), { type: "declareNoCamera", reason });
    expect(trial.answer(host, admit(person))).toBe("checkin.photo-reason");
    expect(photoSeenBy(trial, supervisor, person)).toEqual({ kind: "no-camera", reason });
    expect(trial.do(host, { ...admit(person), withoutPhoto: known })).toEqual([
      { type: "MemberAdmitted", member: person, withoutPhoto: known },
    ]);
    const lines = trial.records.map((record) => feedLine(trial.state, record));
    const told = (type: string) => lines.filter((line) => line?.type === type).at(-1)?.details;
    expect(told("NoCameraDeclared")).toEqual({ reason });
    expect(told("MemberAdmitted")).toEqual({ reason: known });
  });

  test("is the member's own and taken in the lobby alone, where the tender asks for it", () => {
    const { trial, person } = lobby();
    const other = member(trial, 1);
    expect(trial.answer(expert(person), keep(person, first))).toBe("room.not-permitted");
    expect(trial.answer(host, { type: "declareNoCamera", reason })).toBe("room.not-permitted");
    expect(trial.answer(systemActor, keep(other, first))).toBe("checkin.not-arrived");
    expect(trial.answer(systemActor, keep(host.person, first))).toBe("room.not-yours");
    const unasked = trialAt("check-in");
    const waiting = member(unasked, 0);
    expect(unasked.answer(systemActor, keep(waiting, first))).toBe("checkin.photo-not-asked");
    expect(unasked.answer(expert(waiting), { type: "declareNoCamera", reason })).toBe(
      "checkin.photo-not-asked",
    );
  });

  test("stands when the member is sent back, and may be taken anew there", () => {
    const { trial, person } = lobby();
    trial.do(systemActor, keep(person, first));
    trial.do(host, { ...admit(person), photo: first });
    trial.do(host, { type: "returnMember", member: person, reason: "核对身份" });
    expect(trial.fork().answer(host, { ...admit(person), photo: first })).toBe("accepted");
    trial.do(systemActor, keep(person, second));
    expect(trial.answer(host, { ...admit(person), photo: first })).toBe("checkin.photo-changed");
  });

  test("that a tender leaves to its members is compared where there is one", () => {
    const { trial, person } = lobby("optional");
    expect(trial.fork().answer(host, admit(person))).toBe("accepted");
    trial.do(systemActor, keep(person, first));
    expect(trial.answer(host, admit(person))).toBe("checkin.photo-changed");
    expect(trial.answer(host, { ...admit(person), photo: first })).toBe("accepted");
  });

  test("is told of to host and supervision, its hash to whoever took it, and nothing to anybody else", () => {
    const { trial, person } = lobby();
    trial.do(systemActor, keep(person, first));
    const told = viewersOf(trial.state).filter((viewer) =>
      JSON.stringify(view(trial.state, viewer, names)).includes(first),
    );
    expect(told.map(({ role }) => role).toSorted()).toEqual(["expert", "host", "supervisor"]);
    expect(told.find(({ role }) => role === "expert")?.person).toBe(person);
    expect(photoSeenBy(trial, host, person)).toEqual({ kind: "taken", sha256: first });
    expect(photoSeenBy(trial, host, member(trial, 1))).toBeUndefined();
  });
});
