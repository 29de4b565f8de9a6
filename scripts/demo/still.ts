import { readFile } from "node:fs/promises";
import { join } from "node:path";

const startOfImage = 2;

/** A photograph of somebody, as a camera without anybody before it would give it: each person's differs by a comment. */
export async function stillOf(login: string): Promise<Blob> {
  const picture = await readFile(join(import.meta.dirname, "still.jpg"));
  const text = Buffer.from(login);
  const comment = Buffer.from([0xff, 0xfe, 0, 0]);
  comment.writeUInt16BE(text.length + 2, 2);
  const pieces = [picture.subarray(0, startOfImage), comment, text, picture.subarray(startOfImage)];
  return new Blob(pieces.map((piece) => new Uint8Array(piece)));
}
