import { createHash } from "node:crypto";
import { systemActor } from "@yuanping/shared/contracts/record.ts";
import { refuse, type Refusal } from "@yuanping/shared/contracts/refusal.ts";
import { photoWithheld } from "@yuanping/shared/evaluation/checkin/photo.ts";
import type { Evaluation } from "@yuanping/shared/evaluation/index.ts";
import { openSecret, sealSecret } from "../evidence/secret-box.ts";
import type { EvaluationRoom } from "../kernel/evaluation-room.ts";
import type { Random } from "../kernel/ports.ts";
import { jpegSize } from "./jpeg.ts";
import type { PhotoName, PhotoStore } from "./photo-store.ts";

/** Pixels a side: smaller shows nobody, larger is no still of a camera as the page takes it. */
const [leastSide, mostSide] = [160, 1280];

/** Bytes that no event names are somebody's upload that is under way, for so many minutes, and then nobody's. */
export const underWayMinutes = 10;

/** What keeping one needs of the room: its record, and the way into it. */
export type PhotoRoom = Pick<EvaluationRoom, "state" | "send">;

/**
 * 签到照片: kept encrypted beside the record, which holds only their hashes. The bytes are durable before the event, so that
 * no event names what is not there; what a crash between the two leaves is swept away later.
 */
export class Photos {
  readonly #store: PhotoStore;
  readonly #key: Uint8Array;
  readonly #random: Random;

  /** @param key 32 bytes, from the vault */
  constructor(store: PhotoStore, key: Uint8Array, random: Random) {
    this.#store = store;
    this.#key = key;
    this.#random = random;
  }

  /** Keeps a photograph that a member in the lobby took; the same one twice has one effect. */
  async keep(
    room: PhotoRoom,
    member: string,
    bytes: Uint8Array,
  ): Promise<Readonly<{ sha256: string } | { refusal: Refusal }>> {
    const { state } = room;
    if (state === undefined) return { refusal: refuse("invalid", "room.unknown") };
    const unfit = isStill(bytes) ? undefined : refuse("invalid", "checkin.photo-unfit");
    const refusal = photoWithheld(state, member) ?? unfit;
    if (refusal !== undefined) return { refusal };
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const name: PhotoName = { evaluation: state.id, member, sha256 };
    await this.#store.put(name, sealSecret(this.#key, pathOf(name), bytes));
    const command = { type: "keepPhoto" as const, member, sha256, size: bytes.length };
    const receipt = await room.send({ id: this.#random.id(), command, actor: systemActor });
    if (receipt.ok) return { sha256 };
    // Where it is not known whether the event was written, the bytes stay.
    const isSure = receipt.refusal.category !== "unavailable";
    if (isSure && !namedIn(room.state ?? state).includes(sha256)) await this.#store.remove(name);
    return receipt;
  }

  /** The JPEG as it was sent, of whoever took it; undefined when it is gone. Throws `SecretAltered`. */
  async read(state: Evaluation, sha256: string): Promise<Uint8Array | undefined> {
    const owner = state.panel.members.find(({ photos = [] }) => photos.includes(sha256));
    if (owner === undefined) return undefined;
    const name: PhotoName = { evaluation: state.id, member: owner.person, sha256 };
    const sealed = await this.#store.get(name);
    return sealed && openSecret(this.#key, pathOf(name), sealed);
  }

  /** Takes away what no event names, e.g. after a crash between the two. */
  async sweep(state: Evaluation): Promise<void> {
    if (state.tender.checkInPhoto !== undefined) await sweepUnnamed(this.#store, state);
  }
}

/** As above, for whoever has no key. Answers how many went. */
export function sweepUnnamed(store: PhotoStore, state: Evaluation): Promise<number> {
  return store.sweep(state.id, namedIn(state), underWayMinutes);
}

function namedIn({ panel }: Evaluation): readonly string[] {
  return panel.members.flatMap(({ photos = [] }) => photos);
}

function isStill(bytes: Uint8Array): boolean {
  const size = jpegSize(bytes);
  return (
    size !== undefined &&
    [size.width, size.height].every((side) => side >= leastSide && side <= mostSide)
  );
}

function pathOf({ evaluation, member, sha256 }: PhotoName): string {
  return `evaluation/${evaluation}/photo/${member}/${sha256}`;
}
