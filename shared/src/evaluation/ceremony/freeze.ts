import { refuse, type Refusal } from "../../contracts/refusal.ts";
import { hex, parseCheckpoint, parseNote, sha256, utf8 } from "../../tlog/index.ts";
import type { Evaluation } from "../state.ts";
import { drawParties } from "../../draw/index.ts";
import type { SealedDraw } from "./state.ts";

/** The text of a note that may freeze the draw, or why it may not. Signatures and root are checked where keys and tree are. */
export function readFrozen(state: Evaluation, note: string): Readonly<{ text: string }> | Refusal {
  const { sealed, sealedSize } = state.panel.ceremony;
  const text = textOf(note);
  if (text === undefined) return refuse("invalid", "draw.bad-note");
  const known = sealed === undefined ? undefined : frozenText(sealed);
  if (known !== undefined && known !== text) return refuse("conflict", "draw.other-checkpoint");
  const { origin, size } = parseCheckpoint(text);
  if (!origin.endsWith(`/evaluation/${state.id}`)) return refuse("invalid", "draw.bad-note");
  return size < BigInt(sealedSize) || size > BigInt(state.size)
    ? refuse("conflict", "draw.checkpoint-too-small", { size: sealedSize })
    : { text };
}

/** The note that the first of the parties cosigned; the others cosign the same text. */
export function frozenNote(sealed: SealedDraw): string | undefined {
  return drawParties.map((party) => sealed.cosigned[party]).find((note) => note !== undefined);
}

function frozenText(sealed: SealedDraw): string | undefined {
  const note = frozenNote(sealed);
  return note === undefined ? undefined : textOf(note);
}

/** SHA-256 of the frozen checkpoint's text, in hex: the salt of every round's key. */
export function freezeHash(sealed: SealedDraw): string {
  return hex(sha256(utf8(frozenText(sealed) ?? "")));
}

function textOf(note: string): string | undefined {
  try {
    const { text } = parseNote(note);
    parseCheckpoint(text);
    return text;
  } catch {
    return undefined;
  }
}
