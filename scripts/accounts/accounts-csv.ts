import { z } from "zod";
import {
  callingSchema,
  expertSchema,
  specialtySchema,
  userSchema,
} from "../../server/src/registry/user.ts";
import { type Field, splitRow } from "../draw/csv-row.ts";
import { InputFault } from "../draw/input-fault.ts";

/**
 * Rows of one import at most: what is on record of them has to be there within the few seconds in which a change may be
 * under way (`registry/table-audit.ts`), even on a slow disk.
 */
export const MAX_ACCOUNTS = 2_000;

const needed = ["login", "name", "offices", "unit"] as const;
const ofExperts = ["phone", "mail", "specialties", "region", "employer"] as const;
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
  expert?: z.infer<typeof poolSchema> | undefined;
}>;

/**
 * Reads accounts from CSV: a header that names the columns in any order, then one account a line; several offices or
 * specialties are separated by `|`. Throws an `InputFault` with line and column, which repeats nobody's name, telephone
 * or address.
 *
 * @param source the file's name, for faults
 */
export function parseAccountsCsv(source: string, text: string): readonly AccountRow[] {
  const lines = text.replace(/^\uFEFF/u, "").split(/\r?\n/u, MAX_ACCOUNTS + 3);
  if (lines.at(-1) === "") lines.pop();
  if (lines.length > MAX_ACCOUNTS + 1) {
    throw new InputFault(source, `more than ${MAX_ACCOUNTS} accounts`, MAX_ACCOUNTS + 2, 1);
  }
  const [header = "", ...body] = lines;
  const columns = columnsOf(source, header);
  if (body.length === 0) throw new InputFault(source, "there are no accounts in it", 2, 1);
  const lineOf = new Map<string, number>();
  return body.map((text, index) => {
    const line = index + 2;
    const row = accountOf({ source, line, fields: fieldsOf(source, text, line, columns) });
    const earlier = lineOf.get(row.staff.login);
    if (earlier !== undefined) {
      const message = `the login ${row.staff.login} already stands on line ${earlier}`;
      throw new InputFault(source, message, line, row.column);
    }
    lineOf.set(row.staff.login, line);
    return row;
  });
}

function columnsOf(source: string, header: string): readonly Column[] {
  const columns = splitRow(source, header, 1).map(({ text, column }, index, all) => {
    const parsed = columnSchema.safeParse(text);
    if (!parsed.success) {
      throw new InputFault(source, `unknown column ${JSON.stringify(text)}`, 1, column);
    }
    if (all.findIndex((other) => other.text === text) < index) {
      throw new InputFault(source, `the column ${text} stands twice`, 1, column);
    }
    return parsed.data;
  });
  const missing = needed.find((name) => !columns.includes(name));
  if (missing !== undefined) throw new InputFault(source, `no column ${missing}`, 1, 1);
  return columns;
}

function fieldsOf(source: string, text: string, line: number, columns: readonly Column[]) {
  const fields = splitRow(source, text, line);
  if (fields.length !== columns.length) {
    const message = `${fields.length} fields instead of ${columns.length}`;
    throw new InputFault(source, message, line, 1);
  }
  return new Map<Column, Field>(
    columns.flatMap((name, index): [Column, Field][] => {
      const field = fields[index];
      return field === undefined || field.text === "" ? [] : [[name, field]];
    }),
  );
}

type Place = Readonly<{ source: string; line: number; fields: ReadonlyMap<Column, Field> }>;

function accountOf(place: Place): AccountRow {
  const { source, line, fields } = place;
  const said = (name: Column): string | undefined => fields.get(name)?.text;
  const staff = parsed(place, staffSchema, {
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
  const expert = parsed(place, poolSchema, {
    specialties: said("specialties")?.split("|"),
    region: said("region"),
    employer: said("employer"),
    phone: said("phone"),
    mail: said("mail"),
  });
  return { ...at, staff, expert };
}

/** What the schema makes of the values, or a fault at the field that it refuses. */
function parsed<Schema extends z.ZodType>(
  { source, line, fields }: Place,
  schema: Schema,
  values: Readonly<Record<string, unknown>>,
): z.output<Schema> {
  const outcome = schema.safeParse(values);
  if (outcome.success) return outcome.data;
  const [issue] = outcome.error.issues;
  const name = columnSchema.parse(issue?.path[0]);
  const field = fields.get(name);
  const message = field === undefined ? "is missing" : issue?.message;
  throw new InputFault(source, `${name}: ${message}`, line, field?.column ?? 1);
}
