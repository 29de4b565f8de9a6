import { formatStep, runSteps, steps } from "./check/steps.ts";

const usage = `npm run -s check [-- WORD …]

Checks types and lint, format and import boundaries; with words only the steps whose name holds one of them.
Exit 0 when all pass, 1 when one fails, 2 when no step has such a name.`;

const words = process.argv.slice(2);
if (words.includes("--help")) {
  process.stdout.write(`${usage}\n`);
} else {
  process.exitCode = await check();
}

async function check(): Promise<number> {
  const wanted = steps.filter(
    ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
  );
  if (wanted.length === 0) {
    process.stderr.write(`No step is called ${words.join(" or ")}.\n`);
    return 2;
  }
  const results = await runSteps(wanted, (result) =>
    process.stdout.write(`${formatStep(result)}\n`),
  );
  return results.every(({ findings }) => findings.length === 0) ? 0 : 1;
}
