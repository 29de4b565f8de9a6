import type { EvaluationView } from "../contracts/view.ts";
import { isDisguised } from "../law/disguise.ts";
import { panelSize } from "../law/intake-rules.ts";
import { numbersView } from "./ceremony/numbers-view.ts";
import { ceremonyView } from "./ceremony/view.ts";
import { lacksConsent } from "./checkin/consent.ts";
import { photoView } from "./checkin/photo.ts";
import { electionView } from "./election/view.ts";
import { callUpView, ownInvitation } from "./invitation/view.ts";
import { knows, type Directory, type Viewer } from "./knowledge.ts";
import { incidentsView } from "./incidents/view.ts";
import { drawnOf, findSitting } from "./panel/state.ts";
import { deskOf, membersView } from "./panel/view.ts";
import { recusalScope } from "./recusal/decide.ts";
import { recordingView } from "./recording/view.ts";
import { reopeningView } from "./reopening/view.ts";
import { reportView } from "./report/view.ts";
import { reviewView } from "./review/view.ts";
import { seatsView, talkView } from "./room/view.ts";
import { resultView, scoringView } from "./scoring/view.ts";
import { sealingView } from "./sealing/view.ts";
import { isLead, type Evaluation } from "./state.ts";
import { stepsOf } from "./steps.ts";
import { alarmsOf } from "./supervision/alarms.ts";
import { noticesOf } from "./supervision/state.ts";
import { witnessingView } from "./witnessing/view.ts";

export type { Directory, Viewer } from "./knowledge.ts";

/**
 * What a viewer may see of an evaluation. The only place that decides it: whatever a role may not know is not in the
 * value, so it is not in the bytes either.
 */
export function view(state: Evaluation, viewer: Viewer, names: Directory): EvaluationView {
  const { tender, profile, panel, supervision } = state;
  const me = findSitting(panel, viewer.person);
  const drawn = drawnOf(panel);
  const { paused, terminated, speakIn } = supervision;
  const isProjectKnown = knows.project(state, viewer);
  const { number, title, lot, owner, agencyName, subject } = tender;
  return {
    evaluation: state.id,
    stage: state.stage,
    openedAt: state.openedAt,
    ...(paused === undefined ? {} : { paused }),
    ...(terminated === undefined ? {} : { terminated }),
    ...(speakIn === undefined || !knows.panel(state, viewer) ? {} : { speakIn }),
    ...(knows.alarms(state, viewer)
      ? {
          alarms: [...alarmsOf(state)],
          approvals: [...supervision.approvals],
          incidents: incidentsView(state),
        }
      : {}),
    me: {
      person: viewer.person,
      role: viewer.role,
      ...(me === undefined ? {} : { code: me.code, status: me.status }),
      ...(me?.returned === undefined ? {} : { returned: me.returned }),
      ...(me?.status === "checked-in" && lacksConsent(state, me)
        ? { consentMissing: true as const }
        : {}),
      ...(me?.status === "checked-in" ? photoView(state, me) : {}),
      lead: me !== undefined && isLead(state, me.person),
      ...(me === undefined ? {} : deskOf(state, viewer, me)),
      ...ownInvitation(state, viewer),
    },
    ...(isDisguised(tender, profile) ? { disguise: true as const } : {}),
    steps: [...stepsOf(state, viewer.person, viewer.role)],
    tender: {
      ...(isProjectKnown
        ? { number, title, lot, owner, agencyName }
        : { number: "", title: "", lot: "", owner: "", agencyName: "", withheld: true as const }),
      subject,
      profile: { id: profile.id, version: profile.version, name: profile.name },
      recusal: recusalScope(state).scope,
    },
    ...(isProjectKnown ? { method: tender.method } : {}),
    panelSize: panelSize(tender),
    ...(drawn === undefined ? {} : { draw: drawn }),
    ...ceremonyView(state, viewer),
    ...numbersView(state, viewer),
    ...callUpView(state, viewer),
    members: [...membersView(state, viewer, names)],
    ...(knows.bidders(state, viewer) ? { bidders: tender.bidders } : {}),
    ...(knows.bids(state, viewer)
      ? { bids: state.bids.filter(({ id }) => knows.document(state, viewer, id)) }
      : {}),
    election: electionView(state, viewer),
    review: reviewView(state, viewer),
    scoring: scoringView(state, viewer),
    ...sealingView(state, viewer),
    ...resultView(state, viewer),
    ...reportView(state, viewer),
    ...reopeningView(state, viewer),
    ...witnessingView(state, viewer),
    seats: [...seatsView(state, viewer, names)],
    talk: talkView(state, viewer),
    recording: recordingView(state, viewer),
    notices: [...noticesOf(supervision)],
  };
}
