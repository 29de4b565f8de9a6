import { expertStandingSchema } from "@yuanping/shared/law/expert-standing.ts";
import type { IdentityTables } from "../identity/tables.ts";
import { saltedHash } from "./record.ts";
import type {
  RecordedEvaluation,
  RecordedExpert,
  RecordedPerson,
  RecordedUser,
} from "./recorded-rows.ts";
import type { RegistryTables } from "./tables.ts";

type UserRow = Readonly<IdentityTables["app_user"]>;

/** What is wrong with a row; undefined when it is what the record says. */
export function userFault(expected: RecordedUser, row: UserRow): string | undefined {
  if (expected.erased) {
    return row.disabled && row.login === `erased:${row.id}` && row.salt === ""
      ? undefined
      : "was erased, and is not";
  }
  const { name, login, unit, password } = expected;
  if (!isHashOf(name, row.name, row.salt)) return "has another name";
  if (!isHashOf(login, row.login, row.salt)) return "has another login";
  if (!isHashOf(unit, row.unit, row.salt)) return "has another unit";
  if (!sameList(expected.offices, row.offices)) return "has other offices";
  if (expected.disabled !== row.disabled) return row.disabled ? "is disabled" : "is not disabled";
  return password === undefined || isHashOf(password, row.password_hash, row.salt)
    ? undefined
    : "has another password";
}

export function expertFault(
  expected: RecordedExpert,
  row: RegistryRow<"expert">,
  user: UserRow | undefined,
): string | undefined {
  const salt = user?.salt ?? "";
  const { region, employer, phone, mail, standing } = expected;
  if (!sameList(expected.specialties, row.specialties)) return "has other specialties";
  if (!isHashOf(region, row.region, salt)) return "has another region";
  if (!isHashOf(employer, row.employer, salt)) return "has another employer";
  if (!isOptionalHashOf(phone, row.phone, salt)) return "has another phone number";
  if (mail !== undefined && !isOptionalHashOf(mail, row.mail, salt)) return "has another address";
  if (standing === undefined) return undefined;
  const parsed = expertStandingSchema.safeParse(row.standing);
  return parsed.success && isHashOf(standing, JSON.stringify(parsed.data), salt)
    ? undefined
    : "has another standing";
}

export function personFault(
  expected: RecordedPerson,
  row: RegistryRow<"person">,
  user: UserRow | undefined,
): string | undefined {
  if (expected.role !== row.role) return "has another role";
  // Whoever was erased stands for nobody any more, and nothing can be compared.
  if (user?.salt === "") return undefined;
  return isHashOf(expected.user, `${row.evaluation} ${row.user_id}`, user?.salt ?? "")
    ? undefined
    : "is bound to another user";
}

export function evaluationFault(
  expected: RecordedEvaluation,
  row: RegistryRow<"evaluation">,
): string | undefined {
  return expected.number === row.number &&
    expected.title === row.title &&
    expected.agency === row.agency &&
    expected.createdAt === row.created_at
    ? undefined
    : "is not the one that was registered";
}

type RegistryRow<Table extends "expert" | "person" | "evaluation"> = Table extends "expert"
  ? Omit<RegistryTables["expert"], "standing"> & Readonly<{ standing: unknown }>
  : RegistryTables[Table];

function isHashOf(expected: string, value: string, salt: string): boolean {
  return /^[0-9a-f]{64}$/.test(salt) && saltedHash(value, salt) === expected;
}

function isOptionalHashOf(expected: string | null, value: string | null, salt: string): boolean {
  return expected === null || value === null ? expected === value : isHashOf(expected, value, salt);
}

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.join("\n") === other.join("\n");
}
