import type { EventOf } from "../../contracts/events/index.ts";
import type { Instant } from "../../contracts/ids.ts";
import { withNotice, type Notice, type SupervisionState } from "./state.ts";

type SupervisionEvent = EventOf<
  "Paused" | "Resumed" | "Terminated" | "Noted" | "Warned" | "AttemptRefused"
>;

export function supervised(
  state: SupervisionState,
  event: SupervisionEvent,
  at: Instant,
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
      return { ...state, attempts: state.attempts + 1 };
  }
}
