import type { MediaSource } from "@yuanping/shared/contracts/media.ts";
import type { types } from "mediasoup-client";

/**
 * How each source is encoded. A camera of 1280×720 goes out in three layers, so that a wall of tiles takes the smallest
 * and one weak link slows nobody else; a desktop is sharp and slow, since it is read and not watched. Made afresh for
 * each call: mediasoup-client writes into what it is given.
 */
export function encodingsFor(source: MediaSource): types.RtpEncodingParameters[] | undefined {
  if (source === "microphone") return undefined;
  if (source === "screen") return [{ maxBitrate: 2_000_000, maxFramerate: 5 }];
  return [
    { scaleResolutionDownBy: 4, maxBitrate: 150_000, scalabilityMode: "L1T3" },
    { scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: "L1T3" },
    { scaleResolutionDownBy: 1, maxBitrate: 1_500_000, scalabilityMode: "L1T3" },
  ];
}

/** Opus hides loss (FEC, retransmission) and falls silent with the speaker (DTX). */
export function codecOptionsFor(source: MediaSource): types.ProducerCodecOptions | undefined {
  if (source === "microphone") return { opusFec: true, opusDtx: true, opusNack: true };
  return source === "camera" ? { videoGoogleStartBitrate: 600 } : undefined;
}
