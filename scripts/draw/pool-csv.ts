import type { DrawSpec, PoolEntry } from "@yuanping/shared/draw/index.ts";
import { type Field, splitRow } from "./csv-row.ts";
import { InputFault } from "./input-fault.ts";

/** A library of a whole country fits; more rows are a mistake or an attack. */
export const MAX_ROWS = 2_000_000;
const MAX_NAME = 200;
const MAX_WEIGHT = 4_294_967_295;
const HEADER = ["id", "specialties", "region", "employer"] as const;

export interface PoolFile {
  readonly pool: readonly PoolEntry[];
  readonly hasWeights: boolean;
}

interface Row {
  readonly line: number;
  readonly fields: readonly Field[];
}

/**
 * Reads `id,specialties,region,employer[,weight]`; specialties are separated by `|`, an empty
 * employer is nobody else's. Fields may be quoted as in RFC 4180, within one line.
 */
export function parsePoolCsv(source: string, text: string, spec: DrawSpec): PoolFile {
  const lines = text.replace(/^\uFEFF/u, "").split(/\r?\n/u, MAX_ROWS + 3);
  if (lines.at(-1) === "") lines.pop();
  if (lines.length > MAX_ROWS + 1) {
    throw new InputFault(source, `more than ${MAX_ROWS} rows`, MAX_ROWS + 2, 1);
  }
  const hasWeights = headerHasWeights(source, lines[0] ?? "");
  const specialties = new Set(spec.seats.map((seat) => seat.specialty));
  const regions = new Set(spec.regions.map((rule) => rule.region));
  const lineOf = new Map<string, number>();
  const pool: PoolEntry[] = [];
  for (let i = 1; i < lines.length; i += 1) {
    const row = { line: i + 1, fields: splitRow(source, lines[i] ?? "", i + 1) };
    const entry = entryOf(source, row, hasWeights);
    requireKnown(source, row, entry, specialties, regions);
    const earlier = lineOf.get(entry.ref);
    if (earlier !== undefined) {
      throw new InputFault(
        source,
        `id ${entry.ref} already stands on line ${earlier}`,
        row.line,
        1,
      );
    }
    lineOf.set(entry.ref, row.line);
    pool.push(entry);
  }
  return { pool, hasWeights };
}

function headerHasWeights(source: string, line: string): boolean {
  const names = splitRow(source, line, 1);
  for (const [i, { text, column }] of names.entries()) {
    const expected = [...HEADER, "weight"][i];
    if (text === expected) continue;
    const message =
      expected === undefined
        ? `unknown column ${text}`
        : `expected column ${expected}, found ${JSON.stringify(text)}`;
    throw new InputFault(source, message, 1, column);
  }
  if (names.length < HEADER.length) {
    throw new InputFault(source, `the header must be ${HEADER.join(",")}[,weight]`, 1, 1);
  }
  return names.length > HEADER.length;
}

function entryOf(source: string, { line, fields }: Row, hasWeights: boolean): PoolEntry {
  const wanted = HEADER.length + (hasWeights ? 1 : 0);
  const [id, specialties, region, employer, weight] = fields;
  if (!id || !specialties || !region || !employer || fields.length !== wanted) {
    throw new InputFault(source, `${fields.length} fields instead of ${wanted}`, line, 1);
  }
  const tooLong = fields.find(({ text }, i) => i !== 1 && text.length > MAX_NAME);
  if (tooLong) {
    throw new InputFault(source, `longer than ${MAX_NAME} characters`, line, tooLong.column);
  }
  if (id.text === "") throw new InputFault(source, "the id is empty", line, id.column);
  return {
    ref: id.text,
    specialties: specialties.text.split("|"),
    region: region.text,
    employer: employer.text === "" ? null : employer.text,
    weight: weight === undefined ? 1 : weightOf(source, line, weight),
  };
}

function weightOf(source: string, line: number, { text, column }: Field): number {
  const weight = /^[0-9]{1,10}$/u.test(text) ? Number(text) : 0;
  if (weight >= 1 && weight <= MAX_WEIGHT) return weight;
  throw new InputFault(
    source,
    `weight ${JSON.stringify(text)} is not 1..${MAX_WEIGHT}`,
    line,
    column,
  );
}

/** A misspelt specialty or region would exclude an expert silently; it is refused instead. */
function requireKnown(
  source: string,
  { line, fields }: Row,
  entry: PoolEntry,
  specialties: ReadonlySet<string>,
  regions: ReadonlySet<string>,
): void {
  let column = fields[1]?.column ?? 1;
  for (const specialty of entry.specialties) {
    if (!specialties.has(specialty)) {
      throw new InputFault(source, `unknown specialty ${JSON.stringify(specialty)}`, line, column);
    }
    column += specialty.length + 1;
  }
  // Without a region rule there is no list to hold the region against.
  if (regions.size === 0 || regions.has(entry.region)) return;
  const message = `unknown region ${JSON.stringify(entry.region)}`;
  throw new InputFault(source, message, line, fields[2]?.column ?? 1);
}
