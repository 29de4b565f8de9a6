import { consentVersion } from "@yuanping/shared/law/recording-consent.ts";
import type { MarkTable, OpenedSheet } from "@yuanping/shared/contracts/sheet.ts";
import type { Stage } from "@yuanping/shared/contracts/stages.ts";
import { commitTo } from "@yuanping/shared/seal/commitment.ts";
import { sealSheet } from "@yuanping/shared/seal/sheet-sealing.ts";
import { randomBytes } from "node:crypto";
import type { PersonCommand } from "../../client/src/connection/command.ts";
import { officerSeats, type RoomFacts } from "./facts.ts";

/** What a step needs that only the running room tells. */
export type Shown = Readonly<{ report: string }>;

/** A command as it is sent. */
export type Sending = Readonly<{ command: PersonCommand; proof?: true; share?: string }>;

/** One thing that one seat does. */
export type Step = Readonly<{
  /** Which seat, in the order of the facts. */
  seat: number;
  /** The room must be there first: what the server does by itself comes a moment after the last answer. */
  at?: Stage;
  /** Only a node can take it: it holds shares in memory. */
  live?: true;
}> &
  (
    | Readonly<{ kind: "command"; make: (shown: Shown) => Sending | Promise<Sending> }>
    | Readonly<{ kind: "draft"; revision: number; ciphertext: string }>
    /** Text that the whole room is to see: its way to every viewer is measured. */
    | Readonly<{ kind: "talk" }>
  );

const host = 0;
const supervisor = 1;
const firstMember = officerSeats.length;

/** Something is said after so many steps, and somebody's window is left and found again. */
const talkEvery = 6;
const awayEvery = 5;
/** Saves of a draft while a sheet is filled in, and how large a sealed one is in base64. */
const draftSaves = 5;
const draftLength = 1200;

/**
 * What people do in a room from the opened check-in to the archive, one step after the other: some 300 steps for a
 * panel of seven and five bids, with talk and drafts in between.
 */
export function hourOf(facts: RoomFacts): readonly Step[] {
  const members = facts.seats.flatMap(({ role }, seat) => (role === "expert" ? [seat] : []));
  const refOf = (seat: number): string => facts.seats[seat]?.person ?? "";
  const arrival = members.flatMap((seat): Step[] => [
    does(seat, { type: "checkIn", undertaking: true, recusal: { conflict: false } }, "proven"),
    does(seat, { type: "consentToRecording", text: consentVersion }),
    does(host, { type: "admitMember", member: refOf(seat) }),
  ]);
  const work: readonly Step[] = [
    does(host, { type: "showBidders" }),
    ...members.map((seat) => does(seat, { type: "declareRecusal", recusal: { conflict: false } })),
    does(host, { type: "unsealBids" }),
    does(supervisor, { type: "note", text: "请各位成员独立评审。" }),
    ...members.map((seat) => does(seat, { type: "castBallot", candidate: refOf(firstMember) })),
    does(host, { type: "beginReview" }),
    ...findings(facts, members),
    does(firstMember, { type: "closeReview" }),
    does(host, { type: "beginScoring" }),
    ...members.flatMap((seat) => drafts(seat)),
    ...members.map((seat) => submission(facts, seat)),
    ...facts.releases.map(({ seat, commitment, share }): Step => ({
      ...step(seat, () => ({ command: { type: "releaseShare", commitment }, share })),
      live: true,
    })),
    { ...does(firstMember, { type: "issueReport" }), at: "re-check" },
    ...members.map((seat): Step => ({
      ...step(seat, ({ report }) => ({ command: { type: "signReport", report }, proof: true })),
      at: "signing",
    })),
    { ...does(host, { type: "archive" }), at: "signed" },
  ];
  return [...arrival, ...withTalk(withAbsences(work, members), facts.seats.length)];
}

/** How many steps it takes until all members are let in. */
export function arrivals({ seats }: RoomFacts): number {
  return seats.filter(({ role }) => role === "expert").length * 2;
}

/** How many steps can be played before any node is there. */
export function playableAhead(steps: readonly Step[]): number {
  const first = steps.findIndex(({ live }) => live === true);
  return first === -1 ? steps.length : first;
}

function step(seat: number, make: (shown: Shown) => Sending | Promise<Sending>): Step {
  return { kind: "command", seat, make };
}

function does(seat: number, command: PersonCommand, proof?: "proven"): Step {
  return step(seat, () => (proof === undefined ? { command } : { command, proof: true }));
}

/** Everybody finds on every item of every bid; they do so side by side. */
function findings({ bids, reviewItems }: RoomFacts, members: readonly number[]): readonly Step[] {
  return bids.flatMap((bid) =>
    reviewItems.flatMap((item) =>
      members.map((seat) => does(seat, { type: "recordFinding", bid, item, verdict: "pass" })),
    ),
  );
}

function drafts(seat: number): readonly Step[] {
  return Array.from({ length: draftSaves }, (_, index) => ({
    kind: "draft" as const,
    seat,
    revision: index + 1,
    ciphertext: randomBytes((draftLength * 3) / 4).toString("base64"),
  }));
}

/** The same marks from everybody, so that no warning waits for words. */
function submission(facts: RoomFacts, seat: number): Step {
  return step(seat, async () => {
    const { evaluation, bids, markedItems, sealingKey } = facts;
    const marks: MarkTable = Object.fromEntries(
      bids.map((bid) => [bid, Object.fromEntries(markedItems.map((item) => [item, "8"]))]),
    );
    const member = facts.seats[seat]?.person ?? "";
    const sheet = { evaluation, member, round: 1, marks, comments: {} };
    const opened: OpenedSheet = { sheet, nonce: randomBytes(32).toString("hex") };
    const commitment = commitTo("sheet", sheet, opened.nonce);
    const sealed = await sealSheet(sealingKey, commitment, opened);
    return { command: { type: "submitSheet", round: 1, commitment, sealed }, proof: true };
  });
}

/** Somebody looks at another window for a moment: the page sums it up and tells, as it must. */
function withAbsences(steps: readonly Step[], members: readonly number[]): readonly Step[] {
  return steps.flatMap((each, index): Step[] => {
    const seat = members[index % members.length];
    if (
      index % awayEvery !== awayEvery - 1 ||
      index >= steps.length - members.length ||
      seat === undefined
    )
      return [each];
    const acts = (["window-left", "window-back"] as const).map((kind) => ({ kind, times: 1 }));
    return [does(seat, { type: "reportConduct", acts }), each];
  });
}

function withTalk(steps: readonly Step[], seats: number): readonly Step[] {
  return steps.flatMap((each, index): Step[] =>
    // Nothing can be said any more after the archive.
    index % talkEvery === talkEvery - 1 && index < steps.length - 1
      ? [{ kind: "talk", seat: (index * 7) % seats }, each]
      : [each],
  );
}
