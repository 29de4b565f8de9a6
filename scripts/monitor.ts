import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { streamOf } from "@yuanping/shared/contracts/record.ts";
import { parseVkey } from "@yuanping/shared/tlog/index.ts";
import { look, type Followed } from "@yuanping/shared/evidence/follow-log.ts";
import { attempt } from "./monitor/attempt.ts";
import { fetchText } from "./monitor/fetch-text.ts";
import { keep, keepEvidence, readKept } from "./monitor/kept.ts";
import { logKeysFor } from "./monitor/log-keys.ts";

const HELP = `跟踪一个运行中的安装,报告任何不是只增的改动 / Follows a running server and reports whatever is not append-only.

  npm run -s monitor -- URL [--evaluation ID] [--key VKEY]... [--state FILE] [--every SECONDS] [--once]

  --evaluation ID  跟踪一次评审的记录;不给则跟踪安装的总账
                   follows one evaluation's record; without it, the installation's ledger
  --key VKEY       信任的记录公钥(可多次);不给则取第一次见到的,并一直沿用
                   a log key you trust (repeatable); without it, the one seen first is kept
  --state FILE     记住最后所见的文件,默认 monitor.json
                   where the last head seen is kept, monitor.json by default
  --every SECONDS  间隔,默认 30 / between two looks, 30 by default
  --once           只看一次 / looks once

发现异常时,两份签名都写入 FILE.alarm-N.txt,并立即结束。
On an alarm both signed heads are written to FILE.alarm-N.txt, and it ends.
退出码 0:未见异常;1:有异常;2:无法到达或参数有误(持续跟踪时,无法到达只作提示)。
Exit code 0: nothing wrong; 1: an alarm; 2: not reachable or bad arguments (while it goes on, only told).
`;

const exitCodes = { sound: 0, alarm: 1, unreachable: 2 } as const;

function readOptions() {
  return parseArgs({
    allowPositionals: true,
    options: {
      evaluation: { type: "string" },
      key: { type: "string", multiple: true },
      state: { type: "string", default: "monitor.json" },
      every: { type: "string", default: "30" },
      once: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
}

async function monitor(): Promise<number> {
  const { values, positionals } = readOptions();
  if (values.help) {
    process.stdout.write(HELP);
    return exitCodes.sound;
  }
  const [url, ...rest] = positionals;
  const every = Number(values.every);
  if (url === undefined || rest.length > 0 || !URL.canParse(url) || !(every > 0)) {
    throw new TypeError("one URL is needed; see --help");
  }
  const { evaluation, state } = values;
  const server = url.replace(/\/+$/u, "");
  const address =
    evaluation === undefined
      ? `${server}/api/log`
      : `${server}/api/evaluations/${encodeURIComponent(evaluation)}`;
  let kept = readKept(state);
  if (kept !== undefined && kept.address !== address) {
    throw new TypeError(`${state} is about ${kept.address}; give each log a --state of its own`);
  }
  for (;;) {
    const seen = await attempt(async () => {
      const keys = [...(await logKeysFor(server, values.key, kept, say))];
      for (const key of keys) parseVkey(key);
      const stream = evaluation === undefined ? "ledger" : streamOf(evaluation);
      const log: Followed = {
        keys,
        stream,
        fetchText: (path) => fetchText(`${address}/${path}`),
      };
      return { keys, sight: await look(kept?.note, log) };
    });
    const time = new Date().toISOString();
    if (typeof seen === "string") {
      say(`${time} not known: ${seen}`);
      if (values.once) return exitCodes.unreachable;
    } else if (seen.sight.kind === "alarm") {
      const { reason, note } = seen.sight;
      const heads = [...(kept?.note === undefined ? [] : [kept.note]), note];
      const place = keepEvidence(state, heads, reason);
      process.stdout.write(`${time} ALARM ${reason}; both heads are in ${place}\n`);
      return exitCodes.alarm;
    } else {
      const { kind, note, size } = seen.sight;
      kept = { address, keys: seen.keys, note };
      keep(state, kept);
      process.stdout.write(`${time} ${kind} ${size}\n`);
      if (values.once) return exitCodes.sound;
    }
    await pause(every * 1000);
  }
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

process.exitCode = await monitor().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  return exitCodes.unreachable;
});
