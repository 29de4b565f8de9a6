import type { Command } from "@yuanping/shared/contracts/commands/index.ts";
import { streamOf } from "@yuanping/shared/contracts/record.ts";
import { refuse, type Refusal } from "@yuanping/shared/contracts/refusal.ts";
import type { Role } from "@yuanping/shared/contracts/roles.ts";
import { drawPartySchema } from "@yuanping/shared/draw/index.ts";
import type { Evaluation } from "@yuanping/shared/evaluation/index.ts";
import {
  commitmentHolds,
  cosignedCheckpoint,
  logVerifier,
} from "@yuanping/shared/evidence/party-signatures.ts";

/**
 * Checks what a party of the draw has signed before it goes on record. The core cannot: signatures take a key store and
 * time. A verifier checks them again from the record alone. Undefined when they hold, or when it is no party's command.
 *
 * @param vkey the installation's own log key: only a head that it has signed can be frozen
 */
export async function partyFault(
  command: Command,
  state: Evaluation,
  role: Role,
  vkey: string,
): Promise<Refusal | undefined> {
  const party = drawPartySchema.safeParse(role);
  const { sealed } = state.panel.ceremony;
  const named = sealed?.spec.parties.find((candidate) => candidate.role === party.data);
  if (named === undefined) return undefined;
  if (command.type === "commitDraw") {
    const { drawId, anchor, signature } = command;
    const holds = await commitmentHolds({
      vkey: named.vkey,
      drawId,
      party: named.id,
      anchor,
      signature,
    });
    return holds ? undefined : refuse("invalid", "draw.bad-signature");
  }
  if (command.type === "cosignDraw") {
    const log = await logVerifier(vkey, streamOf(state.id));
    const checkpoint = await cosignedCheckpoint(command.note, log, [named.vkey]);
    return checkpoint === undefined ? refuse("invalid", "draw.bad-signature") : undefined;
  }
  return undefined;
}
