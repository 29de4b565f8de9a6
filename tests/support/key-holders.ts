import { combine } from "shamir-secret-sharing";
import {
  commandSchema,
  type Command,
  type CommandOf,
} from "@yuanping/shared/contracts/commands/index.ts";
import type { Actor } from "@yuanping/shared/contracts/record.ts";
import { shareHolders, type ShareHolder } from "@yuanping/shared/contracts/sealed-share.ts";
import { view, type Evaluation } from "@yuanping/shared/evaluation/index.ts";
import { keysFromPrivate, type BoxKeys } from "@yuanping/shared/seal/box.ts";
import { fromBase64 } from "@yuanping/shared/tlog/index.ts";
import type { KeyValueStore } from "../../client/src/connection/draft-key.ts";
import { SealingParty } from "../../client/src/connection/sealing-party.ts";
import { actorOf } from "./evaluation-room.ts";

type Room = Readonly<{ state: Evaluation; do(actor: Actor, command: Command): unknown }>;

/** The three holders of a room's common key, each with a browser of its own: the product's own code, without a server. */
export class KeyHolders {
  readonly #parties = new Map<ShareHolder, SealingParty>();

  /** A holder's browser is replaced by an empty one. */
  loseBrowser(holder: ShareHolder): void {
    this.#parties.delete(holder);
  }

  /** Every holder names a key, and the supervisor makes the common one. */
  async make(room: Room): Promise<void> {
    for (const holder of shareHolders) await this.declare(room, holder);
    const command = await this.step(room.state, "supervisor");
    room.do(this.actor(room.state, "supervisor"), command.command);
  }

  async declare(room: Room, holder: ShareHolder): Promise<void> {
    const command = await this.#partyOf(holder).declaration(this.#viewOf(room.state, holder));
    if (command.type !== "declareSealingKey") throw new Error("a declaration is one");
    room.do(this.actor(room.state, holder), command);
  }

  /** What a holder owes, with the share that goes with it. */
  async step(
    state: Evaluation,
    holder: ShareHolder,
  ): Promise<Readonly<{ command: Command; share?: string }>> {
    const step = await this.#partyOf(holder).step(this.#viewOf(state, holder));
    if (step === undefined) throw new Error(`${holder} can do nothing`);
    return { ...step, command: commandSchema.parse(step.command) };
  }

  /** Whether the holder has anything to do, and can. */
  async isStuck(state: Evaluation, holder: ShareHolder): Promise<boolean> {
    return (await this.#partyOf(holder).step(this.#viewOf(state, holder))) === undefined;
  }

  /** Two holders release; answers the key that their shares give, as the server puts it together. */
  async release(room: Room, first: ShareHolder, second: ShareHolder): Promise<BoxKeys> {
    const shares: Uint8Array[] = [];
    for (const holder of [first, second]) {
      const { command, share = "" } = await this.step(room.state, holder);
      room.do(this.actor(room.state, holder), command);
      shares.push(fromBase64(share));
    }
    const keys = await keysFromPrivate(await combine(shares));
    if (keys === undefined) throw new Error("two shares give no key");
    return keys;
  }

  async commitmentOf(state: Evaluation, holder: ShareHolder): Promise<CommandOf<"releaseShare">> {
    const { command } = await this.step(state, holder);
    if (command.type !== "releaseShare") throw new Error(`${holder} has nothing to release`);
    return command;
  }

  actor(state: Evaluation, holder: ShareHolder): Actor {
    return actorOf(state.tender.offices[holder], holder);
  }

  #viewOf(state: Evaluation, holder: ShareHolder) {
    return view(state, { person: state.tender.offices[holder], role: holder }, new Map());
  }

  #partyOf(holder: ShareHolder): SealingParty {
    const party = this.#parties.get(holder) ?? new SealingParty(browserStore());
    this.#parties.set(holder, party);
    return party;
  }
}

function browserStore(): KeyValueStore {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}
