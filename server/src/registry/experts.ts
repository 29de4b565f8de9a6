import { type Kysely, sql } from "kysely";
import type { IdentityTables } from "../identity/tables.ts";
import { type RecordEvent, type RegistryEvent, saltedHash } from "./record.ts";
import { expertStandingSchema } from "@yuanping/shared/law/expert-standing.ts";
import type { RegistryTables } from "./tables.ts";
import { type Expert, type ExpertEntry, expertSchema } from "./user.ts";

/** An expert beside the name of their user. */
export type ListedExpert = Expert & Readonly<{ name: string }>;

/** The pool that panels are drawn from. */
export type Experts = Readonly<{
  /** Makes a user an expert, or changes what is known of one. */
  put(expert: ExpertEntry, actor: string): Promise<void>;
  byId(userId: string): Promise<ListedExpert | undefined>;
  /** All who may be drawn, by id; with `specialty` only those who have it. */
  list(specialty?: string): Promise<readonly ListedExpert[]>;
}>;

export function openExperts(
  db: Kysely<RegistryTables & IdentityTables>,
  record: RecordEvent,
): Experts {
  const listed = () =>
    db
      .selectFrom("expert")
      .innerJoin("app_user", "app_user.id", "expert.user_id")
      .select([
        "expert.user_id",
        "expert.specialties",
        "expert.region",
        "expert.employer",
        "expert.phone",
        "expert.mail",
        "expert.standing",
        "app_user.name",
      ])
      .where("app_user.disabled", "=", false);

  return {
    async put(expert, actor) {
      const parsed = expertSchema.parse(expert);
      const { salt } = await db
        .selectFrom("app_user")
        .select("salt")
        .where("id", "=", parsed.userId)
        .executeTakeFirstOrThrow();
      const { event, row } = entering(parsed, salt, actor);
      await record(event);
      const { user_id: _same, ...values } = row;
      await db
        .insertInto("expert")
        .values(row)
        .onConflict((conflict) => conflict.column("user_id").doUpdateSet(values))
        .execute();
    },
    async byId(userId) {
      const row = await listed().where("expert.user_id", "=", userId).executeTakeFirst();
      return row && toExpert(row);
    },
    async list(specialty) {
      const able =
        specialty === undefined
          ? listed()
          : listed().where(sql<boolean>`expert.specialties @> ${[specialty]}::text[]`);
      return (await able.orderBy("expert.user_id").execute()).map(toExpert);
    },
  };
}

/** What goes on record, and then into the table, of an expert; `salt` is their user's. */
export function entering(expert: Expert, salt: string, actor: string) {
  const { userId, phone, mail, specialties, region, employer, standing } = expert;
  const event: RegistryEvent = {
    type: "ExpertPut",
    data: {
      user: userId,
      specialties,
      region: saltedHash(region, salt),
      employer: saltedHash(employer, salt),
      phone: phone === undefined ? null : saltedHash(phone, salt),
      mail: mail === undefined ? null : saltedHash(mail, salt),
      standing: saltedHash(JSON.stringify(standing), salt),
    },
    actor,
  };
  const row = {
    user_id: userId,
    specialties: [...specialties],
    region,
    employer,
    phone: phone ?? null,
    mail: mail ?? null,
    standing: JSON.stringify(standing),
  };
  return { event, row };
}

type Row = Omit<RegistryTables["expert"], "standing"> &
  Readonly<{ name: string; standing: unknown }>;

/** What the table says of one, parsed. */
export function toExpert(row: Row): ListedExpert {
  const { user_id, specialties, region, employer, phone, mail, standing, name } = row;
  return {
    userId: user_id,
    name,
    specialties,
    region,
    employer,
    standing: expertStandingSchema.parse(standing),
    ...(phone === null ? {} : { phone }),
    ...(mail === null ? {} : { mail }),
  };
}
