import { z } from "zod";
import {
  connectPayload,
  consumeAnswer,
  mediaIdSchema,
  mediaRequest,
  transportAnswer,
} from "./media.ts";
import {
  iceServerSchema,
  mediaKindSchema,
  rtpCapabilitiesSchema,
  rtpParametersSchema,
} from "./media-rtp.ts";

/**
 * The trial of the line to the media server, before the room: one client sends a track over UDP and over TCP and gets
 * it back. It has a router of its own, so nobody else can receive anything of it; it is not recorded, and leaves no
 * event.
 */

/** How long a trial may last before the server ends it, in seconds. */
export const trialSeconds = 15;

/** The one protocol that a transport of the trial may use. */
export const trialWaySchema = z.enum(["udp", "tcp"]);
export type TrialWay = z.infer<typeof trialWaySchema>;

/** Begins a trial. One seat has one at a time. */
export const trialBegin = mediaRequest(
  "trial:begin",
  {},
  {
    routerRtpCapabilities: rtpCapabilitiesSchema,
    iceServers: z.array(iceServerSchema).max(8),
  },
);

/** Opens the transport of a way and direction; each of the four is opened once. */
export const trialTransport = mediaRequest(
  "trial:transport",
  { way: trialWaySchema, direction: z.enum(["send", "receive"]) },
  transportAnswer,
);

export const trialConnect = mediaRequest("trial:connect", connectPayload, {});

/** Sends the track of the trial over a way, once. */
export const trialProduce = mediaRequest(
  "trial:produce",
  { transport: mediaIdSchema, kind: mediaKindSchema, rtpParameters: rtpParametersSchema },
  { producer: mediaIdSchema },
);

/** Asks for what was sent over the same way to be sent back, from now on. */
export const trialConsume = mediaRequest(
  "trial:consume",
  { transport: mediaIdSchema, rtpCapabilities: rtpCapabilitiesSchema },
  consumeAnswer,
);

/** Bytes of RTP that the server has taken and sent over a transport of this trial. */
export const trialTraffic = mediaRequest(
  "trial:traffic",
  { transport: mediaIdSchema },
  { received: z.int().min(0), sent: z.int().min(0) },
);

export const trialEnd = mediaRequest("trial:end", {}, {});
