import { createPrivateKey, createPublicKey, sign, type KeyObject } from "node:crypto";
import type { Command, CommandOf } from "@yuanping/shared/contracts/commands/index.ts";
import type { Actor } from "@yuanping/shared/contracts/record.ts";
import {
  commitmentText,
  drawParties,
  hashChain,
  partyKeyName,
  revealOf,
  type DrawParty,
} from "@yuanping/shared/draw/index.ts";
import { sealingOf } from "@yuanping/shared/evaluation/ceremony/sealing.ts";
import { frozenNote } from "@yuanping/shared/evaluation/ceremony/freeze.ts";
import { awaited, phaseOf } from "@yuanping/shared/evaluation/ceremony/state.ts";
import { witnessSeats } from "@yuanping/shared/contracts/gates.ts";
import type { Evaluation } from "@yuanping/shared/evaluation/index.ts";
import { awaitedAt, openGates } from "@yuanping/shared/evaluation/witnessing/state.ts";
import {
  COSIGNATURE_V1,
  cosignedMessage,
  formatCheckpoint,
  formatCosignature,
  formatNote,
  formatVkey,
  fromBase64,
  fromHex,
  hex,
  noteKey,
  parseNote,
  withSignature,
  type NoteKey,
} from "@yuanping/shared/tlog/index.ts";
import { actorOf, chanceOf } from "./evaluation-room.ts";
import { pool } from "./evaluation-tender.ts";

/** Where commands go: a scripted room or a trial. */
type Room = Readonly<{ state: Evaluation; do(actor: Actor, command: Command): unknown }>;

/** PKCS #8 of an Ed25519 seed (RFC 8410). */
const seedPrefix = "302e020100300506032b657004220420";

/** A party of one evaluation; its keys and secrets follow from the evaluation's id. */
class Party {
  readonly key: NoteKey;
  readonly actor: Actor;
  readonly #secret: KeyObject;
  readonly #chainSeed: string;

  /** @param which another key than the one for the draw, where that was lost */
  constructor(party: DrawParty, evaluation: string, person: string, which = "key") {
    const seed = `parties/${evaluation}`;
    const der = Buffer.from(seedPrefix + chanceOf(`${seed}/${party}/${which}`), "hex");
    this.#secret = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
    const { x = "" } = createPublicKey(this.#secret).export({ format: "jwk" });
    const publicKey = fromBase64(Buffer.from(x, "base64url").toString("base64"));
    this.key = noteKey(partyKeyName(party, evaluation), COSIGNATURE_V1, publicKey);
    this.actor = actorOf(person, party);
    this.#chainSeed = `${seed}/${party}/chain`;
  }

  #chain(drawId: string, length: number): readonly Uint8Array[] {
    const secret = fromHex(chanceOf(`${this.#chainSeed}/${drawId}`));
    return hashChain(drawId, this.actor.person, secret, length);
  }

  commit(drawId: string, length: number): CommandOf<"commitDraw"> {
    const anchor = hex(this.#chain(drawId, length).at(-1) ?? new Uint8Array());
    const text = commitmentText(drawId, this.actor.person, anchor);
    const signature = sign(null, Buffer.from(text), this.#secret).toString("base64");
    return { type: "commitDraw", drawId, anchor, signature };
  }

  cosign(drawId: string, note: string, seconds: number): CommandOf<"cosignDraw"> {
    return { type: "cosignDraw", drawId, note: this.cosigned(note, seconds) };
  }

  /** The note with this party's cosignature. */
  cosigned(note: string, seconds: number): string {
    const parsed = parseNote(note);
    const signature = formatCosignature({
      time: seconds,
      signature: sign(null, cosignedMessage(parsed.text, seconds), this.#secret),
    });
    const { name, keyId } = this.key;
    return formatNote(withSignature(parsed, { name, keyId, signature }));
  }

  reveal(drawId: string, length: number, round: number): CommandOf<"revealDraw"> {
    const value = hex(revealOf(this.#chain(drawId, length), round));
    return { type: "revealDraw", drawId, round, value };
  }
}

/** The party of one evaluation; every call gives the same one. */
export function partyOf(state: Evaluation, party: DrawParty): Party {
  const person = state.tender.offices[party];
  return new Party(party, state.id, person);
}

/** The party as it cosigns heads now: with the key on record, even where that was renewed. */
export function witnessOf(state: Evaluation, party: DrawParty): Party {
  const person = state.tender.offices[party];
  const renewed = state.witnessing.renewed[party] !== undefined;
  return new Party(party, state.id, person, renewed ? "renewed" : "key");
}

/** The key that a party changes to after it lost its own. */
export function renewedKey(state: Evaluation, party: DrawParty): string {
  return formatVkey(new Party(party, state.id, state.tender.offices[party], "renewed").key);
}

/** Supervisor and witness cosign a head at the gates that wait. */
export function passGates(room: Room, note: string): void {
  for (const seat of witnessSeats) {
    if (openGates(room.state.witnessing).every((gate) => !awaitedAt(gate).includes(seat))) continue;
    const own = witnessOf(room.state, seat);
    const seconds = Math.floor(room.state.lastAt / 1000);
    room.do(own.actor, { type: "cosignHead", note: own.cosigned(note, seconds) });
  }
}

/** A head that no log signed, where only the core looks at it. */
export function unsignedHead({ id, size }: Evaluation): string {
  const origin = `yuanping.example/8f3a1c/evaluation/${id}`;
  const root = fromHex(chanceOf(`root/${id}/${size}`));
  const text = formatCheckpoint({ origin, size: BigInt(size), root, extensions: [] });
  const signature = new Uint8Array(64);
  return formatNote({ text, signatures: [{ name: origin, keyId: "00000000", signature }] });
}

/** Every party names its key. */
export function declareAll(room: Room): void {
  for (const party of drawParties) {
    const { actor, key } = partyOf(room.state, party);
    room.do(actor, { type: "declareKey", vkey: formatVkey(key) });
  }
}

/** Every party names its key, the agency seals, every party commits. */
export function sealAndCommit(room: Room, from: CommandOf<"sealDraw">["pool"] = pool): void {
  declareAll(room);
  const { offices, panel } = room.state.tender;
  room.do(actorOf(offices.agency, "agency"), sealingOf(panel, from, { exclusions: [] }));
  commitAll(room);
}

export function commitAll(room: Room): void {
  for (const party of drawParties) {
    const { drawId, spec } = sealedOf(room);
    const own = partyOf(room.state, party);
    room.do(own.actor, own.commit(drawId, spec.chainLen));
  }
}

/** Every party cosigns `note`. */
export function freezeAll(room: Room, note: string): void {
  for (const party of drawParties) {
    const own = partyOf(room.state, party);
    room.do(own.actor, own.cosign(sealedOf(room).drawId, note, 1_772_000_000));
  }
}

/** Every party from whom it is due reveals the round that is under way: the panel or the substitutes are drawn. */
export function revealAll(room: Room): void {
  for (const party of awaited(room.state.panel.ceremony)) {
    room.do(partyOf(room.state, party).actor, revealBy(room.state, party));
  }
}

/** What a party truly reveals in the round that is under way. */
export function revealBy(state: Evaluation, party: DrawParty): CommandOf<"revealDraw"> {
  const sealed = sealedOf({ state });
  return partyOf(state, party).reveal(sealed.drawId, sealed.spec.chainLen, sealed.rounds.length);
}

/** The whole draw of the panel, frozen at a head that no log signed. */
export function drawThrough(room: Room, from?: CommandOf<"sealDraw">["pool"]): void {
  sealAndCommit(room, from);
  freezeAll(room, unsignedHead(room.state));
  revealAll(room);
}

/** What a party owes the draw as it stands. */
export function owed(state: Evaluation, party: DrawParty): Command {
  const own = partyOf(state, party);
  const { sealed } = state.panel.ceremony;
  switch (phaseOf(state.panel.ceremony)) {
    case "commit":
      return own.commit(sealedOf({ state }).drawId, sealedOf({ state }).spec.chainLen);
    case "freeze": {
      const note = (sealed && frozenNote(sealed)) ?? unsignedHead(state);
      return own.cosign(sealedOf({ state }).drawId, note, 1_772_000_000);
    }
    case "reveal":
      return revealBy(state, party);
    case "keys":
    case "sealing":
    case "rest":
      return { type: "declareKey", vkey: formatVkey(own.key) };
  }
}

function sealedOf({ state }: Readonly<{ state: Evaluation }>) {
  const { sealed } = state.panel.ceremony;
  if (sealed === undefined) throw new Error("no draw is sealed");
  return sealed;
}
