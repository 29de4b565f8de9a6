import type { z } from "zod";
import { type Field, splitRow } from "../draw/csv-row.ts";
import { InputFault } from "../draw/input-fault.ts";

/**
 * Rows of one file at most: what is on record of them has to be there within the few seconds in which a change may be
 * under way (`registry/table-audit.ts`), even on a slow disk.
 */
export const MAX_ACCOUNTS = 2_000;

/** One line of a file; fields that are empty are left out. */
export type TableRow<Column extends string> = Readonly<{
  source: string;
  line: number;
  fields: ReadonlyMap<Column, Field>;
}>;

export type Table<Column extends string> = Readonly<{
  /** Those of the header, in its order. */
  columns: readonly Column[];
  rows: readonly TableRow<Column>[];
}>;

/**
 * Reads CSV whose header names the columns in any order. Throws an `InputFault` with line and column, which repeats
 * nothing of the rows.
 *
 * @param source the file's name, for faults
 * @param known the columns that there may be
 * @param needed those that there must be
 */
export function readTable<Column extends string>(
  source: string,
  text: string,
  known: z.ZodType<Column>,
  needed: readonly Column[],
): Table<Column> {
  const lines = text.replace(/^\uFEFF/u, "").split(/\r?\n/u, MAX_ACCOUNTS + 3);
  if (lines.at(-1) === "") lines.pop();
  if (lines.length > MAX_ACCOUNTS + 1) {
    throw new InputFault(source, `more than ${MAX_ACCOUNTS} accounts`, MAX_ACCOUNTS + 2, 1);
  }
  const [header = "", ...body] = lines;
  const columns = columnsOf(source, header, known, needed);
  if (body.length === 0) throw new InputFault(source, "there are no accounts in it", 2, 1);
  const rows = body.map((own, index) => {
    const line = index + 2;
    return { source, line, fields: fieldsOf(source, own, line, columns) };
  });
  return { columns, rows };
}

function columnsOf<Column extends string>(
  source: string,
  header: string,
  known: z.ZodType<Column>,
  needed: readonly Column[],
): readonly Column[] {
  const columns = splitRow(source, header, 1).map(({ text, column }, index, all) => {
    const parsed = known.safeParse(text);
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

function fieldsOf<Column extends string>(
  source: string,
  text: string,
  line: number,
  columns: readonly Column[],
): ReadonlyMap<Column, Field> {
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

/** What the schema makes of the values, or a fault at the field that it refuses. */
export function parsedRow<Column extends string, Schema extends z.ZodType>(
  { source, line, fields }: TableRow<Column>,
  known: z.ZodType<Column>,
  schema: Schema,
  values: Readonly<Record<string, unknown>>,
): z.output<Schema> {
  const outcome = schema.safeParse(values);
  if (outcome.success) return outcome.data;
  const [issue] = outcome.error.issues;
  const name = known.parse(issue?.path[0]);
  const field = fields.get(name);
  const message = field === undefined ? "is missing" : issue?.message;
  throw new InputFault(source, `${name}: ${message}`, line, field?.column ?? 1);
}

/** Throws an `InputFault` where a login stands twice. */
export function requireEachLoginOnce(
  source: string,
  rows: readonly Readonly<{ login: string; line: number; column: number }>[],
): void {
  const lineOf = new Map<string, number>();
  for (const { login, line, column } of rows) {
    const earlier = lineOf.get(login);
    if (earlier !== undefined) {
      const message = `the login ${login} already stands on line ${earlier}`;
      throw new InputFault(source, message, line, column);
    }
    lineOf.set(login, line);
  }
}
