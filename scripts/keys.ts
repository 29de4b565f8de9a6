import { parseArgs } from "node:util";
import { logKeysOf } from "../server/src/change-log-key.ts";
import { changeMasterKey } from "../server/src/change-master-key.ts";
import { readConfig, type Config } from "../server/src/config.ts";

const HELP = `显示或更换记录公钥,或更换主密钥
Shows the log's keys, has another one take over, or changes the master key.

  npm run -s keys -- show           按先后列出曾用和现用的公钥 / every key that has signed, the newest last
  npm run -s keys -- change         更换记录公钥:新旧公钥共同签署更换声明,旧私钥随即销毁
                                    another log key takes over, by a statement that both sign; the former private
                                    key is gone
  npm run -s keys -- change-master  更换主密钥(KEY_FILE):全部机密改由新密钥封存;旧文件改名为 KEY_FILE.former-日期-指纹
                                    another master key takes the place of that in KEY_FILE, and everything secret is
                                    sealed anew; the former file stays as KEY_FILE.former-DATE-FINGERPRINT. Prints
                                    the new key's fingerprint

环境变量与启动时相同(DATA_DIR、DATABASE_URL、KEY_FILE)。更换前须停止所有节点。
The settings are those of a start (DATA_DIR, DATABASE_URL, KEY_FILE). Stop every node before a change.
退出码 0:完成;1:未完成,一切如旧;2:参数或设置有误。
Exit code 0: done; 1: not done, everything is as it was; 2: bad arguments or settings.
`;

const exitCodes = { done: 0, failed: 1, wrong: 2 } as const;

async function keys(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: "boolean", short: "h", default: false } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return exitCodes.done;
  }
  const [what, ...rest] = positionals;
  if (!isTask(what) || rest.length > 0) {
    throw new TypeError("show, change or change-master is needed; see --help");
  }
  const config: Config = readConfig(process.env);
  try {
    await tasks[what](config);
    return exitCodes.done;
  } catch (error) {
    say(error);
    return exitCodes.failed;
  }
}

const tasks = {
  show: async (config: Config) => printLines(await logKeysOf(config, { change: false })),
  change: async (config: Config) => printLines(await logKeysOf(config, { change: true })),
  "change-master": async (config: Config) => {
    const { current, former, formerFile, altered } = await changeMasterKey(config);
    printLines([current]);
    say(`主密钥已更换,原指纹 ${former};原文件:${formerFile}。请将 KEY_FILE 复制到其他节点和备份处。
The master key was changed; the former one was ${former}, its file is ${formerFile}. Bring KEY_FILE to the other nodes and
to where its copy is kept; the former file opens backups made before, and nothing else.`);
    for (const what of altered) say(`未改动 / left as it is: ${what}`);
  },
} as const;

function isTask(what: string | undefined): what is keyof typeof tasks {
  return what !== undefined && Object.hasOwn(tasks, what);
}

function printLines(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(""));
}

function say(what: unknown): void {
  process.stderr.write(`${what instanceof Error ? what.message : String(what)}\n`);
  if (what instanceof Error && what.cause !== undefined) say(what.cause);
}

process.exitCode = await keys().catch((error: unknown) => {
  say(error);
  return exitCodes.wrong;
});
