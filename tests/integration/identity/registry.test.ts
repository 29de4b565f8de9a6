import { beforeEach, describe, expect, test } from "vitest";
import type { Database } from "../../../server/src/adapters/postgres/index.ts";
import { hashPassword, openIdentity } from "../../../server/src/identity/index.ts";
import {
  DEMO_PASSWORD,
  type RegistryEvent,
  demoAccounts,
  enrol,
  openDemoAccounts,
  openEvaluations,
  openExperts,
  openPeople,
  openUsers,
  saltedHash,
  seedDemoCentre,
} from "../../../server/src/registry/index.ts";
import { testCluster } from "../../support/postgres.ts";

const cluster = testCluster();
const REF = "0123456789abcdef0123456789abcdef";
const USER = {
  id: "u-anna",
  name: "阿依古丽·买买提",
  login: "anna",
  offices: ["expert"] as const,
  unit: "绵阳设计院",
};
const EXPERT = {
  userId: "u-anna",
  specialties: ["cost", "it"],
  region: "绵阳",
  employer: "绵阳某医院",
  phone: "13800000000",
  standing: {
    away: [],
    history: [{ employer: "绵阳某公司", until: "2025-06-30" }],
    relations: [],
  },
};
const ENTRY = { id: "e-1", number: "N-1", title: "道路", agency: "u-anna", createdAt: 5 };

let db: Database;
let recorded: RegistryEvent[];
let recordFails: boolean;

async function record(event: RegistryEvent): Promise<void> {
  if (recordFails) {
    throw new Error("the record is gone");
  }
  recorded.push(event);
}

function centre() {
  return {
    users: openUsers(db, record),
    experts: openExperts(db, record),
    evaluations: openEvaluations(db, record),
    people: openPeople(db, record),
  };
}

function newcomer(login: string) {
  const { userId: _other, ...expert } = EXPERT;
  return { user: { ...USER, id: `u-${login}`, login }, passwordHash: "$hash", expert };
}

async function filledCentre() {
  const filled = centre();
  await filled.users.add(USER, "$hash", "u-admin");
  await filled.experts.put(EXPERT, "u-admin");
  await filled.evaluations.register(ENTRY, "u-anna");
  await filled.people.bind(
    [{ evaluation: "e-1", ref: REF, userId: "u-anna", role: "expert" }],
    "system",
  );
  return filled;
}

beforeEach(async () => {
  ({ db } = await cluster.freshDatabase());
  recorded = [];
  recordFails = false;
});

describe("the registry", () => {
  test("gives back what was put in", async () => {
    const { users, experts, evaluations, people } = await filledCentre();
    expect(await users.byId("u-anna")).toEqual(USER);
    expect(await users.withOffice("expert")).toEqual([USER]);
    expect(await users.withOffice("admin")).toEqual([]);
    expect(await experts.byId("u-anna")).toEqual({ ...EXPERT, name: USER.name });
    expect(await experts.list("it")).toHaveLength(1);
    expect(await experts.list("law")).toEqual([]);
    expect(await evaluations.byId("e-1")).toEqual(ENTRY);
    expect(await evaluations.ofUser("u-anna")).toEqual([ENTRY]);
    expect(await evaluations.ofUser("u-other")).toEqual([]);
    const person = { evaluation: "e-1", ref: REF, userId: "u-anna", role: "expert" };
    expect(await people.byRef("e-1", REF)).toEqual(person);
    expect(await people.byUser("e-1", "u-anna")).toEqual(person);
    expect(await people.ofEvaluation("e-1")).toEqual([person]);
  });

  test("puts every change on record, with who asked for it", async () => {
    const { users } = await filledCentre();
    await users.setPassword("u-anna", "$other", "u-anna");
    await users.disable("u-anna", "u-admin");
    await users.erase("u-anna", "u-admin");
    expect(recorded.map(({ type, actor }) => `${type} by ${actor}`)).toEqual([
      "UserAdded by u-admin",
      "ExpertPut by u-admin",
      "EvaluationRegistered by u-anna",
      "PersonBound by system",
      "PasswordSet by u-anna",
      "UserDisabled by u-admin",
      "UserErased by u-admin",
    ]);
  });

  test("records personal data only as salted hashes, and never who is behind a pseudonym", async () => {
    const { users } = await filledCentre();
    const salt = await users.saltOf("u-anna");
    expect(recorded[0]?.data["name"]).toBe(saltedHash(USER.name, salt));
    const text = JSON.stringify(recorded);
    const personal = [USER.name, `"${USER.login}"`, USER.unit, EXPERT.phone, EXPERT.employer, salt];
    expect(personal.filter((value) => text.includes(value))).toEqual([]);
    expect(JSON.stringify(recorded.at(-1))).not.toContain("u-anna");
  });

  test("changes nothing when the record cannot be written", async () => {
    const { users, experts, evaluations, people } = await filledCentre();
    const other = { ...USER, id: "u-bert", login: "bert" };
    await users.add(other, "$hash", "u-admin");
    const before = await everything();
    recordFails = true;
    const changes = [
      () => users.add({ ...USER, id: "u-carl", login: "carl" }, "$hash", "u-admin"),
      () => users.setPassword("u-anna", "$other", "u-anna"),
      () => enrol(db, record, [newcomer("carl"), newcomer("dora")], "u-admin"),
      () => users.disable("u-anna", "u-admin"),
      () => users.erase("u-anna", "u-admin"),
      () => experts.put({ ...EXPERT, region: "成都" }, "u-admin"),
      () => evaluations.register({ ...ENTRY, id: "e-2" }, "u-anna"),
      () =>
        people.bind(
          [{ evaluation: "e-1", ref: "f".repeat(32), userId: "u-bert", role: "host" }],
          "system",
        ),
    ];
    for (const change of changes) {
      await expect(change()).rejects.toThrow("the record is gone");
    }
    expect(await everything()).toEqual(before);
  });

  test("a change that the tables refuse is not put on record", async () => {
    const { users, evaluations, people } = await filledCentre();
    recorded.length = 0;
    const bound = { evaluation: "e-1", ref: REF, userId: "u-anna", role: "host" as const };
    await expect(users.add({ ...USER, id: "u-bert" }, "$hash", "a")).rejects.toThrow("taken");
    const both = [newcomer("bert"), newcomer("anna")];
    await expect(enrol(db, record, both, "a")).rejects.toThrow("there already: anna");
    const sameTwice = [newcomer("bert"), { ...newcomer("bert"), user: { ...USER, login: "bert" } }];
    await expect(enrol(db, record, sameTwice, "a")).rejects.toThrow("duplicate key");
    expect(await users.all()).toEqual([USER]);
    await expect(evaluations.register(ENTRY, "u-anna")).rejects.toThrow("registered already");
    await expect(people.bind([bound], "system")).rejects.toThrow("bound otherwise");
    expect(recorded).toEqual([]);
  });

  test("binding the same pseudonym to the same user again is harmless", async () => {
    const { people } = await filledCentre();
    const count = recorded.length;
    await people.bind(
      [{ evaluation: "e-1", ref: REF, userId: "u-anna", role: "expert" }],
      "system",
    );
    expect(recorded).toHaveLength(count);
  });

  test("erasing a user leaves no personal value, and nothing that matches the record", async () => {
    const { users, experts } = await filledCentre();
    await users.erase("u-anna", "u-admin");
    const text = JSON.stringify(await everything());
    const personal = [USER.name, `"${USER.login}"`, USER.unit, EXPERT.phone, EXPERT.employer];
    expect(personal.filter((value) => text.includes(value))).toEqual([]);
    expect(await users.saltOf("u-anna")).toBe("");
    expect(await experts.list()).toEqual([]);
  });
});

describe("the demo centre", () => {
  test("fills an empty centre once, and everyone of it can sign in", async () => {
    const { users, experts } = centre();
    expect(await seedDemoCentre({ users, experts })).toBe(true);
    expect(await seedDemoCentre({ users, experts })).toBe(false);
    expect(await users.count()).toBe(demoAccounts.length);
    const identity = openIdentity(db, record);
    for (const login of ["agency", "host", "host2", "supervisor", "witness", "admin", "expert60"]) {
      const attempt = { login, password: DEMO_PASSWORD, address: "192.0.2.1", at: 1 };
      expect(await identity.signIn(attempt)).toMatchObject({ ok: true });
    }
  });

  test("names those whom the demo password still opens, and not somebody else of the same login", async () => {
    const { users, experts } = centre();
    expect(await openDemoAccounts(db)).toEqual([]);
    await users.add({ ...USER, login: "host" }, await hashPassword("of-their-own"), "system");
    expect(await openDemoAccounts(db)).toEqual([]);
    await users.erase(USER.id, "system");
    await users.add({ ...USER, id: "u-odd", login: "host2" }, "$by-hand", "system");
    await users.disable("u-odd", "system");
    const hash = await hashPassword(DEMO_PASSWORD);
    await users.add({ ...USER, id: "u-open", login: "admin" }, hash, "system");
    await users.add({ ...USER, id: "u-broken", login: "agency" }, "$by-hand", "system");
    expect((await openDemoAccounts(db)).map(({ login }) => login)).toEqual(["admin"]);
    expect(await seedDemoCentre({ users, experts })).toBe(false);
  });

  test("has a pool that panels with every rule can be drawn from", async () => {
    const { users, experts } = centre();
    await seedDemoCentre({ users, experts });
    const pool = await experts.list();
    expect(pool.length).toBeGreaterThanOrEqual(60);
    expect(new Set(pool.map(({ name }) => name)).size).toBe(pool.length);
    expect(new Set(pool.map(({ region }) => region)).size).toBe(5);
    expect(new Set(pool.map(({ employer }) => employer)).size).toBe(30);
    for (const specialty of ["cost", "it", "law", "construction", "medical"]) {
      const able = await experts.list(specialty);
      expect(able.length).toBeGreaterThanOrEqual(12);
      expect(new Set(able.map(({ region }) => region)).size).toBeGreaterThanOrEqual(4);
    }
  });
});

async function everything(): Promise<unknown> {
  return Promise.all([
    db.selectFrom("app_user").selectAll().orderBy("id").execute(),
    db.selectFrom("expert").selectAll().execute(),
    db.selectFrom("evaluation").selectAll().execute(),
    db.selectFrom("person").selectAll().execute(),
  ]);
}
