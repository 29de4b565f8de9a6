import wrtc from "./webrtc.ts";
import { Device } from "mediasoup-client";
import type { types } from "mediasoup-client";

/**
 * A WebRTC device in Node: the same ICE, DTLS, SRTP, Opus and VP8 as in a browser, without the browser. It speaks the
 * dialect of a Chrome of the library's age.
 */
export async function createNodeDevice(): Promise<types.Device> {
  const { MediaStream, MediaStreamTrack, RTCPeerConnection } = wrtc;
  const { RTCIceCandidate, RTCRtpReceiver, RTCRtpSender, RTCSessionDescription } = wrtc;
  Object.assign(globalThis, {
    MediaStream,
    MediaStreamTrack,
    RTCPeerConnection,
    RTCIceCandidate,
    RTCRtpReceiver,
    RTCRtpSender,
    RTCSessionDescription,
  });
  return new Device({ handlerName: "Chrome74" });
}
