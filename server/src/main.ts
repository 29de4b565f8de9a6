import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pino } from "pino";
import { z } from "zod";
import { start, type Running } from "./compose.ts";
import { readConfig } from "./config.ts";
import { DEMO_PASSWORD } from "./registry/index.ts";

const top = resolve(import.meta.dirname, "../..");

const usage = `npm start — starts 远评 (Yuanping)

  PORT        where the page is served        (default 7300; 0 = any free port)
  DATA_DIR    data, keys, embedded database   (default ./data)
  More settings are listed in server/README.md. Ctrl-C stops everything.`;

async function main(): Promise<void> {
  if (process.argv.includes("--help")) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const config = readConfig(process.env);
  const logger = pino(
    { level: config.LOG_LEVEL, serializers: { err: plainError } },
    pino.destination({ dest: 2, sync: false }),
  );
  const running = await start({
    config: { ...config, DATA_DIR: resolve(config.DATA_DIR) },
    logger,
    clientFolder: join(top, "client/dist"),
    workerProvider: {
      program: process.execPath,
      args: [join(top, "scripts/mediasoup-worker/provide.ts")],
    },
    recorderProvider: {
      program: process.execPath,
      args: [join(top, "scripts/toolchain/provide-recorder.ts")],
    },
    version: versionOf(join(top, "package.json")),
  });
  announce(running);
  stopOnSignals(running.stop);
}

function announce({ url, demoAccounts }: Running): void {
  const accounts = demoAccounts
    .filter(({ login }) => !/^expert(0[6-9]|[1-9][0-9])$/.test(login))
    .map(
      ({ login, name, offices }) =>
        `  ${login.padEnd(12)} ${offices.join(", ").padEnd(12)} ${name}\n`,
    );
  const demo =
    accounts.length === 0
      ? ""
      : `演示账号 Demo accounts (密码 password: ${DEMO_PASSWORD}; experts: expert01 … expert60):\n${accounts.join("")}`;
  process.stdout.write(`远评 Yuanping: ${url}\n${demo}`);
}

function versionOf(manifest: string): string {
  if (!existsSync(manifest)) return "0";
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, "utf8")))
    .version;
}

/** What a log may hold of an error: never the objects that libraries hang on it, with their parameters. */
function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = "code" in error ? { code: error.code } : {};
  return { type: error.name, message: error.message, stack: error.stack, ...code };
}

/** The first signal stops in order; a second one at once. */
function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
