import { z } from "zod";

/**
 * RTP, DTLS and ICE descriptions as both ends of a media transport exchange them (ORTC shapes, as mediasoup and
 * mediasoup-client use them). Everything is bounded: the media worker parses these in C++, so nothing reaches it that
 * is larger than a real browser would send.
 */

export const mediaKindSchema = z.enum(["audio", "video"]);
export type MediaKind = z.infer<typeof mediaKindSchema>;

const ssrcSchema = z.int().min(0).max(0xffffffff);
const payloadTypeSchema = z.int().min(0).max(127);
const mimeTypeSchema = z.string().regex(/^(audio|video)\/[A-Za-z0-9.+-]{1,32}$/);

/** Format parameters, e.g. `profile-level-id` of H264 (RFC 8866 `a=fmtp`). */
const formatParametersSchema = z
  .record(z.string().max(64), z.union([z.string().max(256), z.number(), z.boolean()]))
  .refine((parameters) => Object.keys(parameters).length <= 32);

const feedbackSchema = z
  .array(
    z.strictObject({ type: z.string().max(32), parameter: z.string().max(32).exactOptional() }),
  )
  .max(16);

/** Header extensions (RFC 8285) that both sides know; others are dropped before they are offered. */
export const headerExtensionUriSchema = z.enum([
  "urn:ietf:params:rtp-hdrext:sdes:mid",
  "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
  "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
  "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
  "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
  "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
  "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension",
  "urn:3gpp:video-orientation",
  "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time",
  "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay",
  "urn:mediasoup:params:rtp-hdrext:packet-id",
]);

/** What one end can receive. */
export const rtpCapabilitiesSchema = z.strictObject({
  codecs: z
    .array(
      z.strictObject({
        kind: mediaKindSchema,
        mimeType: mimeTypeSchema,
        preferredPayloadType: payloadTypeSchema,
        clockRate: z.int().min(1).max(192_000),
        channels: z.int().min(1).max(8).exactOptional(),
        parameters: formatParametersSchema.exactOptional(),
        rtcpFeedback: feedbackSchema.exactOptional(),
      }),
    )
    .max(64),
  headerExtensions: z
    .array(
      z.strictObject({
        kind: mediaKindSchema,
        uri: headerExtensionUriSchema,
        preferredId: z.int().min(1).max(255),
        preferredEncrypt: z.boolean().exactOptional(),
        direction: z.enum(["sendrecv", "sendonly", "recvonly", "inactive"]).exactOptional(),
      }),
    )
    .max(64),
});
export type RtpCapabilities = z.infer<typeof rtpCapabilitiesSchema>;

const prioritySchema = z.enum(["very-low", "low", "medium", "high"]);

const encodingSchema = z.strictObject({
  active: z.boolean().exactOptional(),
  ssrc: ssrcSchema.exactOptional(),
  rid: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,16}$/)
    .exactOptional(),
  codecPayloadType: payloadTypeSchema.exactOptional(),
  rtx: z.strictObject({ ssrc: ssrcSchema }).exactOptional(),
  dtx: z.boolean().exactOptional(),
  scalabilityMode: z
    .string()
    .regex(/^[LS][1-9]\d?T[1-9]\d?(_KEY(_SHIFT)?)?$/)
    .exactOptional(),
  scaleResolutionDownBy: z.number().min(1).max(64).exactOptional(),
  maxBitrate: z.int().min(0).max(100_000_000).exactOptional(),
  maxFramerate: z.number().min(0).max(240).exactOptional(),
  adaptivePtime: z.boolean().exactOptional(),
  priority: prioritySchema.exactOptional(),
  networkPriority: prioritySchema.exactOptional(),
});

/** One stream as it is sent, or as it will arrive. */
export const rtpParametersSchema = z.strictObject({
  mid: z.string().max(16).exactOptional(),
  codecs: z
    .array(
      z.strictObject({
        mimeType: mimeTypeSchema,
        payloadType: payloadTypeSchema,
        clockRate: z.int().min(1).max(192_000),
        channels: z.int().min(1).max(8).exactOptional(),
        parameters: formatParametersSchema.exactOptional(),
        rtcpFeedback: feedbackSchema.exactOptional(),
      }),
    )
    .min(1)
    .max(16),
  headerExtensions: z
    .array(
      z.strictObject({
        uri: headerExtensionUriSchema,
        id: z.int().min(1).max(255),
        encrypt: z.boolean().exactOptional(),
        parameters: formatParametersSchema.exactOptional(),
      }),
    )
    .max(32)
    .exactOptional(),
  encodings: z.array(encodingSchema).max(4).exactOptional(),
  rtcp: z
    .strictObject({
      cname: z.string().max(256).exactOptional(),
      reducedSize: z.boolean().exactOptional(),
      mux: z.boolean().exactOptional(),
    })
    .exactOptional(),
  msid: z.string().max(256).exactOptional(),
});
export type RtpParameters = z.infer<typeof rtpParametersSchema>;

/** Certificate fingerprints of one end (RFC 8122). */
export const dtlsParametersSchema = z.strictObject({
  role: z.enum(["auto", "client", "server"]).exactOptional(),
  fingerprints: z
    .array(
      z.strictObject({
        algorithm: z.enum(["sha-1", "sha-224", "sha-256", "sha-384", "sha-512"]),
        value: z.string().regex(/^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){19,63}$/),
      }),
    )
    .min(1)
    .max(8),
});
export type DtlsParameters = z.infer<typeof dtlsParametersSchema>;

/** Credentials of one ICE session (RFC 8445); a restart gives new ones. */
export const iceParametersSchema = z.strictObject({
  usernameFragment: z.string().min(4).max(256),
  password: z.string().min(22).max(256),
  iceLite: z.boolean().exactOptional(),
});
export type IceParameters = z.infer<typeof iceParametersSchema>;

/** The server answers on host addresses only (ICE lite). */
export const iceCandidateSchema = z.strictObject({
  foundation: z.string().max(64),
  priority: z.int().min(0),
  ip: z.string().max(256),
  address: z.string().max(256),
  protocol: z.enum(["udp", "tcp"]),
  port: z.int().min(0).max(65_535),
  type: z.literal("host"),
  tcpType: z.literal("passive").exactOptional(),
});

/** A STUN or TURN server, for networks that let nothing else through. */
export const iceServerSchema = z.strictObject({
  urls: z
    .array(
      z
        .string()
        .regex(/^(stun|turn)s?:/)
        .max(256),
    )
    .min(1)
    .max(8),
  username: z.string().max(256).exactOptional(),
  credential: z.string().max(256).exactOptional(),
});
export type IceServer = z.infer<typeof iceServerSchema>;
