import { randomBytes } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { IdentityTables } from "../identity/tables.ts";
import { type RecordEvent, type RegistryEvent, saltedHash } from "./record.ts";
import type { RegistryTables } from "./tables.ts";
import { type Calling, type User, callingSchema, userSchema } from "./user.ts";

/** The users of the centre; every change is on record before it is made. `actor` is who asks for it. */
export type Users = Readonly<{
  /** Adds a user with a password hashed before. Rejects when the id or the login is taken. */
  add(user: User, passwordHash: string, actor: string): Promise<void>;
  setPassword(id: string, passwordHash: string, actor: string): Promise<void>;
  /** A disabled user cannot sign in, and is signed out everywhere. */
  disable(id: string, actor: string): Promise<void>;
  /** Erases the personal data of a user; the id stays, because evaluations refer to it, and stands for nobody. */
  erase(id: string, actor: string): Promise<void>;
  byId(id: string): Promise<User | undefined>;
  withOffice(office: Calling): Promise<readonly User[]>;
  /** All who may sign in, by login. */
  all(): Promise<readonly User[]>;
  count(): Promise<number>;
  /** The user's salt for hashes on record. */
  saltOf(id: string): Promise<string>;
}>;

type Tables = IdentityTables & RegistryTables;

const COLUMNS = ["id", "name", "login", "offices", "unit"] as const;

/** A fresh id that says nothing of its user. */
export function newUserId(): string {
  return `u-${randomBytes(10).toString("hex")}`;
}

export function openUsers(db: Kysely<Tables>, record: RecordEvent): Users {
  const saltOf = async (id: string): Promise<string> => {
    const { salt } = await db
      .selectFrom("app_user")
      .select("salt")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    return salt;
  };
  return {
    async add(user, passwordHash, actor) {
      const parsed = userSchema.parse(user);
      await refuseTaken(db, parsed);
      const { event, row } = addition(parsed, passwordHash, newSalt(), actor);
      await record(event);
      await db.insertInto("app_user").values(row).execute();
    },
    async setPassword(id, passwordHash, actor) {
      const password = saltedHash(passwordHash, await saltOf(id));
      await record({ type: "PasswordSet", data: { user: id, password }, actor });
      await change(db, id, { password_hash: passwordHash });
    },
    async disable(id, actor) {
      await record({ type: "UserDisabled", data: { user: id }, actor });
      await change(db, id, { disabled: true });
    },
    async erase(id, actor) {
      await record({ type: "UserErased", data: { user: id }, actor });
      await db.deleteFrom("expert").where("user_id", "=", id).execute();
      const nothing = { name: "—", unit: "—", login: `erased:${id}`, password_hash: "", salt: "" };
      await change(db, id, { ...nothing, disabled: true });
    },
    async byId(id) {
      const row = await db
        .selectFrom("app_user")
        .select(COLUMNS)
        .where("id", "=", id)
        .executeTakeFirst();
      return row && toUser(row);
    },
    async withOffice(office) {
      const rows = await db
        .selectFrom("app_user")
        .select(COLUMNS)
        .where("disabled", "=", false)
        .where(sql<boolean>`${office} = any(offices)`)
        .orderBy("login")
        .execute();
      return rows.map(toUser);
    },
    async all() {
      const rows = await db
        .selectFrom("app_user")
        .select(COLUMNS)
        .where("disabled", "=", false)
        .orderBy("login")
        .execute();
      return rows.map(toUser);
    },
    async count() {
      const { users } = await db
        .selectFrom("app_user")
        .select(({ fn }) => fn.countAll<number>().as("users"))
        .executeTakeFirstOrThrow();
      return users;
    },
    saltOf,
  };
}

/** What goes on record, and then into the table, when a user is added. */
export function addition(user: User, passwordHash: string, salt: string, actor: string) {
  const event: RegistryEvent = {
    type: "UserAdded",
    data: {
      user: user.id,
      name: saltedHash(user.name, salt),
      login: saltedHash(user.login, salt),
      unit: saltedHash(user.unit, salt),
      offices: user.offices,
      password: saltedHash(passwordHash, salt),
    },
    actor,
  };
  const row: IdentityTables["app_user"] = {
    ...user,
    offices: [...user.offices],
    password_hash: passwordHash,
    disabled: false,
    salt,
  };
  return { event, row };
}

/** A fresh salt for the hashes on record that name a person. */
export function newSalt(): string {
  return randomBytes(32).toString("hex");
}

/** Looked at before anything is put on record; the table's own rules decide when two are added at once. */
async function refuseTaken(db: Kysely<Tables>, { id, login }: User): Promise<void> {
  const taken = await db
    .selectFrom("app_user")
    .select("id")
    .where((eb) => eb.or([eb("id", "=", id), eb("login", "=", login)]))
    .executeTakeFirst();
  if (taken !== undefined) {
    throw new Error(`The id ${id} or the login ${login} is taken`);
  }
}

/** Changes a user and ends their sessions: none of these changes leaves an open door behind. */
async function change(
  db: Kysely<Tables>,
  id: string,
  values: Readonly<Partial<Omit<IdentityTables["app_user"], "id">>>,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction.updateTable("app_user").set(values).where("id", "=", id).execute();
    await transaction.deleteFrom("session").where("user_id", "=", id).execute();
  });
}

type Row = Omit<User, "offices"> & Readonly<{ offices: readonly string[] }>;

function toUser(row: Row): User {
  return { ...row, offices: row.offices.map((office) => callingSchema.parse(office)) };
}
