import { z } from "zod";
import { ceremonyEvents } from "./ceremony.ts";
import { checkinEvents } from "./checkin.ts";
import { conductEvents } from "./conduct.ts";
import { documentEvents } from "./documents.ts";
import { incidentEvents } from "./incidents.ts";
import { intakeEvents } from "./intake.ts";
import { invitationEvents } from "./invitation.ts";
import { panelEvents } from "./panel.ts";
import { recordingEvents } from "./recording.ts";
import { reopeningEvents } from "./reopening.ts";
import { reportEvents } from "./report.ts";
import { reviewEvents } from "./review.ts";
import { roomEvents } from "./room.ts";
import { scoringEvents } from "./scoring.ts";
import { sealingEvents } from "./sealing.ts";
import { supervisionEvents } from "./supervision.ts";
import { unsealingEvents } from "./unsealing.ts";
import { witnessingEvents } from "./witnessing.ts";

/** Everything that can have happened in an evaluation. */
export const eventSchema = z.discriminatedUnion("type", [
  ...intakeEvents,
  ...ceremonyEvents,
  ...panelEvents,
  ...invitationEvents,
  ...checkinEvents,
  ...unsealingEvents,
  ...documentEvents,
  ...reviewEvents,
  ...scoringEvents,
  ...sealingEvents,
  ...reportEvents,
  ...reopeningEvents,
  ...roomEvents,
  ...conductEvents,
  ...incidentEvents,
  ...supervisionEvents,
  ...recordingEvents,
  ...witnessingEvents,
]);
export type EvaluationEvent = z.infer<typeof eventSchema>;
export type EventType = EvaluationEvent["type"];
export type EventOf<T extends EventType> = Extract<EvaluationEvent, { type: T }>;
