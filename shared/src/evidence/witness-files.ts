import { witnessSeats } from "../contracts/gates.ts";
import type { Evaluation } from "../evaluation/index.ts";
import { keyOf } from "../evaluation/witnessing/decide.ts";
import {
  ED25519,
  formatNote,
  formatVkey,
  noteKey,
  parseCheckpoint,
  parseNote,
  parseVkey,
  withSignature,
  type Note,
} from "../tlog/index.ts";
import { streamOf } from "../contracts/record.ts";
import { joinNotes } from "./checkpoint-list.ts";

/** The files of a bundle that are about its witnesses; each is a function of the stream and the log's key. */
export function witnessFiles(
  state: Evaluation,
  vkey: string,
): Readonly<Partial<Record<"policy.txt" | "contradictions.txt", string>>> {
  const policy = policyFile(state, vkey);
  const contradictions = contradictionsFile(state);
  return {
    ...(policy === undefined ? {} : { "policy.txt": policy }),
    ...(contradictions === undefined ? {} : { "contradictions.txt": contradictions }),
  };
}

/**
 * One note a size: the first as it stands, with every other line that anyone signed under the same text. What is signed
 * under another text of the same size contradicts it and stays out; whoever saw that has it on record.
 */
export function mergedNotes(notes: readonly string[]): ReadonlyMap<bigint, string> {
  const bySize = new Map<bigint, Note>();
  for (const note of notes.map(parseNote)) {
    const { size } = parseCheckpoint(note.text);
    const known = bySize.get(size);
    if (known === undefined) bySize.set(size, note);
    else if (known.text === note.text) bySize.set(size, withLinesOf(known, note));
  }
  return new Map([...bySize].map(([size, note]) => [size, formatNote(inOrder(note))]));
}

function withLinesOf(note: Note, { signatures }: Note): Note {
  const isNew = (line: Note["signatures"][number]): boolean =>
    note.signatures.every(({ name, keyId }) => name !== line.name || keyId !== line.keyId);
  return signatures.filter(isNew).reduce(withSignature, note);
}

/** The log's line first, as it came; the others by name, so that nothing depends on who was faster. */
function inOrder({ text, signatures }: Note): Note {
  const [first, ...others] = signatures;
  if (first === undefined) return { text, signatures };
  const sorted = others.toSorted((a, b) => {
    const [one, other] = [`${a.name} ${a.keyId}`, `${b.name} ${b.keyId}`];
    return one < other ? -1 : Number(one > other);
  });
  return { text, signatures: [first, ...sorted] };
}

/** `policy.txt`: whom a gate's head must be signed by, as C2SP tlog-policy has it; undefined without witnesses. */
function policyFile(state: Evaluation, vkey: string): string | undefined {
  const { witnessing } = state.tender;
  if (witnessing === undefined) return undefined;
  const { name, publicKey } = parseVkey(vkey);
  const log = formatVkey(noteKey(`${name}/${streamOf(state.id)}`, ED25519, publicKey));
  const keys = witnessSeats.map((seat) => [seat, keyOf(state, seat)] as const);
  const known = keys.filter(([, key]) => key !== undefined);
  if (known.length < keys.length) return undefined;
  return [
    `log ${log}`,
    ...known.map(([seat, key]) => `witness ${seat} ${key ?? ""}`),
    ...witnessing.outside.map(({ vkey: outside }, n) => `witness outside-${n + 1} ${outside}`),
    `group gate all ${witnessSeats.join(" ")}`,
    "quorum gate",
    "",
  ].join("\n");
}

/** `contradictions.txt`: the heads that witnesses reported, in pairs; undefined where none did. */
function contradictionsFile({ witnessing }: Evaluation): string | undefined {
  const notes = witnessing.forks.flatMap(({ kept, shown }) => [kept, shown]);
  return notes.length === 0 ? undefined : joinNotes(notes);
}
