import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { parseVkey } from "@yuanping/shared/tlog/index.ts";
import { attempt } from "./monitor/attempt.ts";
import { readKept } from "./monitor/kept.ts";
import { logKeysFor } from "./monitor/log-keys.ts";
import { makeKeyFile, readKeyFile } from "./witness/key-file.ts";
import { takeTurn } from "./witness/turn.ts";

const HELP = `场外见证:跟踪一次评审的记录,核对一致后会签其检查点 / An outside body follows one evaluation's log and cosigns its heads.

  npm run -s witness -- key NAME --out FILE
      生成见证密钥,打印公钥;公钥连同名称由代理机构写入招标文件
      makes a key and prints its verifier key, by which the tender names this body
  npm run -s witness -- URL --evaluation ID --key-file FILE [--log-key VKEY]... [--state FILE] [--every SECONDS] [--once]

  --key-file FILE  本机构的见证密钥 / this body's key
  --log-key VKEY   信任的记录公钥(可多次);不给则取第一次见到的,并一直沿用
                   a log key you trust (repeatable); without it, the one seen first is kept
  --state FILE     记住最后所见检查点的文件,默认 witness-ID.json
                   where the last head seen is kept, witness-ID.json by default
  --every SECONDS  间隔,默认 30 / between two looks, 30 by default
  --once           只看一次 / looks once

检查点先落盘,后会签。发现回退或分叉时,两份签名都写入 FILE.alarm-N.txt 并告知评审室,此后不再会签。
A head is on disk before it is signed. On a fork or rollback both signed heads are written to FILE.alarm-N.txt and the
room is told; nothing is cosigned any more.
退出码 0:已会签,或无新内容;1:有异常;2:无法到达、被拒绝或参数有误(持续跟踪时,无法到达只作提示)。
Exit code 0: cosigned, or nothing new; 1: an alarm; 2: not reachable, refused or bad arguments (while it goes on, only told).
`;

const exitCodes = { done: 0, alarm: 1, unreachable: 2 } as const;

function readOptions() {
  return parseArgs({
    allowPositionals: true,
    options: {
      evaluation: { type: "string" },
      "key-file": { type: "string" },
      "log-key": { type: "string", multiple: true },
      out: { type: "string" },
      state: { type: "string" },
      every: { type: "string", default: "30" },
      once: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
}

type Options = ReturnType<typeof readOptions>["values"];

async function witness(): Promise<number> {
  const { values, positionals } = readOptions();
  const [first, second, ...rest] = positionals;
  if (values.help) {
    process.stdout.write(HELP);
    return exitCodes.done;
  }
  if (first === "key" && second !== undefined && rest.length === 0 && values.out !== undefined) {
    process.stdout.write(`${await makeKeyFile(second, values.out)}\n`);
    return exitCodes.done;
  }
  if (first === undefined || second !== undefined || !URL.canParse(first)) {
    throw new TypeError("one URL is needed; see --help");
  }
  return follow(first.replace(/\/+$/u, ""), values);
}

async function follow(server: string, values: Options): Promise<number> {
  const { evaluation, "key-file": keyFile, "log-key": given } = values;
  const every = Number(values.every);
  if (evaluation === undefined || keyFile === undefined || !(every > 0)) {
    throw new TypeError("--evaluation and --key-file are needed; see --help");
  }
  const address = `${server}/api/evaluations/${encodeURIComponent(evaluation)}`;
  const state = values.state ?? `witness-${evaluation}.json`;
  const own = await readKeyFile(keyFile);
  let kept = readKept(state);
  if (kept !== undefined && kept.address !== address) {
    throw new TypeError(`${state} is about ${kept.address}; give each log a --state of its own`);
  }
  if (kept?.alarm !== undefined) {
    process.stdout.write(`ALARM earlier; both heads are in ${kept.alarm}; nothing is cosigned\n`);
    return exitCodes.alarm;
  }
  for (;;) {
    const turn = await attempt(async () => {
      const logKeys = await logKeysFor(server, given, kept, say);
      for (const key of logKeys) parseVkey(key);
      const now = (): number => Math.floor(Date.now() / 1000);
      return takeTurn({ address, evaluation, logKeys, own, state, now }, kept);
    });
    const time = new Date().toISOString();
    if (typeof turn === "string") {
      say(`${time} nothing cosigned: ${turn}`);
      // What was seen is on disk all the same.
      kept = readKept(state);
      if (values.once) return exitCodes.unreachable;
    } else if (turn.kind === "alarm") {
      const { reason, place, reported } = turn;
      process.stdout.write(`${time} ALARM ${reason}; both heads are in ${place}; ${reported}\n`);
      return exitCodes.alarm;
    } else {
      ({ kept } = turn);
      process.stdout.write(`${time} ${turn.kind} ${turn.size}\n`);
      if (values.once) return exitCodes.done;
    }
    await pause(every * 1000);
  }
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

process.exitCode = await witness().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  return exitCodes.unreachable;
});
