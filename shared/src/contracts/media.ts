import { z } from "zod";
import { personRefSchema } from "./ids.ts";
import {
  dtlsParametersSchema,
  iceCandidateSchema,
  iceParametersSchema,
  iceServerSchema,
  mediaKindSchema,
  rtpCapabilitiesSchema,
  rtpParametersSchema,
} from "./media-rtp.ts";
import { spokenRefusalSchema } from "./refusal.ts";

/**
 * The media conversation of one socket. Requests carry an acknowledgement; the server's own messages carry the whole
 * state, never a difference, so that a client that missed one is right again with the next. Media never carries
 * authority: what may flow is decided by the room's state, and losing media never blocks scoring.
 */

/** A transport, producer or consumer; meaningful only to the peer it was given to. */
export const mediaIdSchema = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
export type MediaId = z.infer<typeof mediaIdSchema>;

/** What a track shows: a microphone is audio, a camera and a screen are video. */
export const mediaSourceSchema = z.enum(["microphone", "camera", "screen"]);
export type MediaSource = z.infer<typeof mediaSourceSchema>;

/** Counts the room's routers: everything made in an older epoch is gone. */
export const mediaEpochSchema = z.int().min(1);

/** What acknowledges a request that was not carried out. */
export const mediaRefusedSchema = z.strictObject({
  ok: z.literal(false),
  refusal: spokenRefusalSchema,
});

/** A request's name with the schemas of what is sent and of what acknowledges it when it was carried out. */
export function mediaRequest<Payload extends z.ZodRawShape, Answer extends z.ZodRawShape>(
  name: string,
  payload: Payload,
  answer: Answer,
) {
  return {
    name,
    payload: z.strictObject(payload),
    answer: z.strictObject({ ok: z.literal(true), ...answer }),
  } as const;
}

/** What a client needs to make its end of a transport. */
export const transportAnswer = {
  transport: mediaIdSchema,
  iceParameters: iceParametersSchema,
  iceCandidates: z.array(iceCandidateSchema).max(32),
  dtlsParameters: dtlsParametersSchema,
} as const;

/** The fingerprints of a client's end of a transport. */
export const connectPayload = {
  transport: mediaIdSchema,
  dtlsParameters: dtlsParametersSchema,
} as const;

/** What a client needs to receive a track. */
export const consumeAnswer = {
  consumer: mediaIdSchema,
  producer: mediaIdSchema,
  kind: mediaKindSchema,
  rtpParameters: rtpParametersSchema,
} as const;

/** Enters the room's media, or enters it anew: whatever this person had before is closed. */
export const mediaJoin = mediaRequest(
  "media:join",
  {},
  {
    status: z.literal("ready"),
    epoch: mediaEpochSchema,
    routerRtpCapabilities: rtpCapabilitiesSchema,
    iceServers: z.array(iceServerSchema).max(8),
  },
);

/** Opens the one transport of a direction; an older one of the same direction is closed. */
export const mediaTransport = mediaRequest(
  "media:transport",
  { direction: z.enum(["send", "receive"]), epoch: mediaEpochSchema },
  transportAnswer,
);

export const mediaConnect = mediaRequest("media:connect", connectPayload, {});

/** Sends a track; an older track of the same source is closed. */
export const mediaProduce = mediaRequest(
  "media:produce",
  {
    transport: mediaIdSchema,
    kind: mediaKindSchema,
    source: mediaSourceSchema,
    rtpParameters: rtpParametersSchema,
    paused: z.boolean(),
    /** The track comes out of the sender's disguise, and not from a camera or a microphone. */
    disguised: z.boolean().exactOptional(),
  },
  { producer: mediaIdSchema },
);

export const mediaClose = mediaRequest("media:close", { producer: mediaIdSchema }, {});
export const mediaPause = mediaRequest("media:pause", { producer: mediaIdSchema }, {});
export const mediaUnpause = mediaRequest("media:unpause", { producer: mediaIdSchema }, {});

/** Receives a track of the latest list. It starts paused: say `media:resume` once the track is wired up. */
export const mediaConsume = mediaRequest(
  "media:consume",
  { producer: mediaIdSchema, rtpCapabilities: rtpCapabilitiesSchema, transport: mediaIdSchema },
  consumeAnswer,
);

export const mediaResume = mediaRequest("media:resume", { consumer: mediaIdSchema }, {});

/** Stops a track that is not on screen from being forwarded, until `media:resume`. */
export const mediaHold = mediaRequest("media:hold", { consumer: mediaIdSchema }, {});

/** Prefers a simulcast layer; 0 is the smallest. A wall of small tiles asks for 0/0. */
export const mediaLayers = mediaRequest(
  "media:layers",
  {
    consumer: mediaIdSchema,
    spatial: z.int().min(0).max(2),
    temporal: z.int().min(0).max(2),
  },
  {},
);

export const mediaRestartIce = mediaRequest(
  "media:restart-ice",
  { transport: mediaIdSchema },
  { iceParameters: iceParametersSchema },
);

/** Everything this viewer may receive now. A list whose version is not newer than the last one seen is ignored. */
export const mediaTracksSchema = z.strictObject({
  epoch: mediaEpochSchema,
  version: z.int().min(1),
  tracks: z
    .array(
      z.strictObject({
        producer: mediaIdSchema,
        person: personRefSchema,
        source: mediaSourceSchema,
        paused: z.boolean(),
      }),
    )
    .max(512),
});
export type MediaTracks = z.infer<typeof mediaTracksSchema>;

/** Whether media can be had at all; `replaced` means that a newer socket of the same person took over. */
export const mediaStatusSchema = z.strictObject({
  state: z.enum(["preparing", "ready", "unavailable", "replaced"]),
  fraction: z.number().min(0).max(1).exactOptional(),
  zh: z.string().max(500).exactOptional(),
  en: z.string().max(500).exactOptional(),
});
export type MediaStatus = z.infer<typeof mediaStatusSchema>;

/** The room's router was replaced: everything must be built again, beginning with `media:join`. */
export const mediaResetSchema = z.strictObject({ epoch: mediaEpochSchema });

/** Who speaks now, or nobody. */
export const mediaSpeakerSchema = z.strictObject({ person: personRefSchema.nullable() });

/** What the server says by itself. */
export type MediaMessage =
  | Readonly<{ name: "media:tracks"; body: MediaTracks }>
  | Readonly<{ name: "media:status"; body: MediaStatus }>
  | Readonly<{ name: "media:reset"; body: z.infer<typeof mediaResetSchema> }>
  | Readonly<{ name: "media:speaker"; body: z.infer<typeof mediaSpeakerSchema> }>;

/** What a request is answered with, without `ok`. */
export type MediaAnswer<Request extends { answer: z.ZodType }> = Omit<
  z.infer<Request["answer"]>,
  "ok"
>;
export type MediaPayload<Request extends { payload: z.ZodType }> = z.infer<Request["payload"]>;
