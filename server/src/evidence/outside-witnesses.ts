import { streamOf } from "@yuanping/shared/contracts/record.ts";
import { refuse, type Refusal } from "@yuanping/shared/contracts/refusal.ts";
import type { Evaluation } from "@yuanping/shared/evaluation/index.ts";
import { cosignedCheckpoint, logVerifiers } from "@yuanping/shared/evidence/party-signatures.ts";
import { passHolder } from "@yuanping/shared/evidence/witness-pass.ts";
import {
  equalBytes,
  formatNote,
  parseVkey,
  type Note,
  type NoteSignature,
} from "@yuanping/shared/tlog/index.ts";
import type { CheckpointStore, Clock } from "../kernel/ports.ts";

export type OutsideWitnessPorts = Readonly<{
  checkpoints: CheckpointStore;
  /** Every key that has signed for the installation, in C2SP form. */
  vkeys: readonly string[];
  /** The root of the first `size` events of a stream as stored now; undefined when there are fewer. */
  root: (stream: string, size: number) => Promise<Uint8Array | undefined>;
  clock: Clock;
}>;

/** What the outside bodies that a tender names may do here: read its log, and cosign its heads. */
export class OutsideWitnesses {
  readonly #ports: OutsideWitnessPorts;

  constructor(ports: OutsideWitnessPorts) {
    this.#ports = ports;
  }

  /** The C2SP key of the body whose pass this is; undefined for everybody whom the tender does not name. */
  holderOf(state: Evaluation, pass: string): Promise<string | undefined> {
    const now = Math.floor(this.#ports.clock.now() / 1000);
    return passHolder(pass, streamOf(state.id), keysOf(state), now);
  }

  /**
   * Keeps a head that a body has cosigned. It must bear our own signature and be one of the record as it is stored; of its
   * lines only ours and the body's are kept. Durable when it resolves; twice has one effect.
   */
  async cosign(state: Evaluation, note: Note): Promise<Refusal | undefined> {
    const named = keysOf(state).filter((vkey) => note.signatures.some(isBy(vkey)));
    if (named.length === 0) return refuse("forbidden", "witness.not-named");
    const { checkpoints, vkeys, root } = this.#ports;
    const stream = streamOf(state.id);
    const logs = await logVerifiers(vkeys, stream);
    const ours = note.signatures.filter(({ name }) => logs.some(({ key }) => key.name === name));
    for (const vkey of named) {
      const signatures = [...ours, ...note.signatures.filter(isBy(vkey))];
      const cosigned = formatNote({ text: note.text, signatures });
      const head = await cosignedCheckpoint(cosigned, logs, [vkey]);
      if (head === undefined) return refuse("invalid", "witness.bad-signature");
      const size = Number(head.size);
      const stored = await root(stream, size);
      if (stored === undefined || !equalBytes(stored, head.root)) {
        return refuse("conflict", "witness.other-history");
      }
      await checkpoints.saveCosigned({ stream, size, vkey, note: cosigned });
    }
    return undefined;
  }
}

function keysOf({ tender }: Evaluation): readonly string[] {
  return tender.witnessing?.outside.map(({ vkey }) => vkey) ?? [];
}

function isBy(vkey: string): (line: NoteSignature) => boolean {
  const key = parseVkey(vkey);
  return ({ name, keyId }) => name === key.name && keyId === key.keyId;
}
