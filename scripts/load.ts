import { readOptions, usage, WrongCall, type Options } from "./load/options.ts";
import { runLoad } from "./load/run.ts";
import { isWhole } from "./load/result.ts";
import { tableOf } from "./load/table.ts";

/** A run that hangs is ended: so long, and for each room and second so much more, in milliseconds. */
const patience = { base: 600_000, room: 2_000, second: 4_000 };

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === "help") {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  say(`seed ${options.seed}`);
  const result = await runLoad(options, say, endOf(options));
  process.stdout.write(`${options.json ? JSON.stringify(result) : tableOf(result)}\n`);
  return isWhole(result) ? 0 : 1;
}

/** When everything is to end: at the first signal, or when it takes far too long. */
function endOf({ rooms, seconds, still }: Options): AbortSignal {
  const ending = new AbortController();
  const end = (why: string): void => ending.abort(new Error(why));
  const most = patience.base + patience.room * rooms + patience.second * (seconds + still);
  setTimeout(() => end(`not done after ${Math.round(most / 1000)} s`), most).unref();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => end(signal));
  return ending.signal;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

process.exitCode = await main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  if (error instanceof Error && error.cause instanceof Error) say(error.cause.message);
  return error instanceof WrongCall ? 2 : 1;
});
