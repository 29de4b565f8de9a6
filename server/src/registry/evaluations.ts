import type { Kysely } from "kysely";
import type { RecordEvent } from "./record.ts";
import type { RegistryTables } from "./tables.ts";

/** An evaluation as lists show it. `createdAt` in milliseconds; `agency` is the user who registered it. */
export type EvaluationEntry = Readonly<{
  id: string;
  number: string;
  title: string;
  agency: string;
  createdAt: number;
}>;

/** The centre's directory of evaluations. */
export type Evaluations = Readonly<{
  /** Rejects when the id is taken. */
  register(entry: EvaluationEntry, actor: string): Promise<void>;
  byId(id: string): Promise<EvaluationEntry | undefined>;
  /** All, the newest first. */
  list(): Promise<readonly EvaluationEntry[]>;
  /** Those that a user registered or is a person of, the newest first. */
  ofUser(userId: string): Promise<readonly EvaluationEntry[]>;
}>;

export function openEvaluations(db: Kysely<RegistryTables>, record: RecordEvent): Evaluations {
  const entries = () =>
    db
      .selectFrom("evaluation")
      .select(["id", "number", "title", "agency", "created_at as createdAt"])
      .orderBy("created_at", "desc")
      .orderBy("id");

  return {
    async register(entry, actor) {
      if ((await entries().where("id", "=", entry.id).executeTakeFirst()) !== undefined) {
        throw new Error(`The evaluation ${entry.id} is registered already`);
      }
      const { createdAt, ...rest } = entry;
      await record({
        type: "EvaluationRegistered",
        data: { evaluation: entry.id, number: entry.number, title: entry.title, createdAt },
        actor,
      });
      await db
        .insertInto("evaluation")
        .values({ ...rest, created_at: createdAt })
        .execute();
    },
    byId: (id) => entries().where("id", "=", id).executeTakeFirst(),
    list: () => entries().execute(),
    ofUser: (userId) =>
      entries()
        .where((eb) =>
          eb.or([
            eb("agency", "=", userId),
            eb(
              "id",
              "in",
              eb.selectFrom("person").select("evaluation").where("user_id", "=", userId),
            ),
          ]),
        )
        .execute(),
  };
}
