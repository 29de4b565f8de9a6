import { refuse, type Refusal } from "../../contracts/refusal.ts";
import { parseCheckpoint, parseNote } from "../../tlog/index.ts";
import type { Evaluation } from "../state.ts";

/**
 * The size of the head of this evaluation's log that a note is about, or why it is none. Signatures and root are checked
 * where keys and tree are: at the door and by every verifier.
 */
export function readHead({ id }: Evaluation, note: string): Readonly<{ size: number }> | Refusal {
  try {
    const { origin, size } = parseCheckpoint(parseNote(note).text);
    return origin.endsWith(`/evaluation/${id}`) && size <= BigInt(Number.MAX_SAFE_INTEGER)
      ? { size: Number(size) }
      : refuse("invalid", "witness.bad-note");
  } catch {
    return refuse("invalid", "witness.bad-note");
  }
}
