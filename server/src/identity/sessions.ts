import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { IdentityTables } from "./tables.ts";

/** A session ends this long after its last use. */
export const SESSION_MS = 12 * 60 * 60_000;
/** A use is written down at most this often: not every request needs a write. */
const TOUCH_EVERY_MS = 60_000;
const ID_BYTES = 12;
const SECRET_BYTES = 32;

/** What the cookie holds; `id` may be logged, `secret` never. */
export type SessionKey = Readonly<{ id: string; secret: string }>;

export type SignedIn = Readonly<{ sessionId: string; userId: string }>;

/** A session that is still to be opened. */
export function newSession(): SessionKey {
  return {
    id: randomBytes(ID_BYTES).toString("base64url"),
    secret: randomBytes(SECRET_BYTES).toString("base64url"),
  };
}

/** What is kept of a session's secret, in hex; it may stand on record. */
export function keptSecret({ secret }: SessionKey): string {
  return digest(secret).toString("hex");
}

export async function openSession(
  db: Kysely<IdentityTables>,
  userId: string,
  at: number,
  session: SessionKey = newSession(),
): Promise<SessionKey> {
  await db
    .insertInto("session")
    .values({
      id: session.id,
      user_id: userId,
      secret_hash: keptSecret(session),
      created_at: at,
      expires_at: at + SESSION_MS,
      last_seen: at,
    })
    .execute();
  return session;
}

/** Who holds the session, and another 12 hours for them; undefined when it is unknown, ended, or its user is disabled. */
export async function resumeSession(
  db: Kysely<IdentityTables>,
  key: SessionKey,
  at: number,
): Promise<SignedIn | undefined> {
  const session = await db
    .selectFrom("session")
    .innerJoin("app_user", "app_user.id", "session.user_id")
    .select(["session.user_id", "session.secret_hash", "session.last_seen"])
    .where("session.id", "=", key.id)
    .where("session.expires_at", ">", at)
    .where("app_user.disabled", "=", false)
    .executeTakeFirst();
  if (
    session === undefined ||
    !timingSafeEqual(digest(key.secret), Buffer.from(session.secret_hash, "hex"))
  ) {
    return undefined;
  }
  if (at - session.last_seen >= TOUCH_EVERY_MS) {
    await db
      .updateTable("session")
      .set({ last_seen: at, expires_at: at + SESSION_MS })
      .where("id", "=", key.id)
      .execute();
  }
  return { sessionId: key.id, userId: session.user_id };
}

/**
 * Whose session this is, for someone who has shown otherwise that it is theirs: by a ticket. Undefined as above; the
 * session is not made to last longer.
 */
export async function sessionById(
  db: Kysely<IdentityTables>,
  sessionId: string,
  at: number,
): Promise<SignedIn | undefined> {
  const session = await db
    .selectFrom("session")
    .innerJoin("app_user", "app_user.id", "session.user_id")
    .select("session.user_id")
    .where("session.id", "=", sessionId)
    .where("session.expires_at", ">", at)
    .where("app_user.disabled", "=", false)
    .executeTakeFirst();
  return session && { sessionId, userId: session.user_id };
}

/**
 * Which of these sessions, each of which somebody has a line open under, still stand; being in use, they last on. The others
 * were ended, or their user was disabled.
 */
export async function standingSessions(
  db: Kysely<IdentityTables>,
  sessionIds: readonly string[],
  at: number,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom("session")
    .innerJoin("app_user", "app_user.id", "session.user_id")
    .select(["session.id", "session.last_seen"])
    .where(sql<boolean>`session.id = any(${[...sessionIds]})`)
    .where("session.expires_at", ">", at)
    .where("app_user.disabled", "=", false)
    .execute();
  const untouched = rows.filter(({ last_seen }) => at - last_seen >= TOUCH_EVERY_MS);
  if (untouched.length > 0) {
    await db
      .updateTable("session")
      .set({ last_seen: at, expires_at: at + SESSION_MS })
      .where(sql<boolean>`id = any(${untouched.map(({ id }) => id)})`)
      .execute();
  }
  return new Set(rows.map(({ id }) => id));
}

/** Ends a session. Repeating it is harmless. */
export async function closeSession(db: Kysely<IdentityTables>, sessionId: string): Promise<void> {
  await db.deleteFrom("session").where("id", "=", sessionId).execute();
}

/** Removes what has ended by itself. */
export async function removeEndedSessions(db: Kysely<IdentityTables>, at: number): Promise<void> {
  await db.deleteFrom("session").where("expires_at", "<=", at).execute();
}

function digest(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}
