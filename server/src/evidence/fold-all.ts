import { z } from "zod";
import { fold, StreamDamaged, type FoldPorts, type StreamHead } from "../kernel/stream-fold.ts";

const linkSchema = z.looseObject({ prev: z.string() });

/** A stream as it is, and what of it is not as it was written. */
export type Folded = Readonly<{ stream: string; head?: StreamHead; damage?: string }>;

/** Hashes every stream again and compares it with its stated size, its seal and the heads that were signed of it. */
export async function* foldAll(ports: FoldPorts): AsyncGenerator<Folded> {
  for (const { stream } of await ports.store.streams("")) {
    try {
      const { range } = await fold(stream, ports, ({ body }) => linkSchema.parse(JSON.parse(body)));
      yield { stream, head: { size: range.size, root: range.root() } };
    } catch (error) {
      if (!(error instanceof StreamDamaged)) throw error;
      yield { stream, damage: error.message };
    }
  }
}
