import { EventEmitter } from "node:events";
import { beforeEach, describe, expect, test } from "vitest";
import { openDatabase, type Database } from "../../../server/src/adapters/postgres/index.ts";
import {
  keptSecret,
  type Identity,
  SESSION_MS,
  type SessionKey,
  closeSession,
  hashPassword,
  openIdentity,
  openSession,
  resumeSession,
} from "../../../server/src/identity/index.ts";
import { type RegistryEvent, type Users, openUsers } from "../../../server/src/registry/index.ts";
import { SessionLines } from "../../../server/src/transport/socket/session-lines.ts";
import { testCluster } from "../../support/postgres.ts";

const cluster = testCluster();
const NOW = 1_800_000_000_000;
const PASSWORD = "评标-correct-horse";
const passwordHash = hashPassword(PASSWORD);

let db: Database;
let users: Users;
let identity: Identity;
let recorded: RegistryEvent[];

beforeEach(async () => {
  ({ db } = await cluster.freshDatabase());
  recorded = [];
  const record = async (event: RegistryEvent) => {
    recorded.push(event);
  };
  users = openUsers(db, record);
  identity = openIdentity(db, record);
  for (const login of ["anna", "bert"]) {
    const user = {
      id: `u-${login}`,
      name: "安娜",
      login,
      offices: ["expert" as const],
      unit: "院",
    };
    await users.add(user, await passwordHash, "system");
  }
  recorded.length = 0;
});

const attempt = (password: string, at: number, login = "anna", address = "192.0.2.1") =>
  identity.signIn({ login, password, address, at });

const code = (outcome: Awaited<ReturnType<typeof attempt>>) =>
  outcome.ok ? "ok" : outcome.refusal.code;

async function open(): Promise<SessionKey> {
  const outcome = await attempt(PASSWORD, NOW);
  if (!outcome.ok) {
    throw new Error(outcome.refusal.code);
  }
  return outcome.session;
}

describe("signing in", () => {
  test("with the right password opens a session and is on record", async () => {
    const outcome = await attempt(PASSWORD, NOW);
    if (!outcome.ok) throw new Error(outcome.refusal.code);
    expect(outcome.userId).toBe("u-anna");
    const { session } = outcome;
    const data = { user: "u-anna", session: session.id, key: keptSecret(session) };
    expect(recorded).toEqual([{ type: "SignedIn", data, actor: "u-anna" }]);
  });

  test("a wrong password and an unknown login are told the same, and neither is put on record as typed", async () => {
    const wrong = await attempt("wrong", NOW);
    const unknown = await attempt(PASSWORD, NOW, "nobody");
    expect(wrong).toEqual({
      ok: false,
      refusal: { category: "forbidden", code: "identity.wrong-password" },
    });
    expect(unknown).toEqual(wrong);
    expect(recorded).toEqual([
      { type: "SignInFailed", data: { user: "u-anna" }, actor: "system" },
      { type: "SignInFailed", data: { user: null }, actor: "system" },
    ]);
  });

  test("a disabled user is told the same as for a wrong password", async () => {
    await users.disable("u-anna", "u-admin");
    expect(code(await attempt(PASSWORD, NOW))).toBe("identity.wrong-password");
  });

  test("from the third wrong password each further one doubles the wait, up to five minutes", async () => {
    await attempt("wrong", NOW, "anna", "address-1");
    await attempt("wrong", NOW, "anna", "address-2");
    let at = NOW;
    const waits: number[] = [];
    for (let failure = 3; failure <= 13; failure += 1) {
      const address = `address-${failure}`;
      expect(code(await attempt("wrong", at, "anna", address))).toBe("identity.wrong-password");
      const slowed = await attempt("wrong", at, "anna", address);
      const seconds = slowed.ok ? 0 : Number(slowed.refusal.details?.["seconds"]);
      waits.push(seconds);
      at += seconds * 1_000;
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  });

  test("while it is slowed even the right password is refused, and nothing is put on record", async () => {
    for (let n = 0; n < 3; n += 1) {
      await attempt("wrong", NOW);
    }
    recorded.length = 0;
    expect(await attempt(PASSWORD, NOW + 999)).toEqual({
      ok: false,
      refusal: { category: "limited", code: "identity.slowed", details: { seconds: 1 } },
    });
    expect(recorded).toEqual([]);
    expect(code(await attempt(PASSWORD, NOW + 1_000))).toBe("ok");
  });

  test("an unknown login is slowed as a known one is", async () => {
    for (let n = 0; n < 3; n += 1) {
      await attempt("wrong", NOW, "nobody");
    }
    expect(code(await attempt("wrong", NOW, "nobody"))).toBe("identity.slowed");
  });

  test("guesses at many logins from one address are slowed, while another address is not", async () => {
    for (let n = 0; n < 21; n += 1) {
      expect(code(await attempt("wrong", NOW, `login-${n}`))).toBe("identity.wrong-password");
    }
    expect(code(await attempt(PASSWORD, NOW))).toBe("identity.slowed");
    expect(code(await attempt(PASSWORD, NOW, "anna", "203.0.113.9"))).toBe("ok");
  });

  test("signing in to one's own account does not clear the address for guessing at others", async () => {
    for (let n = 0; n < 20; n += 1) {
      await attempt("wrong", NOW, `login-${n}`);
    }
    expect(code(await attempt(PASSWORD, NOW, "bert"))).toBe("ok");
    expect(code(await attempt("wrong", NOW, "login-x"))).toBe("identity.wrong-password");
    expect(code(await attempt("wrong", NOW, "login-y"))).toBe("identity.slowed");
  });

  test("of many guesses at the same instant no more are tried than one after another", async () => {
    const guesses = Array.from({ length: 12 }, (_, n) => attempt("wrong", NOW, "anna", `a${n}`));
    const codes = (await Promise.all(guesses)).map(code);
    expect(codes.filter((told) => told === "identity.wrong-password")).toHaveLength(3);
  });

  test("a password longer than anyone types is wrong, whatever it begins with", async () => {
    expect(code(await attempt(PASSWORD.padEnd(1_000, "x"), NOW))).toBe("identity.wrong-password");
  });
});

describe("proving the password again", () => {
  test("accepts the right password and slows guesses", async () => {
    expect(await identity.verifyPassword("u-anna", PASSWORD, NOW)).toEqual({ ok: true });
    for (let n = 0; n < 3; n += 1) {
      expect(await identity.verifyPassword("u-anna", "wrong", NOW)).toMatchObject({
        refusal: { code: "identity.wrong-password" },
      });
    }
    expect(await identity.verifyPassword("u-anna", PASSWORD, NOW)).toMatchObject({
      refusal: { code: "identity.slowed", details: { seconds: 1 } },
    });
  });

  test("a stranger who guesses at a login does not keep its owner from signing", async () => {
    for (let n = 0; n < 5; n += 1) {
      await attempt("wrong", NOW);
    }
    expect(await identity.verifyPassword("u-anna", PASSWORD, NOW)).toEqual({ ok: true });
  });
});

describe("a session", () => {
  test("names its user to whoever has the secret, and to nobody else", async () => {
    const key = await open();
    expect(await resumeSession(db, key, NOW)).toEqual({ sessionId: key.id, userId: "u-anna" });
    const { secret } = await open();
    for (const wrong of [secret, "", `${key.secret}x`]) {
      expect(await resumeSession(db, { id: key.id, secret: wrong }, NOW)).toBeUndefined();
    }
    expect(await resumeSession(db, { ...key, id: "unknown-id" }, NOW)).toBeUndefined();
  });

  test("is kept without its secret", async () => {
    const key = await open();
    const rows = JSON.stringify(await db.selectFrom("session").selectAll().execute());
    expect(rows).toContain(key.id);
    expect(rows).not.toContain(key.secret);
  });

  test("ends twelve hours after its last use", async () => {
    const key = await open();
    expect(await resumeSession(db, key, NOW + SESSION_MS - 1)).toBeDefined();
    expect(await resumeSession(db, key, NOW + 2 * SESSION_MS - 2)).toBeDefined();
    expect(await resumeSession(db, key, NOW + 3 * SESSION_MS - 2)).toBeUndefined();
  });

  test("opened for a user in the instant they are disabled is good for nothing", async () => {
    await users.disable("u-anna", "u-admin");
    expect(await resumeSession(db, await openSession(db, "u-anna", NOW), NOW)).toBeUndefined();
  });

  test("ends when its user signs out, is disabled, or gets another password", async () => {
    const first = await open();
    await closeSession(db, first.id);
    expect(await resumeSession(db, first, NOW)).toBeUndefined();
    const second = await open();
    await users.setPassword("u-anna", await passwordHash, "u-anna");
    expect(await resumeSession(db, second, NOW)).toBeUndefined();
    const third = await open();
    await users.disable("u-anna", "u-admin");
    expect(await resumeSession(db, third, NOW)).toBeUndefined();
  });
});

describe("open lines", () => {
  class Page extends EventEmitter {
    isOpen = true;
    disconnect(): void {
      this.isOpen = false;
      this.emit("disconnect");
    }
  }
  const linesAt = (at: number) => new SessionLines(db, { now: () => at }, () => {});

  test("are closed with their session, whoever ended it, and no others with them", async () => {
    const [ended, other, annas] = [await open(), await open(), await open()];
    const pages = [ended, ended, other, annas].map(({ id }) => ({ id, page: new Page() }));
    const lines = linesAt(NOW);
    for (const { id, page } of pages) lines.add(id, page);
    await closeSession(db, ended.id);
    await lines.look();
    expect(pages.map(({ page }) => page.isOpen)).toEqual([false, false, true, true]);
    pages[2]?.page.disconnect();
    await users.setPassword("u-anna", await passwordHash, "u-anna");
    await lines.look();
    expect(pages.map(({ page }) => page.isOpen)).toEqual([false, false, false, false]);
  });

  test("are closed when their user is disabled", async () => {
    const page = new Page();
    const lines = linesAt(NOW);
    lines.add((await open()).id, page);
    await users.disable("u-anna", "system");
    await lines.look();
    expect(page.isOpen).toBe(false);
  });

  test("keep their session in use, and stay while the store cannot be asked", async () => {
    const session = await open();
    const page = new Page();
    const late = linesAt(NOW + SESSION_MS - 1);
    late.add(session.id, page);
    await late.look();
    expect(await resumeSession(db, session, NOW + SESSION_MS + 1)).toMatchObject({
      userId: "u-anna",
    });
    const gone = openDatabase({ host: "/nowhere", port: 1, user: "u", database: "d" });
    const blind = new SessionLines(gone.db, { now: () => NOW }, () => {});
    blind.add(session.id, page);
    await expect(blind.look()).rejects.toThrow("nowhere");
    await gone.close();
    expect(page.isOpen).toBe(true);
  });
});
