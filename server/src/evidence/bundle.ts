import { setTimeout as pause } from "node:timers/promises";
import { BundleFault, buildBundle, streamOf } from "@yuanping/shared/evidence/index.ts";
import type { CheckpointStore, EventStore } from "../kernel/ports.ts";

/** Where a bundle's parts are, and the names it carries. */
export type BundlePorts = Readonly<{
  store: EventStore;
  checkpoints: CheckpointStore;
  /** The installation's log key in C2SP form. */
  vkey: string;
  /** How the log came to that key. */
  keyChanges: readonly string[];
  /** The version of the product. */
  version: string;
  /** Resolves when no head waits for its signature. */
  settled: () => Promise<void>;
}>;

/** Heads follow their events within milliseconds; somebody may come or go in the middle of any attempt. */
const attempts = 8;
const pauseMs = 40;

/**
 * The evidence bundle of an evaluation as it stands in the store. Rejects with `BundleFault`: `evidence.no-events` when
 * there is no such stream, `evidence.no-checkpoint` while its last events are not signed even after a while; nothing is
 * ever left out.
 */
export async function exportBundle(ports: BundlePorts, evaluation: string): Promise<Uint8Array> {
  for (let attempt = 1; ; attempt += 1) {
    await ports.settled();
    try {
      return await readBundle(ports, evaluation);
    } catch (error) {
      if (attempt === attempts || !isNotSignedYet(error)) throw error;
      await pause(pauseMs * attempt);
    }
  }
}

function isNotSignedYet(error: unknown): boolean {
  return error instanceof BundleFault && error.code === "evidence.no-checkpoint";
}

async function readBundle(
  { store, checkpoints, vkey, keyChanges, version }: BundlePorts,
  evaluation: string,
): Promise<Uint8Array> {
  const stream = streamOf(evaluation);
  const lines: string[] = [];
  for await (const { body } of store.read(stream)) lines.push(body);
  // Read after the events, so that a head signed meanwhile is too new and left out, never missing.
  const saved = [...(await checkpoints.all(stream)), ...(await checkpoints.cosigned(stream))];
  const notes = saved.map(({ note }) => note);
  return buildBundle({ lines, notes, vkey, keyChanges, version });
}
