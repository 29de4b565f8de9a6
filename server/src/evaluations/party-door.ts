import type { Command, CommandOf } from "@yuanping/shared/contracts/commands/index.ts";
import { streamOf } from "@yuanping/shared/contracts/record.ts";
import { refuse, type Refusal } from "@yuanping/shared/contracts/refusal.ts";
import type { Role } from "@yuanping/shared/contracts/roles.ts";
import { drawPartySchema } from "@yuanping/shared/draw/index.ts";
import type { Evaluation } from "@yuanping/shared/evaluation/index.ts";
import { keyOf } from "@yuanping/shared/evaluation/witnessing/decide.ts";
import {
  commitmentHolds,
  cosignedCheckpoint,
  logVerifiers,
} from "@yuanping/shared/evidence/party-signatures.ts";
import { equalBytes } from "@yuanping/shared/tlog/index.ts";

/** What heads are compared with here. */
export type OwnLog = Readonly<{
  /** Every key that has signed for the installation, in C2SP form. */
  vkeys: readonly string[];
  /** The root of the first `size` events of a stream as stored now; undefined when there are fewer. */
  root: (stream: string, size: number) => Promise<Uint8Array | undefined>;
}>;

/**
 * Checks what a party of the draw has signed before it goes on record. The core cannot: signatures take a key store and
 * time. A verifier checks them again from the record alone. Undefined when they hold, or when it is no party's command.
 *
 * @param log the installation's own log: only a head that it has signed can be frozen, or pass a gate
 */
export async function partyFault(
  command: Command,
  state: Evaluation,
  role: Role,
  log: OwnLog,
): Promise<Refusal | undefined> {
  if (command.type === "cosignHead") return cosignatureFault(command.note, state, role, log);
  if (command.type === "reportFork") return reportFault(command, state, log);
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
    const verifiers = await logVerifiers(log.vkeys, streamOf(state.id));
    const checkpoint = await cosignedCheckpoint(command.note, verifiers, [named.vkey]);
    return checkpoint === undefined ? refuse("invalid", "draw.bad-signature") : undefined;
  }
  return undefined;
}

/** A gate's cosignature is by the key on record, over a head that the log signed and still leads to. */
async function cosignatureFault(
  note: string,
  state: Evaluation,
  role: Role,
  { vkeys, root }: OwnLog,
): Promise<Refusal | undefined> {
  const party = drawPartySchema.safeParse(role);
  const key = party.success ? keyOf(state, party.data) : undefined;
  if (key === undefined) return undefined;
  const stream = streamOf(state.id);
  const head = await cosignedCheckpoint(note, await logVerifiers(vkeys, stream), [key]);
  const own = head && (await root(stream, Number(head.size)));
  return own !== undefined && head !== undefined && equalBytes(own, head.root)
    ? undefined
    : refuse("invalid", "witness.bad-signature");
}

/** Whoever reports two heads that contradict one another has them from this log: it signed both. */
async function reportFault(
  { kept, shown }: CommandOf<"reportFork">,
  state: Evaluation,
  { vkeys }: OwnLog,
): Promise<Refusal | undefined> {
  const log = await logVerifiers(vkeys, streamOf(state.id));
  for (const note of [kept, shown]) {
    if ((await cosignedCheckpoint(note, log, [])) === undefined) {
      return refuse("invalid", "witness.not-our-head");
    }
  }
  return undefined;
}
