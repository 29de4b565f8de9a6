import type { TapStream } from "../../media/plane.ts";

/** A stream that arrives at a port of this machine, as FFmpeg wants it told (RFC 8866). */
export function sdpOf(stream: TapStream, port: number): string {
  const { kind, codec, payloadType, clockRate, channels, parameters } = stream;
  const channelsPart = channels === undefined ? "" : `/${channels}`;
  return [
    "v=0",
    "o=- 0 0 IN IP4 127.0.0.1",
    "s=-",
    "c=IN IP4 127.0.0.1",
    "t=0 0",
    `m=${kind} ${port} RTP/AVP ${payloadType}`,
    `a=rtpmap:${payloadType} ${codec}/${clockRate}${channelsPart}`,
    ...(parameters === "" ? [] : [`a=fmtp:${payloadType} ${parameters}`]),
    "a=recvonly",
    "",
  ].join("\n");
}
