import { consentVersion } from "@yuanping/shared/law/recording-consent.ts";
import type { Command, CommandType } from "@yuanping/shared/contracts/commands/index.ts";
import { systemActor, type Actor } from "@yuanping/shared/contracts/record.ts";
import { roleSchema } from "@yuanping/shared/contracts/roles.ts";
import { sealingOf } from "@yuanping/shared/evaluation/ceremony/sealing.ts";
import { awaited, phaseOf } from "@yuanping/shared/evaluation/ceremony/state.ts";
import { sitting, vacantSeats } from "@yuanping/shared/evaluation/panel/state.ts";
import { reviewItemsOf } from "@yuanping/shared/evaluation/review/items.ts";
import { openWarnings, warningKey } from "@yuanping/shared/evaluation/scoring/warnings.ts";
import { owed, partyOf } from "./draw-parties.ts";
import { actorOf, chanceOf, personOf } from "./evaluation-room.ts";
import { sampleCommands } from "./evaluation-samples.ts";
import {
  agency,
  conflict,
  expert,
  host,
  members,
  noConflict,
  proven,
  supervisor,
  witness,
} from "./evaluation-stages.ts";
import { secretSheet } from "./evaluation-secrets.ts";
import { submission, sealed } from "./evaluation-stages.ts";
import { pool, sealedBids } from "./evaluation-tender.ts";
import type { Trial } from "./evaluation-trial.ts";

/** Numbers that follow from a seed (mulberry32; it has to be quick and repeatable, not secret). */
export class Dice {
  #state: number;

  constructor(seed: string) {
    this.#state = Number.parseInt(chanceOf(seed).slice(0, 8), 16);
  }

  /** A whole number from 0 to `sides` − 1. */
  roll(sides: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  }

  pick<T>(values: readonly [T, ...T[]]): T;
  pick<T>(values: readonly T[]): T | undefined;
  pick<T>(values: readonly T[]): T | undefined {
    return values[this.roll(values.length)];
  }
}

export type Move = Readonly<{ actor: Actor; command: Command }>;

/** Something that might well be sent now: mostly what the stage is for, at times what nobody should send. */
export function nextMove(trial: Trial, dice: Dice): Move {
  const kind = dice.roll(100);
  if (trial.state.supervision.paused !== undefined && kind < 30) {
    return { actor: host, command: { type: "resume", reason: "已恢复" } };
  }
  if (kind < 64) return stageMove(trial, dice);
  if (kind < 70) return reopeningMove(trial, dice);
  if (kind < 78) return roomMove(trial, dice);
  return hostileMove(trial, dice);
}

/** What the stage is for, by who does it. */
function stageMove(trial: Trial, dice: Dice): Move {
  const { state } = trial;
  const who = dice.pick(members(trial)) ?? personOf("nobody");
  // A vacant seat is what the room waits for.
  if (vacantSeats(state.panel) > 0 && dice.roll(2) === 0) {
    const move = drawMove(trial, dice);
    if (move !== undefined) return move;
  }
  switch (state.stage) {
    case "draw":
      return drawMove(trial, dice) ?? { actor: host, command: { type: "beginCheckIn" } };
    case "check-in":
      return arrivalMove(trial, dice, { type: "showBidders" });
    case "unsealing":
      return arrivalMove(trial, dice, { type: "unsealBids", bids: sealedBids });
    case "lead-election": {
      const candidate = dice.roll(3) > 0 ? members(trial)[0] : dice.pick(members(trial));
      const ballot = { type: "castBallot", candidate: candidate ?? who } as const;
      return dice.roll(4) > 0
        ? { actor: expert(who), command: ballot }
        : arrivalMove(trial, dice, { type: "beginReview" });
    }
    case "preliminary-review":
      return reviewMove(trial, dice, who);
    case "scoring":
      return scoringMove(trial, dice, who);
    case "re-check":
      return recheckMove(trial, dice, who);
    case "signing":
      return signingMove(trial, dice, who);
    case "signed":
    case "archived":
    case "terminated":
      return dice.roll(30) === 0
        ? { actor: host, command: { type: "archive" } }
        : roomMove(trial, dice);
  }
}

/** What the draw waits for: a party's next step, or the agency's sealing; undefined when it waits for nothing. */
function drawMove(trial: Trial, dice: Dice): Move | undefined {
  const { state } = trial;
  const { ceremony } = state.panel;
  if (phaseOf(ceremony) === "sealing") {
    return { actor: agency, command: sealingOf(state.tender.panel, pool, { exclusions: [] }) };
  }
  const party = dice.pick(awaited(ceremony));
  return party === undefined
    ? undefined
    : { actor: partyOf(state, party).actor, command: owed(state, party) };
}

/** What the next member who is not ready has to do, or what the host does when all are. */
function arrivalMove(trial: Trial, dice: Dice, then: Command): Move {
  const recusal = dice.roll(15) === 0 ? conflict : noConflict;
  const waiting = sitting(trial.state.panel).filter(
    ({ status, recusals }) =>
      status !== "admitted" || (trial.state.biddersShown && recusals.bidders === undefined),
  );
  const next = dice.pick(waiting);
  if (next === undefined || dice.roll(6) === 0) return { actor: host, command: then };
  switch (next.status) {
    case "drawn":
      return {
        actor: proven(next.person),
        command: { type: "checkIn", undertaking: true, recusal },
      };
    case "checked-in":
      return next.consent === undefined && dice.roll(6) > 0
        ? {
            actor: expert(next.person),
            command: { type: "consentToRecording", text: consentVersion },
          }
        : { actor: host, command: { type: "admitMember", member: next.person } };
    case "admitted":
    case "out":
      return { actor: expert(next.person), command: { type: "declareRecusal", recusal } };
  }
}

function reviewMove(trial: Trial, dice: Dice, who: string): Move {
  const { state } = trial;
  const missing = state.tender.bidders.flatMap(({ id: bid }) =>
    reviewItemsOf(state)
      .filter((item) => state.review.findings[who]?.[bid]?.[item.id] === undefined)
      .map((item) => ({ bid, item: item.id })),
  );
  const place = dice.pick(missing);
  const turn = dice.roll(10);
  if (place !== undefined && turn < 8) {
    const base = { type: "recordFinding", ...place } as const;
    const fails = dice.roll(25) === 0;
    const command = fails
      ? ({ ...base, verdict: "fail", reason: "未按要求提交" } as const)
      : ({ ...base, verdict: "pass" } as const);
    return { actor: expert(who), command };
  }
  const lead = state.election.lead;
  const [first = who] = members(trial);
  if (lead === undefined)
    return { actor: expert(who), command: { type: "castBallot", candidate: first } };
  if (turn === 9) return arrivalMove(trial, dice, { type: "beginScoring" });
  return dice.roll(2) === 0
    ? { actor: expert(lead), command: { type: "closeReview" } }
    : { actor: host, command: { type: "beginScoring", deadline: trial.at + 3_600_000 } };
}

function scoringMove(trial: Trial, dice: Dice, who: string): Move {
  const opened = secretSheet(trial, who);
  if (dice.roll(4) > 0) return { actor: proven(who), command: { ...submission(opened), sealed } };
  const sheets = members(trial).map((person) => secretSheet(trial, person));
  // Now and then a sheet is not what was committed to.
  const [first, ...others] = sheets;
  const spoilt =
    first && dice.roll(3) === 0 ? [{ ...first, nonce: chanceOf("spoilt") }, ...others] : sheets;
  return { actor: systemActor, command: { type: "openSheets", sheets: spoilt } };
}

function recheckMove(trial: Trial, dice: Dice, who: string): Move {
  const [warning] = openWarnings(trial.state);
  const turn = dice.roll(6);
  if (warning !== undefined && turn > 0) {
    const own = trial.state.panel.members.find(({ code }) => code === warning.member);
    const key = warningKey(warning);
    const command = { type: "explainWarning", warning: key, text: "评分有据" } as const;
    return { actor: expert(own?.person ?? who), command };
  }
  if (turn < 4) {
    const code = dice.pick(["03", "04", "05", "06"] as const);
    const value = `${dice.roll(41)}.${dice.roll(10)}`;
    const base = { type: "correctMark", bid: "B1", reason: "复核更正" } as const;
    const item = dice.pick(["plan", "experience"] as const);
    return { actor: expert(who), command: { ...base, item, value, code } };
  }
  return { actor: expert(trial.state.election.lead ?? who), command: { type: "issueReport" } };
}

function signingMove(trial: Trial, dice: Dice, who: string): Move {
  const report = trial.state.report.issued?.json ?? "";
  return dice.pick<Move>([
    { actor: proven(who), command: { type: "signReport", report } },
    { actor: proven(who), command: { type: "dissent", report, reason: "保留意见" } },
    { actor: dice.roll(6) === 0 ? host : witness, command: { type: "closeSigning" } },
  ]);
}

/** The vote on time with what follows from it, going back, and looking at a signed result again. */
function reopeningMove(trial: Trial, dice: Dice): Move {
  const { state } = trial;
  const reason = "评审依据有误";
  const { pending } = state.reopening;
  if (pending !== undefined && dice.roll(3) > 0) {
    // Let through less often than refused, so that sequences get somewhere.
    const request = pending.number;
    return dice.roll(4) === 0
      ? { actor: supervisor, command: { type: "approveRollback", request } }
      : { actor: supervisor, command: { type: "refuseRollback", request, reason } };
  }
  if (state.stage === "signed") {
    const code = dice.pick(["result-03", "result-06", "evaluation-01"] as const);
    return { actor: dice.pick([agency, host]), command: { type: "openReReview", code, reason } };
  }
  const who = dice.pick(members(trial)) ?? personOf("nobody");
  const to = dice.pick(["lead-election", "preliminary-review", "scoring", "re-check"] as const);
  const deadline = trial.at + dice.roll(7_200_000) - 600_000;
  return dice.pick<Move>([
    { actor: expert(who), command: { type: "askForTime" } },
    { actor: host, command: { type: "extendScoring", deadline } },
    { actor: host, command: { type: "requestRollback", to, reason } },
  ]);
}

/** Talk, presence, supervision, pauses and replacements. */
function roomMove(trial: Trial, dice: Dice): Move {
  const who = dice.pick([host.person, supervisor.person, ...members(trial)]);
  const seat = { person: who, session: dice.pick(["session-one", "session-two"]) };
  const system = { actor: systemActor };
  const reason = "情况说明";
  const paused = trial.state.supervision.paused !== undefined;
  return dice.pick<Move>([
    { ...system, command: { type: "occupySeat", ...seat } },
    { ...system, command: { type: "loseSeat", ...seat } },
    { ...system, command: { type: "releaseSeat", ...seat } },
    { actor: dice.pick([host, supervisor, witness]), command: { type: "say", text: "请注意" } },
    { actor: supervisor, command: { type: "note", text: reason } },
    paused
      ? { actor: host, command: { type: "resume", reason } }
      : { actor: dice.pick([host, agency]), command: { type: "pause", reason } },
    {
      actor: host,
      command: {
        type: "replaceMember",
        member: who,
        reason: dice.pick(["health", "absence", "left-post", "recusal"]),
        explanation: reason,
      },
    },
    dice.roll(30) === 0
      ? { actor: host, command: { type: "terminate", code: "206", reason } }
      : { actor: supervisor, command: { type: "warn", text: reason } },
  ]);
}

/** Any command from anybody, rightly named or not. */
function hostileMove(trial: Trial, dice: Dice): Move {
  const person = dice.pick([personOf("stranger"), host.person, ...members(trial)]);
  const samples = sampleCommands(dice.pick(members(trial)) ?? person);
  const types = Object.keys(samples).filter((type): type is CommandType => type in samples);
  const type = dice.pick(types) ?? "say";
  // A pool in every record would only make the sequences slow.
  const command = type === "openTender" || type === "sealDraw" ? samples.archive : samples[type];
  const actor = dice.pick([
    actorOf(person, dice.pick(roleSchema.options) ?? "expert", dice.roll(2) === 0),
    host,
    supervisor,
    expert(person),
    proven(person),
  ]);
  const harmful = command.type === "terminate" && dice.roll(20) > 0;
  return { actor, command: harmful ? { type: "archive" } : command };
}
