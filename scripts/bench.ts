import { cpus, loadavg, release, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { benchAppends } from "./bench/append.ts";
import { benchDraw } from "./bench/draw.ts";
import { benchLog } from "./bench/log.ts";
import { benchMedia } from "./bench/media.ts";
import { benchScoring } from "./bench/scoring.ts";
import { benchServer } from "./bench/server.ts";
import type { Figure } from "./bench/spread.ts";
import { benchVerify } from "./bench/verify.ts";

const usage = `npm run -s bench -- [NAME …] [--json]

Measures on this machine and prints what it finds, with its spread. Nothing here passes or fails.
  append   durable writes a second: the disk alone, the store, a whole room
  log      the same with a signed checkpoint for each append, and the wait for durability under load
  server   one room of ten seats over real sockets: command to acknowledgement and to every viewer, also under attack
  media    joining to the first frame, what rooms and their forwarding cost beside mediasoup alone, and recovery
  scoring  the outcome of a large and of the largest evaluation, and the command on the largest
  verify   verifying 100,000 and a million events, and proofs; takes minutes, so only when named
  draw     drawing from up to a million experts; takes minutes, so only when named
Without names: all but verify and draw. --json prints one JSON line a section.`;

type Section = Readonly<{ name: string; asked: "always" | "by name"; run: () => Promise<unknown> }>;

const sections: readonly Section[] = [
  { name: "append", asked: "always", run: benchAppends },
  { name: "log", asked: "always", run: benchLog },
  { name: "server", asked: "always", run: benchServer },
  { name: "media", asked: "always", run: benchMedia },
  { name: "scoring", asked: "always", run: benchScoring },
  { name: "verify", asked: "by name", run: benchVerify },
  { name: "draw", asked: "by name", run: benchDraw },
];

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const unknown = positionals.filter((each) => !sections.some(({ name }) => name === each));
  if (values.help || unknown.length > 0) {
    (values.help ? process.stdout : process.stderr).write(`${usage}\n`);
    return values.help ? 0 : 2;
  }
  const chosen = sections.filter(({ name, asked }) =>
    positionals.length === 0 ? asked === "always" : positionals.includes(name),
  );
  const print = values.json ? printJson : printText;
  print("machine", machine());
  for (const { name, run } of chosen) {
    // One part that cannot be measured here does not keep the others from it.
    const result = await run().catch((error: unknown) => ({ unmeasured: String(error) }));
    print(name, { ...asFields(result), loadAtEnd: loadavg()[0]?.toFixed(1) });
  }
  return 0;
}

function machine() {
  const [first] = cpus();
  return {
    cpus: cpus().length,
    model: first?.model ?? "unknown",
    memoryGb: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.version,
    load: loadavg()[0]?.toFixed(1),
  };
}

function asFields(result: unknown): object {
  if (Array.isArray(result)) return { figures: result };
  return typeof result === "object" && result !== null ? result : { result };
}

function printJson(section: string, result: object): void {
  process.stdout.write(`${JSON.stringify({ section, ...result })}\n`);
}

function printText(section: string, result: object): void {
  const { figures = [], ...rest }: { figures?: readonly unknown[] } = result;
  process.stdout.write(`\n${section}\n`);
  for (const figure of figures) process.stdout.write(`  ${lineOf(figure)}\n`);
  for (const [name, value] of Object.entries(rest))
    process.stdout.write(`  ${name.padEnd(24)} ${JSON.stringify(value)}\n`);
}

function lineOf(figure: unknown): string {
  if (!isFigure(figure)) return JSON.stringify(figure);
  const { name, unit, rounds, spread } = figure;
  const { count, min, median, p95, p99, max } = spread;
  const numbers = `min ${min}  median ${median}  p95 ${p95}  p99 ${p99}  max ${max}`;
  return `${name.padEnd(48)} ${numbers}  ${unit}, ${count} in ${rounds} round(s)`;
}

function isFigure(value: unknown): value is Figure {
  return typeof value === "object" && value !== null && "spread" in value;
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 2;
});
