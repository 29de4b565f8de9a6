import { createHash } from "node:crypto";
import type {
  BlobStore,
  CheckpointStore,
  DraftStore,
  OutsideCosignature,
  VaultStore,
} from "../../kernel/ports.ts";

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
