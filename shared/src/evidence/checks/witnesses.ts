import {
  equalBytes,
  formatVkey,
  noteVerifier,
  parseCheckpoint,
  parseNote,
  parseVkey,
  verifyNote,
  type Note,
  type NoteVerifier,
} from "../../tlog/index.ts";
import { joinNotes } from "../checkpoint-list.ts";
import { fail, failAt, noEvents, pass, unchecked, type Finding } from "../check.ts";
import type { Manifest } from "../manifest.ts";
import { cosignedCheckpoint, logVerifiers } from "../party-signatures.ts";
import { notesIn, type Roots } from "./checkpoint.ts";
import type { Followed, Follower } from "./follower.ts";
import { GateKeeper, type Claim, type WitnessedGate } from "./gate-keeper.ts";
import { holds } from "./rules.ts";

type Source = Readonly<{
  manifest: Manifest | undefined;
  /** The log's keys in C2SP form, oldest first. */
  logKeys: readonly string[];
  roots: Roots | undefined;
  files: ReadonlyMap<string, Uint8Array>;
}>;

/** What the gates came to, with the gates themselves for those who want to see them. */
export type WitnessReading = Readonly<{ finding: Finding; gates: readonly WitnessedGate[] }>;

/**
 * Witnesses by policy: at every gate that the tender's witnessing asks for, the supervisor and the witness, or the one
 * substitute that the rules allow, cosigned a head of this record that holds the gate's events, with the key on record,
 * before anything went on. Two heads that a witness reported as contradicting one another fail it where the log signed
 * one that is not of this record.
 */
export class Witnesses implements Pick<Follower, "take"> {
  readonly #keeper = new GateKeeper();

  take({ record }: Followed): void {
    this.#keeper.take(record);
  }

  async reading(source: Source): Promise<WitnessReading> {
    return { finding: await this.#finding(source), gates: this.#keeper.gates };
  }

  async #finding({ manifest, logKeys, roots, files }: Source): Promise<Finding> {
    const { tender, claims, forks, gates, keys } = this.#keeper;
    if (manifest === undefined || roots === undefined || tender === undefined) {
      return unchecked(noEvents);
    }
    const logs = await logVerifiers(logKeys, manifest.stream);
    const contradiction = await this.#contradiction(logs, roots, files);
    if (contradiction !== undefined) return contradiction;
    if (tender.witnessing === undefined) {
      return pass("the tender asks for no witnesses", "招标文件未要求见证");
    }
    const fault = this.#keeper.finding() ?? (await firstFault(claims, logs, roots));
    if (fault !== undefined) return fault;
    const outside = await outsideReach(tender.witnessing.outside, [...keys.values()], files);
    const reports = forks.length;
    return pass(
      `${gates.length} gates, each cosigned by supervisor and witness; outside bodies: ${reachText(outside, "none", " to event ")}${
        reports === 0 ? "" : `; ${reports} reported contradiction(s), none of which holds`
      }`,
      `${gates.length} 个关口均由监督、见证两方会签;场外见证:${reachText(outside, "无", " 会签至第 ")}${
        reports === 0 ? "" : `;报告矛盾 ${reports} 次,经核对均不成立`
      }`,
    );
  }

  /** Whether the log signed a head that is not of this record. */
  async #contradiction(
    logs: readonly NoteVerifier[],
    roots: Roots,
    files: ReadonlyMap<string, Uint8Array>,
  ): Promise<Finding | undefined> {
    const notes = this.#keeper.forks.flatMap(({ kept, shown }) => [kept, shown]);
    const isEnclosed =
      notes.length === 0
        ? !files.has("contradictions.txt")
        : holds(files, "contradictions.txt", joinNotes(notes));
    if (!isEnclosed) {
      return fail(
        "contradictions.txt is not what witnesses reported",
        "contradictions.txt 与见证方的报告不符",
      );
    }
    for (const note of notes) {
      const head = await cosignedCheckpoint(note, logs, []);
      if (head === undefined) continue;
      const own = roots.at(head.size);
      if (own === undefined || !equalBytes(own, head.root)) {
        return fail(
          `the log signed a head of ${head.size} events that is not of this record`,
          `本记录的签名方另签过一个不属于本记录的检查点(${head.size} 条)`,
        );
      }
    }
    return undefined;
  }
}

async function firstFault(
  claims: readonly Claim[],
  logs: readonly NoteVerifier[],
  roots: Roots,
): Promise<Finding | undefined> {
  for (const { record, note, key } of claims) {
    const head = key === undefined ? undefined : await cosignedCheckpoint(note, logs, [key]);
    if (head === undefined) {
      return failAt(record, "is not signed by the log and the key on record", "会签签名不成立");
    }
    const own = roots.at(head.size);
    if (own === undefined || !equalBytes(own, head.root)) {
      return failAt(
        record,
        "cosigns a head that is not of this record",
        "会签的检查点不属于本记录",
      );
    }
  }
  return undefined;
}

/** How far an outside body has followed: events in the largest head that it cosigned, 0 where it cosigned none. */
type Reach = Readonly<{ name: string; size: bigint }>;

/**
 * What each outside body of the policy has cosigned. Throws `TlogError` where a line of theirs, or of a party's, is wrong:
 * a forged cosignature must never look like a missing one. What is no note at all is for the checkpoints' own check.
 */
async function outsideReach(
  outside: readonly Readonly<{ name: string; vkey: string }>[],
  parties: readonly string[],
  files: ReadonlyMap<string, Uint8Array>,
): Promise<readonly Reach[]> {
  const verifiers = await Promise.all(
    [...outside.map(({ vkey }) => vkey), ...parties].map((vkey) => noteVerifier(parseVkey(vkey))),
  );
  const reach = new Map(outside.map(({ vkey }) => [vkey, 0n]));
  for (const note of readableNotes(files)) {
    const known = verifiers.filter(({ key }) =>
      note.signatures.some(({ name, keyId }) => name === key.name && keyId === key.keyId),
    );
    const verified = known.length === 0 ? [] : await verifyNote(note, known);
    const { size } = parseCheckpoint(note.text);
    for (const { key } of verified) {
      const vkey = formatVkey(key);
      const before = reach.get(vkey);
      if (before !== undefined && size > before) reach.set(vkey, size);
    }
  }
  return outside.map(({ name, vkey }) => ({ name, size: reach.get(vkey) ?? 0n }));
}

function reachText(reach: readonly Reach[], none: string, to: string): string {
  const texts = reach.map(({ name, size }) => `${name}${to}${size}`);
  return texts.length === 0 ? none : texts.join(", ");
}

function readableNotes(files: ReadonlyMap<string, Uint8Array>): readonly Note[] {
  try {
    return notesIn(files).map(parseNote);
  } catch {
    return [];
  }
}
