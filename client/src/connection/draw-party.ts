import {
  drawPartySchema,
  partyKeyName,
  commitmentText,
  hashChain,
  revealOf,
} from "@yuanping/shared/draw/index.ts";
import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import {
  base64,
  COSIGNATURE_V1,
  cosignCheckpoint,
  ed25519Signer,
  formatVkey,
  hex,
  noteKey,
  utf8,
  type Signer,
} from "@yuanping/shared/tlog/index.ts";
import type { PersonCommand } from "./command.ts";
import type { KeyValueStore } from "./draft-key.ts";
import { partySecrets } from "./party-secrets.ts";
import type { RoomState } from "./room-state.ts";

/** What a party of the draw has to do next. Committing and revealing are a person's own steps; the others need no will. */
export type PartyDuty = "declareKey" | "commitDraw" | "cosignDraw" | "revealDraw";

/**
 * One party of the draw: makes its secrets, keeps them where it runs, and answers with the command that is due. Nothing
 * of them ever goes to the server but the anchor, and then one link after the other.
 */
export class DrawParty {
  readonly #store: KeyValueStore;
  readonly #now: () => number;

  /** @param now the server's time in milliseconds, as this seat knows it */
  constructor(store: KeyValueStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** The command that this seat owes the draw as things stand; undefined when it owes none, or cannot yet. */
  async command({
    view,
    head,
  }: Pick<RoomState, "view" | "head">): Promise<PersonCommand | undefined> {
    const duty = view === undefined ? undefined : dutyOf(view);
    if (view === undefined || duty === undefined) return undefined;
    const { ceremony, evaluation, me } = view;
    const secrets = partySecrets(this.#store, evaluation, me.person);
    const signer = await ed25519Signer(secrets.seed);
    const name = partyKeyName(drawPartySchema.parse(me.role), evaluation);
    if (duty === "declareKey") {
      return {
        type: "declareKey",
        vkey: formatVkey(noteKey(name, COSIGNATURE_V1, signer.publicKey)),
      };
    }
    const sealed = ceremony?.sealed;
    if (ceremony === undefined || sealed === undefined) return undefined;
    const { drawId, spec } = sealed;
    // What this browser never committed to it cannot reveal: a guess would only stand on record as a false one.
    if (duty === "revealDraw" && !secrets.hasChain(drawId)) return undefined;
    const chain = hashChain(drawId, me.person, secrets.chainStart(drawId), spec.chainLen);
    switch (duty) {
      case "commitDraw": {
        const anchor = hex(chain.at(-1) ?? new Uint8Array());
        return {
          type: "commitDraw",
          drawId,
          anchor,
          signature: await signed(signer, drawId, me.person, anchor),
        };
      }
      case "cosignDraw": {
        const signedHead =
          head !== undefined && head.size >= ceremony.freezeFrom ? head.note : undefined;
        const note = ceremony.frozenNote ?? signedHead;
        if (note === undefined) return undefined;
        const seconds = Math.floor(this.#now() / 1000);
        return {
          type: "cosignDraw",
          drawId,
          note: await cosignCheckpoint(note, name, signer, seconds),
        };
      }
      case "revealDraw": {
        const value = hex(revealOf(chain, ceremony.round));
        return { type: "revealDraw", drawId, round: ceremony.round, value };
      }
    }
  }
}

/** Whether this browser is asked for a value that it does not have, because its secrets were made elsewhere or are lost. */
export function hasLostSecret(store: KeyValueStore, view: EvaluationView): boolean {
  const { ceremony, evaluation, me } = view;
  const drawId = ceremony?.sealed?.drawId;
  return (
    dutyOf(view) === "revealDraw" &&
    drawId !== undefined &&
    !partySecrets(store, evaluation, me.person).hasChain(drawId)
  );
}

/** What the viewer owes the draw now. */
export function dutyOf({ ceremony, me }: EvaluationView): PartyDuty | undefined {
  const party = drawPartySchema.safeParse(me.role);
  if (ceremony === undefined || !party.success || !ceremony.awaited.includes(party.data)) {
    return undefined;
  }
  switch (ceremony.phase) {
    case "keys":
      return "declareKey";
    case "commit":
      return "commitDraw";
    case "freeze":
      return "cosignDraw";
    case "reveal":
      return "revealDraw";
    case "sealing":
    case "rest":
      return undefined;
  }
}

async function signed(
  signer: Signer,
  drawId: string,
  person: string,
  anchor: string,
): Promise<string> {
  return base64(await signer.sign(utf8(commitmentText(drawId, person, anchor))));
}
