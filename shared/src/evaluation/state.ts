import type { EvaluationId, Instant, PersonRef } from "../contracts/ids.ts";
import type { Stage } from "../contracts/stages.ts";
import type { BidContent, Tender } from "../contracts/tender.ts";
import type { Profile } from "../law/profile.ts";
import type { DocumentsState, PagesState } from "./documents/state.ts";
import type { ElectionState } from "./election/state.ts";
import type { InvitationState } from "./invitation/state.ts";
import type { NamesState } from "./names/state.ts";
import type { Incident } from "./incidents/state.ts";
import type { PanelState } from "./panel/state.ts";
import type { RecordingState } from "./recording/state.ts";
import type { ReopeningState } from "./reopening/state.ts";
import type { ReportState } from "./report/state.ts";
import type { ReviewState } from "./review/state.ts";
import type { RoomState } from "./room/state.ts";
import type { ScoringState } from "./scoring/state.ts";
import type { SealingState } from "./sealing/state.ts";
import type { SupervisionState } from "./supervision/state.ts";
import type { WitnessingState } from "./witnessing/state.ts";

/** Everything an evaluation's stream adds up to. Nothing else is kept about an evaluation anywhere. */
export type Evaluation = Readonly<{
  id: EvaluationId;
  tender: Tender;
  profile: Profile;
  openedAt: Instant;
  stage: Stage;
  /** Commitments to the sealed bids, by bid id. */
  commitments: Readonly<Record<string, string>>;
  biddersShown: boolean;
  /** Bids whose envelopes are open, in the order of the bidder list; empty before the unsealing. */
  bids: readonly BidContent[];
  /** Who has looked into which of their documents. */
  documents: DocumentsState;
  /** Which pages of them were shown to whom. */
  pagesRead: PagesState;
  panel: PanelState;
  /** The call-up record, by member; empty where the tender calls nobody up. */
  invitations: InvitationState;
  names: NamesState;
  election: ElectionState;
  review: ReviewState;
  scoring: ScoringState;
  sealing: SealingState;
  report: ReportState;
  reopening: ReopeningState;
  room: RoomState;
  supervision: SupervisionState;
  incidents: readonly Incident[];
  recording: RecordingState;
  witnessing: WitnessingState;
  /** Events so far, and the time of the last one. */
  size: number;
  lastAt: Instant;
}>;

/** The lead, while one is elected and still sits. */
export function isLead(state: Evaluation, person: PersonRef): boolean {
  return state.election.lead === person;
}
