import {
  callChannelSchema,
  callOutcomeSchema,
} from "@yuanping/shared/contracts/commands/invitation.ts";
import { z } from "zod";
import type { OutboxStore, Outgoing } from "../../notify/outbox-store.ts";
import type { Database, OutboxTable } from "./schema.ts";

const settlementSchema = z.enum([...callOutcomeSchema.options, "dropped"]);

/** What is to be sent, in PostgreSQL. */
export function postgresOutboxStore(db: Database): OutboxStore {
  const waiting = (evaluations: readonly string[]) =>
    db
      .selectFrom("outbox")
      .selectAll()
      .where("outcome", "is", null)
      .where("evaluation", "in", [...evaluations]);
  return {
    async put(notices) {
      if (notices.length === 0) return;
      await db
        .insertInto("outbox")
        .values(
          notices.map(({ id, evaluation, member, channel, attempts, dueAt }) => ({
            id,
            evaluation,
            member,
            channel,
            attempts,
            due_at: dueAt,
            outcome: null,
          })),
        )
        .onConflict((conflict) => conflict.column("id").doNothing())
        .execute();
    },
    async due(evaluations, now, limit) {
      if (evaluations.length === 0) return [];
      const rows = await waiting(evaluations)
        .where("due_at", "<=", now)
        .orderBy("due_at")
        .orderBy("id")
        .limit(limit)
        .execute();
      return rows.map(toOutgoing);
    },
    async nextDue(evaluations) {
      if (evaluations.length === 0) return undefined;
      const row = await waiting(evaluations).orderBy("due_at").limit(1).executeTakeFirst();
      return row?.due_at;
    },
    async postpone(id, attempts, dueAt) {
      await db
        .updateTable("outbox")
        .set({ attempts, due_at: dueAt })
        .where("id", "=", id)
        .execute();
    },
    async settle(id, attempts, outcome) {
      await db.updateTable("outbox").set({ attempts, outcome }).where("id", "=", id).execute();
    },
    async settled(evaluation) {
      const rows = await db
        .selectFrom("outbox")
        .selectAll()
        .where("evaluation", "=", evaluation)
        .where("outcome", "is not", null)
        .execute();
      return rows.map((row) => ({
        ...toOutgoing(row),
        outcome: settlementSchema.parse(row.outcome),
      }));
    },
  };
}

function toOutgoing({ id, evaluation, member, channel, attempts, due_at }: OutboxTable): Outgoing {
  return {
    id,
    evaluation,
    member,
    channel: callChannelSchema.parse(channel),
    attempts,
    dueAt: due_at,
  };
}
