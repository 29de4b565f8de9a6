import type { EventOf } from "../../contracts/events/index.ts";
import type { Instant, PersonRef } from "../../contracts/ids.ts";
import { approvalAnswered, approvalAsked } from "./approvals.ts";
import { conductNoted, refusalNoted, settled } from "./conduct.ts";
import { withNotice, type Notice, type SupervisionState } from "./state.ts";

type SupervisionEvent = EventOf<
  | "Paused"
  | "Resumed"
  | "Terminated"
  | "Noted"
  | "Warned"
  | "AttemptRefused"
  | "ConductNoted"
  | "MisuseNoted"
  | "AlarmSettled"
  | "ApprovalAsked"
  | "ApprovalAnswered"
  | "SpeakInBegun"
  | "SpeakInEnded"
>;

export function supervised(
  state: SupervisionState,
  event: SupervisionEvent,
  at: Instant,
  actor: PersonRef,
): SupervisionState {
  const noticed = (notice: Omit<Notice, "at">): SupervisionState["notices"] =>
    withNotice(state.notices, { ...notice, at });
  switch (event.type) {
    case "Paused": {
      const { by, reason } = event;
      return {
        ...state,
        paused: { by, reason, at },
        notices: noticed({ kind: "pause", by, text: reason }),
      };
    }
    case "Resumed":
      return {
        ...state,
        paused: undefined,
        notices: noticed({ kind: "resume", by: "host", text: event.reason }),
      };
    case "Terminated": {
      const { code, reason } = event;
      return {
        ...state,
        paused: undefined,
        terminated: { code, reason, at },
        notices: noticed({ kind: "termination", by: "host", text: reason }),
      };
    }
    case "Noted":
      return { ...state, notices: noticed({ kind: "note", by: "supervisor", text: event.text }) };
    case "Warned":
      return {
        ...state,
        notices: noticed({ kind: "warning", by: "supervisor", text: event.text }),
      };
    case "AttemptRefused":
      return {
        ...state,
        attempts: state.attempts + 1,
        conduct: refusalNoted(state.conduct, actor, at),
      };
    case "ConductNoted":
      return { ...state, conduct: conductNoted(state.conduct, event, at) };
    case "MisuseNoted":
      return { ...state, conduct: refusalNoted(state.conduct, event.person, at, event.times) };
    case "AlarmSettled":
      return { ...state, conduct: settled(state.conduct, event) };
    case "ApprovalAsked":
      return { ...state, approvals: approvalAsked(state.approvals, event, at) };
    case "ApprovalAnswered":
      return { ...state, approvals: approvalAnswered(state.approvals, event, at) };
    case "SpeakInBegun": {
      const { reason } = event;
      return {
        ...state,
        speakIn: { reason, at },
        notices: noticed({ kind: "speak-in", by: "supervisor", text: reason }),
      };
    }
    case "SpeakInEnded":
      return { ...state, speakIn: undefined };
  }
}
