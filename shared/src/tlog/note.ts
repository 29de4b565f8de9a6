import { base64, concatBytes, fromBase64, fromHex, hex } from "./encoding.ts";
import { requireKeyName } from "./note-key.ts";
import { TlogError } from "./tlog-error.ts";

/** One signature line. `signature` is what follows the four bytes of the key id. */
export interface NoteSignature {
  readonly name: string;
  /** 8 hex digits. */
  readonly keyId: string;
  readonly signature: Uint8Array;
}

/** A text ending in a newline, and signatures over it, known or unknown (C2SP signed-note). */
export interface Note {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Characters: room for 16 signatures of 5 kB, which every reader must accept. */
export const MAX_NOTE_LENGTH = 1 << 18;
export const MAX_NOTE_SIGNATURES = 100;

const EM_DASH = "\u2014";
const KEY_ID_LENGTH = 4;
const NEWLINE = 0x0a;
const SPACE = 0x20;

/** Reads a signed note. Throws {@link TlogError} `note.*`. Says nothing about whether a signature is good. */
export function parseNote(note: string): Note {
  if (note.length > MAX_NOTE_LENGTH) throw new TlogError("note.too-long", "signed note");
  requireNoteCharacters(note);
  const blank = note.lastIndexOf("\n\n");
  const lines = note.slice(blank + 2).split("\n");
  if (blank < 0 || lines.length < 2 || lines.pop() !== "") {
    throw new TlogError("note.syntax", "no text, blank line and signature lines");
  }
  if (lines.length > MAX_NOTE_SIGNATURES) {
    throw new TlogError("note.too-many-signatures", `${lines.length}`);
  }
  return { text: note.slice(0, blank + 1), signatures: lines.map(parseSignatureLine) };
}

/** Writes a signed note that `parseNote` reads back. Throws {@link TlogError} where that cannot be. */
export function formatNote(note: Note): string {
  if (!note.text.endsWith("\n"))
    throw new TlogError("note.syntax", "the text ends without newline");
  const text = `${note.text}\n${note.signatures.map(formatSignatureLine).join("")}`;
  parseNote(text);
  return text;
}

/** The note with one more signature; an earlier one by the same key gives way to it. */
export function withSignature(note: Note, signature: NoteSignature): Note {
  const others = note.signatures.filter(
    (other) => other.name !== signature.name || other.keyId !== signature.keyId,
  );
  return { text: note.text, signatures: [...others, signature] };
}

/** Newline is the only control character a note may hold; CRLF ends here. */
function requireNoteCharacters(note: string): void {
  if (!note.isWellFormed()) throw new TlogError("note.characters", "lone surrogate");
  for (let i = 0; i < note.length; i++) {
    const unit = note.charCodeAt(i);
    if (unit < SPACE && unit !== NEWLINE)
      throw new TlogError("note.characters", "control character");
  }
}

function parseSignatureLine(line: string): NoteSignature {
  const [dash, name, encoded, ...rest] = line.split(" ");
  if (dash !== EM_DASH || name === undefined || encoded === undefined || rest.length > 0) {
    throw new TlogError("note.signature-line", "not an em dash, a name and a signature");
  }
  const bytes = readSignature(name, encoded);
  if (bytes.length <= KEY_ID_LENGTH) throw new TlogError("note.signature-line", "too short");
  return {
    name,
    keyId: hex(bytes.subarray(0, KEY_ID_LENGTH)),
    signature: bytes.slice(KEY_ID_LENGTH),
  };
}

function readSignature(name: string, encoded: string): Uint8Array {
  try {
    requireKeyName(name);
    return fromBase64(encoded);
  } catch {
    throw new TlogError("note.signature-line", "key name or base64");
  }
}

function formatSignatureLine(signature: NoteSignature): string {
  const bytes = concatBytes(fromHex(signature.keyId), signature.signature);
  return `${EM_DASH} ${signature.name} ${base64(bytes)}\n`;
}
