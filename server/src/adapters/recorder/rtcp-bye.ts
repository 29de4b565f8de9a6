import { createSocket } from "node:dgram";
import { once } from "node:events";

const reason = "stopped";

/**
 * An RTCP BYE (RFC 3550, 6.6) with a reason, for a receiver that knows one stream only. Shorter than 12 bytes it would be
 * taken for a broken RTP packet where both come to one port.
 */
export function byePacket(): Buffer {
  const body = Buffer.concat([Buffer.from([reason.length]), Buffer.from(reason, "ascii")]);
  const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
  const head = Buffer.alloc(8);
  head.writeUInt8(0x81, 0);
  head.writeUInt8(203, 1);
  head.writeUInt16BE((head.length + padded.length) / 4 - 1, 2);
  return Buffer.concat([head, padded]);
}

/** Tells whoever listens on this port of loopback that the stream is over, after the packets that came before. */
export async function sayBye(port: number): Promise<void> {
  const socket = createSocket("udp4");
  try {
    socket.send(byePacket(), port, "127.0.0.1", () => socket.emit("sent"));
    await once(socket, "sent");
  } finally {
    socket.close();
  }
}
