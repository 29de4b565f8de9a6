import { createSocket } from "node:dgram";
import type { TapStream } from "../../../server/src/media/plane.ts";

export const soundStream: TapStream = {
  kind: "audio",
  codec: "opus",
  payloadType: 100,
  clockRate: 48_000,
  channels: 2,
  parameters: "",
};

/** Sends so many packets of 20 ms of Opus (RFC 6716, one frame) at their pace. */
export async function sendSound(port: number, packets: number): Promise<void> {
  const socket = createSocket("udp4");
  for (let index = 0; index < packets; index += 1) {
    socket.send(soundPacket(index), port, "127.0.0.1");
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
  socket.close();
}

function soundPacket(index: number): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt8(0x80, 0);
  head.writeUInt8(soundStream.payloadType, 1);
  head.writeUInt16BE(index, 2);
  head.writeUInt32BE(index * 960, 4);
  head.writeUInt32BE(7, 8);
  return Buffer.concat([head, Buffer.from([0x78]), Buffer.alloc(19, index)]);
}
