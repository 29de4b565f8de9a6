import type { ForkKind } from "@yuanping/shared/contracts/gates.ts";
import { streamOf } from "@yuanping/shared/contracts/record.ts";
import { look } from "@yuanping/shared/evidence/follow-log.ts";
import { passScheme, witnessPass } from "@yuanping/shared/evidence/witness-pass.ts";
import { cosignCheckpoint } from "@yuanping/shared/tlog/index.ts";
import { fetchText } from "../monitor/fetch-text.ts";
import { keep, keepEvidence, type Kept } from "../monitor/kept.ts";
import type { WitnessKey } from "./key-file.ts";

/** Where an outside body stands: whose log it follows, by which keys, and what it remembers. */
export type Post = Readonly<{
  /** `…/api/evaluations/ID`. */
  address: string;
  evaluation: string;
  logKeys: readonly string[];
  own: WitnessKey;
  /** The file that remembers. */
  state: string;
  /** POSIX seconds. */
  now: () => number;
}>;

export type Outcome =
  | Readonly<{ kind: "cosigned" | "unchanged"; kept: Kept; size: number }>
  | Readonly<{ kind: "alarm"; kept: Kept; reason: string; place: string; reported: string }>;

/**
 * One look at the log, and the cosignature that follows from it. The head is on this body's disk before it is signed, so
 * that a body that dies in between never signs two histories; a contradiction is there before anyone hears of it, and
 * after it nothing is signed. Rejects when the log cannot be reached, or does not take the cosignature.
 */
export async function takeTurn(post: Post, before: Kept | undefined): Promise<Outcome> {
  const { address, evaluation, logKeys, own, state, now } = post;
  const stream = streamOf(evaluation);
  const pass = await witnessPass(own.key, own.signer, stream, now());
  const sight = await look(before?.note, {
    keys: logKeys,
    stream,
    fetchText: (path) =>
      fetchText(`${address}/${path}`, { headers: { authorization: `${passScheme} ${pass}` } }),
  });
  const known = { address, ...before, keys: [...logKeys] };
  if (sight.kind === "alarm") {
    const { reason, note, fork } = sight;
    const heads = [...(known.note === undefined ? [] : [known.note]), note];
    const place = keepEvidence(state, heads, reason);
    const kept = { ...known, alarm: place };
    keep(state, kept);
    const reported = await report(post, pass, known.note, note, fork);
    return { kind: "alarm", kept, reason, place, reported };
  }
  const size = Number(sight.size);
  const seen = { ...known, note: sight.note };
  keep(state, seen);
  if (known.cosigned === size) return { kind: "unchanged", kept: seen, size };
  const note = await cosignCheckpoint(sight.note, own.key.name, own.signer, now());
  await postJson(`${address}/cosignatures`, { note });
  const kept = { ...seen, cosigned: size };
  keep(state, kept);
  return { kind: "cosigned", kept, size };
}

/** Tells the room, whose screens then say so. What became of it; both heads are kept here in any case. */
async function report(
  { address }: Post,
  pass: string,
  kept: string | undefined,
  shown: string,
  kind: ForkKind | undefined,
): Promise<string> {
  if (kept === undefined || kind === undefined) return "not told to the room: one head is not its";
  try {
    await postJson(`${address}/contradictions`, { pass, kind, kept, shown });
    return "told to the room";
  } catch (error) {
    return `not told to the room: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function postJson(address: string, body: unknown): Promise<void> {
  const headers = { "content-type": "application/json" };
  await fetchText(address, { method: "POST", headers, body: JSON.stringify(body) });
}
