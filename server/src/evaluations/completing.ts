import type { Command } from "@yuanping/shared/contracts/commands/index.ts";
import type { Evaluation } from "@yuanping/shared/evaluation/index.ts";
import { mayDo } from "@yuanping/shared/law/permissions.ts";
import type { Role } from "@yuanping/shared/contracts/roles.ts";
import type { SealedBids } from "../evidence/sealed-bids.ts";
import type { Clock } from "../kernel/ports.ts";
import type { Experts } from "../registry/experts.ts";
import type { People } from "../registry/people.ts";
import { sealingFor } from "./fitting.ts";
import { poolFor } from "./pool.ts";
import type { Pseudonyms } from "./pseudonyms.ts";

type Sources = Readonly<{
  experts: Experts;
  people: People;
  pseudonyms: Pseudonyms;
  bids: SealedBids;
  clock: Clock;
}>;

/**
 * Adds what only the server has to a command: the pool of a draw with what was left out of it, the envelopes of an unsealing. Nothing is added for a
 * sender whom the core will refuse, so that a refused attempt never puts a bid on record.
 */
export async function completed(
  command: Command,
  state: Evaluation,
  role: Role,
  { experts, people, pseudonyms, bids, clock }: Sources,
): Promise<Command> {
  if (!mayDo(role, state.stage, command.type)) return command;
  if (command.type === "sealDraw") {
    const { pool, ...more } = await poolFor(state, { experts, people, pseudonyms }, clock.now());
    const { draw, law } = state.tender.panel;
    // A draw for vacant seats has no weights to fit.
    const isNew = state.panel.members.length === 0;
    return sealingFor({ draw, law: isNew ? law : "uniform" }, pool, more);
  }
  if (command.type === "unsealBids") {
    return { ...command, bids: await bids.open(state.id) };
  }
  return command;
}
