import { describe, expect, test } from "vitest";
import { systemActor } from "@yuanping/shared/contracts/record.ts";
import { personOf } from "../../support/evaluation-room.ts";
import {
  agency,
  conflict,
  expert,
  host,
  member,
  trialAt,
} from "../../support/evaluation-stages.ts";
import type { Trial } from "../../support/evaluation-trial.ts";

const person = host.person;
const first = { person, session: "session-first" };
const second = { person, session: "session-second" };
const unchanged = "room.unchanged";

const presence = (trial: Trial) => trial.state.room.presence[person]?.status;
const answer = (trial: Trial, type: "occupySeat" | "loseSeat" | "releaseSeat", seat = first) =>
  trial.answer(systemActor, { type, ...seat });

/** The host's seat, occupied and lost again. */
function lost(): Trial {
  const trial = trialAt("scoring");
  answer(trial, "occupySeat");
  answer(trial, "loseSeat");
  return trial;
}

describe("a seat", () => {
  test("is occupied by the person's session, once", () => {
    const trial = trialAt("scoring");
    expect(presence(trial)).toBeUndefined();
    expect(answer(trial, "occupySeat")).toBe("accepted");
    expect(answer(trial, "occupySeat")).toBe(unchanged);
    expect(presence(trial)).toBe("present");
  });

  test("survives its socket for 120 seconds and not for less", () => {
    const trial = lost();
    expect(presence(trial)).toBe("reconnecting");
    // Each command of a trial comes one second after the one before.
    expect(answer(trial.wait(118_999), "releaseSeat")).toBe(unchanged);
    const due = lost();
    expect(answer(due.wait(119_000), "releaseSeat")).toBe("accepted");
    expect(presence(due)).toBe("left");
  });

  test("is taken up again within the grace, and the wait is over", () => {
    const trial = lost();
    expect(answer(trial, "occupySeat")).toBe("accepted");
    expect(presence(trial)).toBe("present");
    expect(answer(trial.wait(200_000), "releaseSeat")).toBe(unchanged);
  });

  test("is taken over by a newer session, and the older one's end changes nothing", () => {
    const trial = trialAt("scoring");
    answer(trial, "occupySeat");
    expect(answer(trial, "occupySeat", second)).toBe("accepted");
    expect(answer(trial, "loseSeat")).toBe(unchanged);
    expect(presence(trial)).toBe("present");
    expect(answer(trial, "loseSeat", second)).toBe("accepted");
    expect(answer(trial.wait(200_000), "releaseSeat")).toBe(unchanged);
    expect(answer(trial, "releaseSeat", second)).toBe("accepted");
  });

  test("can be taken again after it was left", () => {
    const trial = lost();
    answer(trial.wait(119_000), "releaseSeat");
    expect(answer(trial, "loseSeat")).toBe(unchanged);
    expect(answer(trial, "occupySeat", second)).toBe("accepted");
  });

  test("is nobody's who has no place in the room", () => {
    const trial = trialAt("scoring");
    const seat = (who: string) => answer(trial, "occupySeat", { ...first, person: who });
    expect(seat(personOf("stranger"))).toBe("room.not-yours");
    expect(seat(agency.person)).toBe("room.not-yours");
    const out = member(trial, 0);
    expect(seat(out)).toBe("accepted");
    trial.do(expert(out), { type: "declareRecusal", recusal: conflict });
    expect(answer(trial, "occupySeat", { person: out, session: second.session })).toBe(
      "room.not-yours",
    );
  });

  test("of another person is not touched", () => {
    const trial = trialAt("scoring");
    answer(trial, "occupySeat");
    const other = member(trial, 0);
    answer(trial, "occupySeat", { ...first, person: other });
    answer(trial, "loseSeat", { ...first, person: other });
    expect(presence(trial)).toBe("present");
    expect(trial.state.room.presence[other]?.status).toBe("reconnecting");
  });
});
