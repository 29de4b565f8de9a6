import type { Kysely } from "kysely";
import { hashPassword, passwordMatches } from "../identity/password.ts";
import type { IdentityTables } from "../identity/tables.ts";
import { employers, expertNames, specialties } from "./demo-names.ts";
import type { Experts } from "./experts.ts";
import { SYSTEM } from "./record.ts";
import type { Calling, ExpertEntry, User } from "./user.ts";
import { type Users, newUserId } from "./users.ts";

/** The password of every demo account. */
export const DEMO_PASSWORD = "yuanping-demo";

/** The specialty that the demo tender asks for, and how many experts have it. */
export const DEMO_SPECIALTY = "e-government";
const DEMO_EXPERTS = 4;

export type DemoAccount = Readonly<{
  login: string;
  name: string;
  offices: readonly Calling[];
  unit: string;
}>;

const CENTRE = "远评示范公共资源交易中心";

const staff: readonly DemoAccount[] = [
  { login: "admin", name: "管理员", offices: ["admin"], unit: CENTRE },
  { login: "agency", name: "苗可心", offices: ["agency"], unit: "蜀信招标代理有限公司" },
  { login: "host", name: "温如玉", offices: ["host"], unit: CENTRE },
  { login: "host2", name: "江一帆", offices: ["host"], unit: "绵阳分中心" },
  { login: "supervisor", name: "严正", offices: ["supervisor"], unit: "公共资源交易监督处" },
  { login: "witness", name: "明鉴", offices: ["witness"], unit: CENTRE },
];

const experts: readonly DemoAccount[] = expertNames.map((name, index) => ({
  login: `expert${String(index + 1).padStart(2, "0")}`,
  name,
  offices: ["expert"],
  unit: employerOf(index).name,
}));

/** Everyone of the demo centre, for the list that is printed at the start. */
export const demoAccounts: readonly DemoAccount[] = [...staff, ...experts];

/**
 * Fills an empty centre, so that the first start has something to show. Does nothing when there is any user. Answers
 * whether it did.
 */
export async function seedDemoCentre(
  centre: Readonly<{ users: Users; experts: Experts }>,
): Promise<boolean> {
  if ((await centre.users.count()) > 0) {
    return false;
  }
  // One hash for all: each would take 70 ms, five seconds in all, and a salt of its own protects no password that is
  // written in the open.
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  for (const account of staff) {
    await centre.users.add(newUser(account), passwordHash, SYSTEM);
  }
  for (const [index, account] of experts.entries()) {
    const user = newUser(account);
    await centre.users.add(user, passwordHash, SYSTEM);
    await centre.experts.put(newExpert(user.id, index), SYSTEM);
  }
  return true;
}

/** The demo accounts of this store that the demo password opens. */
export async function openDemoAccounts(
  db: Kysely<IdentityTables>,
): Promise<readonly DemoAccount[]> {
  const rows = await db
    .selectFrom("app_user")
    .select(["login", "password_hash"])
    .where("disabled", "=", false)
    .where(
      "login",
      "in",
      demoAccounts.map(({ login }) => login),
    )
    .execute();
  // The seeded ones have one hash for all.
  const hashes = [...new Set(rows.map(({ password_hash }) => password_hash))];
  const matching = await Promise.all(
    // A hash that an operator wrote by hand opens nothing, and must not keep a server from starting.
    hashes.map((hash) => passwordMatches(DEMO_PASSWORD, hash).catch(() => false)),
  );
  const open = new Set(hashes.filter((_, index) => matching[index]));
  const logins = new Set(
    rows.filter(({ password_hash }) => open.has(password_hash)).map(({ login }) => login),
  );
  return demoAccounts.filter(({ login }) => logins.has(login));
}

function newUser(account: DemoAccount): User {
  return { id: newUserId(), ...account };
}

/**
 * One specialty each in turn, and a second one for every third expert. The first four alone also have the specialty of
 * the demo tender, so that whoever tries the centre out need not look for the drawn ones among sixty-four.
 */
function newExpert(userId: string, index: number): ExpertEntry {
  const { region, name } = employerOf(index);
  const first = at(specialties, index);
  const second = at(specialties, index + 1 + Math.floor(index / specialties.length));
  const both = index % 3 === 0 && second !== first ? [first, second] : [first];
  const phone = `1380000${String(index).padStart(4, "0")}`;
  const able = index < DEMO_EXPERTS ? [...both, DEMO_SPECIALTY] : both;
  const mail = `expert${String(index + 1).padStart(2, "0")}@experts.example`;
  return { userId, specialties: able, region, employer: name, phone, mail };
}

/** Steps of seven through thirty employers reach them all, and move from region to region. */
function employerOf(index: number): Readonly<{ region: string; name: string }> {
  return at(employers, index * 7);
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) {
    throw new RangeError("an empty list");
  }
  return item;
}
