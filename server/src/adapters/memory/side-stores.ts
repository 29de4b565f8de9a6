import { createHash } from "node:crypto";
import type {
  BlobStore,
  CheckpointStore,
  DraftStore,
  OutsideCosignature,
  VaultStore,
} from "../../kernel/ports.ts";
import type { PhotoName, PhotoStore } from "../../photos/photo-store.ts";

/** What is kept beside the record, in memory, for unit tests of what stands on it. */
export function memoryCheckpointStore(): CheckpointStore {
  const streams = new Map<string, Map<number, string>>();
  const cosignatures: OutsideCosignature[] = [];
  const all = (stream: string) =>
    [...(streams.get(stream) ?? [])]
      .map(([size, note]) => ({ size, note }))
      .toSorted((a, b) => a.size - b.size);
  return {
    async save({ stream, size, note }) {
      const notes = streams.get(stream) ?? new Map<number, string>();
      streams.set(stream, notes.set(size, note));
    },
    latest: async (stream) => all(stream).at(-1),
    all: async (stream) => all(stream),
    streams: async () => [...streams.keys()],
    async saveCosigned(cosigned) {
      const isOf = ({ stream, size, vkey }: OutsideCosignature): boolean =>
        stream === cosigned.stream && size === cosigned.size && vkey === cosigned.vkey;
      if (!cosignatures.some(isOf)) cosignatures.push(cosigned);
    },
    cosigned: async (stream) =>
      cosignatures
        .filter((kept) => kept.stream === stream)
        .toSorted((a, b) => a.size - b.size || (a.vkey < b.vkey ? -1 : 1)),
  };
}

export function memoryDraftStore(): DraftStore {
  const drafts = new Map<string, Readonly<{ revision: number; ciphertext: string }>>();
  return {
    async save({ evaluation, person, revision, ciphertext }) {
      const kept = drafts.get(draftKey(evaluation, person));
      if (kept !== undefined && kept.revision >= revision) {
        return kept.revision;
      }
      drafts.set(draftKey(evaluation, person), { revision, ciphertext });
      return revision;
    },
    load: async (evaluation, person) => drafts.get(draftKey(evaluation, person)),
  };
}

export function memoryVaultStore(): VaultStore {
  const secrets = new Map<string, Uint8Array>();
  return {
    async put(name, ciphertext) {
      secrets.set(name, ciphertext.slice());
    },
    get: async (name) => secrets.get(name)?.slice(),
  };
}

export function memoryBlobStore(): BlobStore {
  const blobs = new Map<string, Uint8Array>();
  return {
    async put(bytes) {
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      blobs.set(sha256, bytes.slice());
      return sha256;
    },
    get: async (sha256) => blobs.get(sha256)?.slice(),
  };
}

function draftKey(evaluation: string, person: string): string {
  return JSON.stringify([evaluation, person]);
}

/** @param now the time in milliseconds, by which a sweep tells what is new */
export function memoryPhotoStore(now: () => number): PhotoStore {
  const kept = new Map<string, Readonly<{ name: PhotoName; sealed: Uint8Array; at: number }>>();
  const keyOf = ({ evaluation, member, sha256 }: PhotoName) => `${evaluation}/${member}/${sha256}`;
  const of = (evaluation: string) =>
    [...kept.values()].filter(({ name }) => name.evaluation === evaluation);
  return {
    async put(name, sealed) {
      kept.set(keyOf(name), { name, sealed, at: now() });
    },
    get: async (name) => kept.get(keyOf(name))?.sealed,
    async remove(name) {
      kept.delete(keyOf(name));
    },
    async sweep(evaluation, named, minutes) {
      const lost = of(evaluation).filter(
        ({ name, at }) => !named.includes(name.sha256) && at < now() - minutes * 60_000,
      );
      for (const { name } of lost) kept.delete(keyOf(name));
      return lost.length;
    },
    async all() {
      const evaluations = new Set([...kept.values()].map(({ name }) => name.evaluation));
      return [...evaluations].toSorted().map((evaluation) => ({
        evaluation,
        photos: of(evaluation).length,
        bytes: of(evaluation).reduce((sum, { sealed }) => sum + sealed.length, 0),
      }));
    },
    async removeAll(evaluation) {
      for (const { name } of of(evaluation)) kept.delete(keyOf(name));
    },
  };
}
