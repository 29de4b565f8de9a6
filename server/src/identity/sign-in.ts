import type { Kysely } from "kysely";
import { type Refusal, refuse } from "@yuanping/shared/contracts/refusal.ts";
import { type RecordEvent, SYSTEM } from "../registry/record.ts";
import { type Subject, admit } from "./failures.ts";
import { MAX_PASSWORD_LENGTH, hashPassword, passwordMatches } from "./password.ts";
import { keptSecret, newSession, type SessionKey, openSession } from "./sessions.ts";
import type { IdentityTables } from "./tables.ts";

export type SignIn = Readonly<{
  login: string;
  password: string;
  /** The network address the attempt came from. */
  address: string;
  at: number;
}>;

export type SignInOutcome =
  | Readonly<{ ok: true; session: SessionKey; userId: string }>
  | Readonly<{ ok: false; refusal: Refusal }>;

export type PasswordOutcome = Readonly<{ ok: true }> | Readonly<{ ok: false; refusal: Refusal }>;

export type Identity = Readonly<{
  /** Refuses with `identity.wrong-password`, or `identity.slowed` with `seconds` to wait. */
  signIn(attempt: SignIn): Promise<SignInOutcome>;
  /**
   * Asks a signed-in person's password again, before they check in or sign. Same refusals. Counted apart from sign-in:
   * a stranger who guesses at someone's login must not keep them from signing.
   */
  verifyPassword(userId: string, password: string, at: number): Promise<PasswordOutcome>;
  /** Another session for somebody who has just proven their password; on record as any. */
  signInAnew(userId: string, at: number): Promise<SessionKey>;
}>;

const WRONG = refuse("forbidden", "identity.wrong-password");
const ALTERED = refuse("unavailable", "identity.altered");

type User = Readonly<{ id: string; password_hash: string }>;

/**
 * Signing in and proving a password again.
 *
 * @param stands whether a user is kept as the record has it: whoever edits a password in the database gets in with none
 */
export function openIdentity(
  db: Kysely<IdentityTables>,
  record: RecordEvent,
  stands: (userId: string) => Promise<boolean> = async () => true,
): Identity {
  // An unknown login is answered after the same work as a wrong password, so that the time tells nothing.
  const nobodysHash = hashPassword("");

  async function check(
    user: User | undefined,
    password: string,
    subjects: readonly Subject[],
    at: number,
  ): Promise<PasswordOutcome> {
    const admission = await admit(db, subjects, at);
    if (!admission.admitted) {
      return {
        ok: false,
        refusal: refuse("limited", "identity.slowed", { seconds: admission.seconds }),
      };
    }
    const bounded = password.slice(0, MAX_PASSWORD_LENGTH + 1);
    const matches = await passwordMatches(bounded, user?.password_hash ?? (await nobodysHash));
    if (user === undefined || !matches || password.length > MAX_PASSWORD_LENGTH) {
      return { ok: false, refusal: WRONG };
    }
    await admission.succeeded();
    return (await stands(user.id)) ? { ok: true } : { ok: false, refusal: ALTERED };
  }

  async function begun(userId: string, at: number): Promise<SessionKey> {
    const session = newSession();
    const data = { user: userId, session: session.id, key: keptSecret(session) };
    await record({ type: "SignedIn", data, actor: userId });
    return openSession(db, userId, at, session);
  }

  return {
    async signIn({ login, password, address, at }) {
      const user = await findByLogin(db, login);
      const subjects: readonly Subject[] = [
        { kind: "login", value: login },
        { kind: "address", value: address },
      ];
      const outcome = await check(user, password, subjects, at);
      if (user === undefined || !outcome.ok) {
        const refusal = outcome.ok ? WRONG : outcome.refusal;
        if (refusal === WRONG) {
          // Not what was typed as the login: it may be a password in the wrong field. And not the attempts that were
          // only slowed: a stranger could fill the record with them.
          await record({ type: "SignInFailed", data: { user: user?.id ?? null }, actor: SYSTEM });
        }
        return { ok: false, refusal };
      }
      return { ok: true, session: await begun(user.id, at), userId: user.id };
    },

    signInAnew: begun,

    async verifyPassword(userId, password, at) {
      const user = await findById(db, userId);
      return check(user, password, [{ kind: "user", value: userId }], at);
    },
  };
}

const usable = (db: Kysely<IdentityTables>) =>
  db.selectFrom("app_user").select(["id", "password_hash"]).where("disabled", "=", false);

function findByLogin(db: Kysely<IdentityTables>, login: string): Promise<User | undefined> {
  return usable(db).where("login", "=", login).executeTakeFirst();
}

function findById(db: Kysely<IdentityTables>, id: string): Promise<User | undefined> {
  return usable(db).where("id", "=", id).executeTakeFirst();
}
