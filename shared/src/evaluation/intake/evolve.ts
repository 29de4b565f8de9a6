import type { EventOf } from "../../contracts/events/index.ts";
import { findProfile } from "../../law/profiles/index.ts";
import { noDocuments, noPages } from "../documents/state.ts";
import { noElection } from "../election/state.ts";
import { noPanel } from "../panel/state.ts";
import { noRecording } from "../recording/state.ts";
import { noReopening } from "../reopening/state.ts";
import { noReport } from "../report/state.ts";
import { noReview } from "../review/state.ts";
import { emptyRoom } from "../room/state.ts";
import { noScoring } from "../scoring/state.ts";
import { noSealing } from "../sealing/state.ts";
import type { Evaluation } from "../state.ts";
import { noSupervision } from "../supervision/state.ts";
import { noWitnessing } from "../witnessing/state.ts";

/** The state of an evaluation whose stream has just begun. Throws when the event names a profile nobody knows. */
export function tenderOpened(event: EventOf<"TenderOpened">, at: number): Evaluation {
  const profile = findProfile(event.tender.profile);
  if (profile === undefined) throw new Error("the stream names a rule profile that does not exist");
  return {
    id: event.evaluation,
    tender: event.tender,
    profile,
    openedAt: at,
    stage: "draw",
    commitments: Object.fromEntries(event.bids.map(({ bid, commitment }) => [bid, commitment])),
    biddersShown: false,
    bids: [],
    documents: noDocuments,
    pagesRead: noPages,
    panel: noPanel,
    invitations: {},
    names: {},
    election: noElection,
    review: noReview,
    scoring: noScoring,
    sealing: noSealing,
    report: noReport,
    reopening: noReopening,
    room: emptyRoom,
    supervision: noSupervision,
    incidents: [],
    recording: noRecording,
    witnessing: noWitnessing,
    size: 0,
    lastAt: at,
  };
}
