import { z } from "zod";
import {
  callingSchema,
  expertSchema,
  loginSchema,
  specialtySchema,
  userSchema,
} from "../../server/src/registry/user.ts";
import { InputFault } from "../draw/input-fault.ts";
import { parsedRow, readTable, requireEachLoginOnce, type TableRow } from "./csv-table.ts";
import {
  type StandingColumn,
  standingColumns,
  type StandingFields,
  standingFieldsSchema,
} from "./standing-fields.ts";

const needed = ["login", "name", "offices", "unit"] as const;
const ofPool = ["phone", "mail", "specialties", "region", "employer"] as const;
const ofExperts = [...ofPool, ...standingColumns] as const;
const columnSchema = z.enum([...needed, ...ofExperts]);
type Column = z.infer<typeof columnSchema>;

const once = (items: readonly string[]): boolean => new Set(items).size === items.length;
const staffSchema = userSchema.omit({ id: true }).extend({
  offices: z.array(callingSchema).min(1).refine(once, "the same twice").readonly(),
});
const poolSchema = expertSchema.omit({ userId: true, standing: true }).extend({
  specialties: z.array(specialtySchema).min(1).max(20).refine(once, "the same twice").readonly(),
});

/** One account of the file, and where its login stands. */
export type AccountRow = Readonly<{
  line: number;
  column: number;
  staff: z.infer<typeof staffSchema>;
  expert?: (z.infer<typeof poolSchema> & Readonly<{ standing: StandingFields }>) | undefined;
}>;

/**
 * Reads accounts from CSV: a header that names the columns in any order, then one account a line; several offices or
 * specialties are separated by `|`. Throws an `InputFault` with line and column, which repeats nobody's name, telephone
 * or address.
 *
 * @param source the file's name, for faults
 */
export function parseAccountsCsv(source: string, text: string): readonly AccountRow[] {
  const rows = readTable(source, text, columnSchema, needed).rows.map(accountOf);
  requireEachLoginOnce(
    source,
    rows.map(({ line, column, staff: { login } }) => ({ login, line, column })),
  );
  return rows;
}

/** What is said of an expert's standing anew; columns that the file has not stay as they are. */
export type StandingRow = Readonly<{
  line: number;
  column: number;
  login: string;
  change: Partial<StandingFields>;
}>;

const standingColumnSchema = z.enum(["login", ...standingColumns]);
const namedSchema = z.object({ login: loginSchema });

/** Reads the same columns of experts who are there already, by their logins. Throws as `parseAccountsCsv` does. */
export function parseStandingCsv(source: string, text: string): readonly StandingRow[] {
  const { columns, rows } = readTable(source, text, standingColumnSchema, ["login"]);
  if (columns.length === 1) {
    throw new InputFault(source, `none of the columns ${standingColumns.join(", ")}`, 1, 1);
  }
  const changes = rows.map((row): StandingRow => {
    const said = (name: z.infer<typeof standingColumnSchema>) => row.fields.get(name)?.text;
    const { login } = parsedRow(row, standingColumnSchema, namedSchema, { login: said("login") });
    const standing = standingOf(row, standingColumnSchema, said);
    const change = {
      ...(columns.includes("history") ? { history: standing.history } : {}),
      ...(columns.includes("relations") ? { relations: standing.relations } : {}),
      ...(columns.includes("away") ? { away: standing.away } : {}),
      ...(columns.includes("barredUntil") ? { barredUntil: standing.barredUntil } : {}),
    };
    return { line: row.line, column: row.fields.get("login")?.column ?? 1, login, change };
  });
  requireEachLoginOnce(source, changes);
  return changes;
}

function accountOf(row: TableRow<Column>): AccountRow {
  const { source, line, fields } = row;
  const said = (name: Column): string | undefined => fields.get(name)?.text;
  const staff = parsedRow(row, columnSchema, staffSchema, {
    login: said("login"),
    name: said("name"),
    offices: said("offices")?.split("|"),
    unit: said("unit"),
  });
  const at = { line, column: fields.get("login")?.column ?? 1 };
  if (!staff.offices.includes("expert")) {
    const stray = ofExperts.find((name) => fields.has(name));
    if (stray === undefined) return { ...at, staff };
    const message = `${stray}: only of experts, and this account is none`;
    throw new InputFault(source, message, line, fields.get(stray)?.column ?? 1);
  }
  const pool = parsedRow(row, columnSchema, poolSchema, {
    specialties: said("specialties")?.split("|"),
    region: said("region"),
    employer: said("employer"),
    phone: said("phone"),
    mail: said("mail"),
  });
  return { ...at, staff, expert: { ...pool, standing: standingOf(row, columnSchema, said) } };
}

function standingOf<Name extends string>(
  row: TableRow<Name>,
  known: z.ZodType<Name>,
  said: (name: StandingColumn) => string | undefined,
): StandingFields {
  const values = Object.fromEntries(standingColumns.map((name) => [name, said(name)]));
  return parsedRow(row, known, standingFieldsSchema, values);
}
