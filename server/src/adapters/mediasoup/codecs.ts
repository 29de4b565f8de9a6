import type { types } from "mediasoup";

/**
 * Browsers' encoders ignore a request for a key frame within 300 ms of the last one (libwebrtc), and the worker asks
 * again only after a second. Asking no more often than that shows a second newcomer the picture in a third of the time.
 */
export const keyFrameRequestDelay = 330;

/**
 * What a room's router speaks, in order of preference. Opus hides loss (in-band FEC, retransmission) and falls silent
 * with the speaker (DTX); VP8 carries simulcast everywhere; H264 is there for browsers and devices without VP8.
 */
export const mediaCodecs: types.RouterRtpCodecCapability[] = [
  {
    kind: "audio",
    mimeType: "audio/opus",
    clockRate: 48_000,
    channels: 2,
    parameters: { useinbandfec: 1, usedtx: 1 },
    rtcpFeedback: [{ type: "nack" }, { type: "transport-cc" }],
  },
  {
    kind: "video",
    mimeType: "video/VP8",
    clockRate: 90_000,
    parameters: { "x-google-start-bitrate": 600 },
  },
  {
    kind: "video",
    mimeType: "video/H264",
    clockRate: 90_000,
    parameters: {
      "packetization-mode": 1,
      "profile-level-id": "42e01f",
      "level-asymmetry-allowed": 1,
    },
  },
];
