import { parseArgs } from "node:util";
import { isDrawRefusal, type DrawRefusal } from "@yuanping/shared/draw/index.ts";
import { readBoundedText } from "./draw/bounded-file.ts";
import { carryOut } from "./draw/command.ts";
import { InputFault } from "./draw/input-fault.ts";
import { numbersOutput, parseNumbers } from "./draw/numbers-file.ts";
import { parsePoolCsv } from "./draw/pool-csv.ts";
import { parseSpec, specFault } from "./draw/spec-file.ts";

const HELP = `Draws a panel of experts, or counts the valid panels.

  npm run -s draw -- --spec SPEC.json --pool POOL.csv --seed HEX
  npm run -s draw -- --spec SPEC.json --pool POOL.csv --count
  npm run -s draw -- --numbers SETS.json --seed HEX

  --spec FILE    {"seats":[{"specialty","count"}],
                  "regions":[{"region","min","max","parent"?}],
                  "onePerEmployer":true|false}
  --pool FILE    CSV with the header id,specialties,region,employer[,weight];
                 specialties separated by |, an empty employer is nobody else's
  --seed HEX     32 bytes; prints {"N","U","rejected","panel":[{"seat","id"}]}
  --count        prints {"N"}, the number of valid panels (their weight, with weights)
  --chances      adds everyone's exact chance as a fraction
  --law LAW      uniform: every valid panel is equally likely, weights are ignored
                 equal: weights as in the file or, without that column, fitted so that
                 experts of one specialty have equal chances
                 (default: equal when the file has weights, else uniform)
  --numbers FILE draws numbers instead: {"numbers":[{"name","from":["0.95",…],"count"?}]};
                 prints {"N","U","drawn":[{"name","values"}]}, or with --count {"N"}
  --json         refusals as JSON too
  --help         this text

The same input gives the same output, whatever the order of the rows.
Exit code 0: done. 2: refused, nothing was drawn; the reason is on standard error.
`;

const MAX_SPEC_BYTES = 2 ** 20;
const MAX_POOL_BYTES = 2 ** 28;
const REFUSED = 2;

interface NumbersOptions {
  readonly numbers: string;
  readonly seed: Uint8Array | null;
}

interface Options {
  readonly spec: string;
  readonly pool: string;
  readonly seed: Uint8Array | null;
  readonly law: "equal" | "uniform" | null;
  readonly chances: boolean;
}

function readArguments(): ReturnType<typeof parseOptions> {
  try {
    return parseOptions();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new InputFault("arguments", message, null, null);
  }
}

function parseOptions() {
  return parseArgs({
    options: {
      spec: { type: "string" },
      pool: { type: "string" },
      seed: { type: "string" },
      numbers: { type: "string" },
      law: { type: "string" },
      count: { type: "boolean", default: false },
      chances: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  }).values;
}

/** The options of a draw of numbers; undefined where a panel is meant. */
function numbersOptions(values: ReturnType<typeof parseOptions>): NumbersOptions | undefined {
  const { numbers, spec, pool, seed, law, count, chances } = values;
  if (numbers === undefined) return undefined;
  if (spec !== undefined || pool !== undefined || law !== undefined || chances) {
    throw new InputFault("arguments", "--numbers goes with --seed or --count alone", null, null);
  }
  if (seed === undefined && !count) {
    throw new InputFault("arguments", "give --seed to draw, or --count", null, null);
  }
  const seedBytes = seed === undefined ? null : seedOf(seed);
  return { numbers, seed: count ? null : seedBytes };
}

function drawOfNumbers({ numbers, seed }: NumbersOptions): void {
  const sets = parseNumbers(numbers, readBoundedText(numbers, MAX_SPEC_BYTES));
  process.stdout.write(`${JSON.stringify(numbersOutput(sets, seed))}\n`);
}

function checkedOptions(values: ReturnType<typeof parseOptions>): Options {
  const { spec, pool, seed, law, count, chances } = values;
  if (spec === undefined || pool === undefined) {
    throw new InputFault("arguments", "--spec and --pool are needed; see --help", null, null);
  }
  if (law !== undefined && law !== "equal" && law !== "uniform") {
    throw new InputFault(
      "--law",
      `${JSON.stringify(law)} is neither equal nor uniform`,
      null,
      null,
    );
  }
  if (seed === undefined && !count && !chances) {
    throw new InputFault("arguments", "give --seed to draw, or --count or --chances", null, null);
  }
  const seedBytes = seed === undefined ? null : seedOf(seed);
  return {
    spec,
    pool,
    seed: count ? null : seedBytes,
    law: law ?? null,
    chances,
  };
}

function seedOf(text: string): Uint8Array {
  const stray = text.search(/[^0-9a-f]/iu);
  if (stray >= 0) throw new InputFault("--seed", "not hexadecimal", 1, stray + 1);
  if (text.length !== 64) {
    const fault = `${text.length} hex digits (${text.length / 2} bytes) instead of 64 (32 bytes)`;
    throw new InputFault("--seed", fault, 1, Math.min(text.length, 64) + 1);
  }
  return Buffer.from(text, "hex");
}

function main(options: Options): void {
  const specText = readBoundedText(options.spec, MAX_SPEC_BYTES);
  const spec = parseSpec(options.spec, specText);
  const file = parsePoolCsv(options.pool, readBoundedText(options.pool, MAX_POOL_BYTES), spec);
  const report = carryOut({
    spec,
    file,
    law: options.law,
    seed: options.seed,
    wantsChances: options.chances,
  });
  if (isDrawRefusal(report)) throw faultOf(report, options.spec, specText);
  for (const note of report.notes) process.stderr.write(`note: ${note}\n`);
  process.stdout.write(`${JSON.stringify(report.output)}\n`);
}

function faultOf(refusal: DrawRefusal, source: string, text: string): InputFault {
  const message = `${refusal.code}: ${refusal.detail}`;
  if (refusal.path !== undefined) return specFault(source, text, refusal.path, message);
  return new InputFault("draw", message, null, null);
}

function run(): void {
  let asJson = process.argv.includes("--json");
  try {
    const values = readArguments();
    asJson = values.json;
    if (values.help) {
      process.stdout.write(HELP);
      return;
    }
    const numbers = numbersOptions(values);
    if (numbers === undefined) main(checkedOptions(values));
    else drawOfNumbers(numbers);
  } catch (error) {
    if (!(error instanceof InputFault)) throw error;
    const { source, line, column, message } = error;
    const text = asJson
      ? JSON.stringify({ refused: { source, line, column, message } })
      : error.text();
    process.stderr.write(`${text}\n`);
    process.exitCode = REFUSED;
  }
}

run();
