/** As long as a connection within one machine may take, in milliseconds. */
const patience = 8_000;

/**
 * Whether this browser can send and receive over WebRTC at all: two connections within the page, which some extensions and
 * policies forbid. Resolves with what arrived; says nothing of the way to the server.
 */
export async function tryLoopback(): Promise<boolean> {
  if (!("RTCPeerConnection" in globalThis)) return false;
  const [near, far] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const handOn = (to: RTCPeerConnection) => (event: RTCPeerConnectionIceEvent) => {
    if (event.candidate !== null) to.addIceCandidate(event.candidate).catch(() => {});
  };
  near.addEventListener("icecandidate", handOn(far));
  far.addEventListener("icecandidate", handOn(near));
  const arrived = new Promise<boolean>((resolve) => {
    setTimeout(() => resolve(false), patience);
    far.addEventListener("datachannel", ({ channel }) => {
      channel.addEventListener("message", () => resolve(true));
    });
  });
  try {
    const channel = near.createDataChannel("check");
    channel.addEventListener("open", () => channel.send("check"));
    await near.setLocalDescription();
    if (near.localDescription !== null) await far.setRemoteDescription(near.localDescription);
    await far.setLocalDescription();
    if (far.localDescription !== null) await near.setRemoteDescription(far.localDescription);
    return await arrived;
  } catch {
    return false;
  } finally {
    near.close();
    far.close();
  }
}
