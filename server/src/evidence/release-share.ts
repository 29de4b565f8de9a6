import type { CommandOf } from "@yuanping/shared/contracts/commands/index.ts";
import type { Actor } from "@yuanping/shared/contracts/record.ts";
import { refuse } from "@yuanping/shared/contracts/refusal.ts";
import { shareHolderSchema } from "@yuanping/shared/contracts/sealed-share.ts";
import { decide } from "@yuanping/shared/evaluation/index.ts";
import type { EvaluationRoom, Receipt } from "../kernel/evaluation-room.ts";
import type { Shares } from "./shares.ts";

type Release = Readonly<{ id: string; command: CommandOf<"releaseShare">; actor: Actor }>;

/**
 * Takes a share into memory and puts on record that it came. What is recorded of it is computed here and not believed:
 * a share that is not the one on record is refused by the core, under its holder's name.
 */
export async function releaseShare(
  room: EvaluationRoom,
  { id, command, actor }: Release,
  share: string | undefined,
  shares: Shares,
): Promise<Receipt> {
  const holder = shareHolderSchema.safeParse(actor.role);
  const { state } = room;
  if (share === undefined) return { ok: false, refusal: refuse("invalid", "sealing.no-share") };
  if (state === undefined || !holder.success) return room.send({ id, command, actor });
  const commitment = shares.commitmentOf(state, holder.data, share) ?? command.commitment;
  const whole = { ...command, commitment };
  const foreseen = decide(state, whole, { actor, at: state.lastAt });
  // It has to be here before the record says so, because the opening begins as soon as that is durable.
  if (foreseen.ok) shares.take(room.id, holder.data, share);
  const receipt = await room.send({ id, command: whole, actor });
  const isReleased = room.state?.sealing.released[holder.data] !== undefined;
  if (!receipt.ok && !isReleased) shares.giveBack(room.id, holder.data);
  return receipt;
}
