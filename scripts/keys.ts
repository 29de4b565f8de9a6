import { parseArgs } from "node:util";
import { logKeysOf } from "../server/src/change-log-key.ts";
import { readConfig, type Config } from "../server/src/config.ts";

const HELP = `显示或更换记录公钥 / Shows the log's keys, or has another one take over.

  npm run -s keys -- show      按先后列出曾用和现用的公钥 / every key that has signed, the newest last
  npm run -s keys -- change    更换:旧公钥与新公钥共同签署更换声明,旧私钥随即销毁
                               another key takes over, by a statement that both sign; the former private key is gone

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
  if ((what !== "show" && what !== "change") || rest.length > 0) {
    throw new TypeError("show or change is needed; see --help");
  }
  const config: Config = readConfig(process.env);
  try {
    const vkeys = await logKeysOf(config, { change: what === "change" });
    process.stdout.write(vkeys.map((vkey) => `${vkey}\n`).join(""));
    return exitCodes.done;
  } catch (error) {
    say(error);
    return exitCodes.failed;
  }
}

function say(what: unknown): void {
  process.stderr.write(`${what instanceof Error ? what.message : String(what)}\n`);
}

process.exitCode = await keys().catch((error: unknown) => {
  say(error);
  return exitCodes.wrong;
});
