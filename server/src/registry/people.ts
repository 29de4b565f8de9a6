import { type Kysely, sql } from "kysely";
import { type Role, roleSchema } from "@yuanping/shared/contracts/roles.ts";
import type { IdentityTables } from "../identity/tables.ts";
import { type RecordEvent, saltedHash } from "./record.ts";
import type { RegistryTables } from "./tables.ts";

/** Who stands behind a pseudonym of one evaluation, and as what. */
export type Person = Readonly<{ evaluation: string; ref: string; userId: string; role: Role }>;

/** The only place where an evaluation's pseudonyms and the centre's users meet. */
export type People = Readonly<{
  /** Binds pseudonyms to users, all or none. Repeating it is harmless; a pseudonym never changes its user. */
  bind(people: readonly Person[], actor: string): Promise<void>;
  byRef(evaluation: string, ref: string): Promise<Person | undefined>;
  byUser(evaluation: string, userId: string): Promise<Person | undefined>;
  ofEvaluation(evaluation: string): Promise<readonly Person[]>;
  /** When each user was drawn for a panel, by the opening of its tender, in milliseconds. */
  served(): Promise<ReadonlyMap<string, readonly number[]>>;
  /** The evaluations of these users that have begun. */
  begunOf(
    users: readonly string[],
  ): Promise<readonly Readonly<{ userId: string; evaluation: string }>[]>;
}>;

type Tables = RegistryTables & IdentityTables;

export function openPeople(db: Kysely<Tables>, record: RecordEvent): People {
  const people = (evaluation: string) =>
    db
      .selectFrom("person")
      .select(["evaluation", "ref", "user_id", "role"])
      .where("evaluation", "=", evaluation);

  return {
    async bind(bound, actor) {
      const fresh = await notYetBound(db, bound);
      for (const person of fresh) {
        await record({ type: "PersonBound", data: await boundData(db, person), actor });
      }
      if (fresh.length > 0) {
        await db.insertInto("person").values(fresh.map(toRow)).execute();
      }
    },
    async byRef(evaluation, ref) {
      const row = await people(evaluation).where("ref", "=", ref).executeTakeFirst();
      return row && toPerson(row);
    },
    async byUser(evaluation, userId) {
      const row = await people(evaluation).where("user_id", "=", userId).executeTakeFirst();
      return row && toPerson(row);
    },
    async served() {
      const rows = await db
        .selectFrom("person")
        .innerJoin("evaluation", "evaluation.id", "person.evaluation")
        .select(["person.user_id", "evaluation.created_at"])
        .where("person.role", "=", "expert")
        .execute();
      const times = new Map<string, number[]>();
      for (const { user_id, created_at } of rows) {
        const known = times.get(user_id);
        if (known === undefined) times.set(user_id, [created_at]);
        else known.push(created_at);
      }
      return times;
    },
    async begunOf(users) {
      if (users.length === 0) return [];
      const { rows } = await sql<{ userId: string; evaluation: string }>`
        select person.user_id as "userId", person.evaluation
        from person join stream on stream.stream = 'evaluation/' || person.evaluation
        where person.user_id = any(${users}::text[])`.execute(db);
      return rows;
    },
    async ofEvaluation(evaluation) {
      return (await people(evaluation).orderBy("ref").execute()).map(toPerson);
    },
  };
}

/** Rejects when a pseudonym is bound to another user, or a user to another pseudonym. */
async function notYetBound(
  db: Kysely<Tables>,
  bound: readonly Person[],
): Promise<readonly Person[]> {
  const fresh: Person[] = [];
  for (const person of bound) {
    const known = await db
      .selectFrom("person")
      .select(["ref", "user_id", "role"])
      .where("evaluation", "=", person.evaluation)
      .where((eb) => eb.or([eb("ref", "=", person.ref), eb("user_id", "=", person.userId)]))
      .execute();
    const same = known.every(
      (row) => row.ref === person.ref && row.user_id === person.userId && row.role === person.role,
    );
    if (!same) {
      throw new Error(`${person.evaluation}: the pseudonym ${person.ref} is bound otherwise`);
    }
    if (known.length === 0) {
      fresh.push(person);
    }
  }
  return fresh;
}

/** The user is hashed: whoever reads the record must not learn who sat on a panel. */
async function boundData(db: Kysely<Tables>, { evaluation, ref, userId, role }: Person) {
  const { salt } = await db
    .selectFrom("app_user")
    .select("salt")
    .where("id", "=", userId)
    .executeTakeFirstOrThrow();
  return { evaluation, ref, role, user: saltedHash(`${evaluation} ${userId}`, salt) };
}

function toRow({ evaluation, ref, userId, role }: Person): RegistryTables["person"] {
  return { evaluation, ref, user_id: userId, role };
}

function toPerson({ evaluation, ref, user_id, role }: RegistryTables["person"]): Person {
  return { evaluation, ref, userId: user_id, role: roleSchema.parse(role) };
}
