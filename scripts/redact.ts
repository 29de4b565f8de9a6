import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { redactBundle, verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { readArguments, runCommand } from "./verify/command.ts";
import { nodeSha256 } from "./verify/node-sha256.ts";
import { messageOf, readBounded, Unreadable } from "./verify/read-bounded.ts";

const HELP = `隐去证据包中的名称与发言 / Writes an evidence bundle with names and talk withheld.

  npm run -s redact -- BUNDLE.zip --out FILE [--salt HEX]

  --out FILE    写到何处 / where to write it
  --salt HEX    加在每个被隐去内容之前的 32 字节;不给则随机,并在标准错误输出
                32 bytes that are hashed with every withheld text; by chance without it, and told on standard error
  --help        本说明 / this text

盐须保密:知道盐的人可以逐一试出名称。Keep the salt: whoever has it can try names.
退出码 0:已写出;1:证据包未通过核验;2:无法读取或参数有误。
Exit code 0: written; 1: the bundle does not hold; 2: unreadable or bad arguments.
`;

const exitCodes = { written: 0, invalid: 1 } as const;

function readOptions() {
  return readArguments({
    allowPositionals: true,
    options: {
      out: { type: "string" },
      salt: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
}

async function redact(): Promise<number> {
  const { values, positionals } = readOptions();
  if (values.help) {
    process.stdout.write(HELP);
    return exitCodes.written;
  }
  const { out, salt = randomBytes(32).toString("hex") } = values;
  const [path, ...rest] = positionals;
  if (path === undefined || out === undefined || rest.length > 0) {
    throw new Unreadable("one BUNDLE and --out FILE are needed; see --help");
  }
  if (!/^[0-9a-f]{64}$/u.test(salt)) throw new Unreadable("--salt: 64 lower-case hex digits");
  const bundle = readBounded(path);
  const { ok, withheld } = await verifyBundle(bundle, { algorithm: nodeSha256 });
  if (!ok || withheld !== undefined) {
    process.stderr.write(`${path}: not a whole bundle that holds / 不是核验通过的完整证据包\n`);
    return exitCodes.invalid;
  }
  try {
    writeFileSync(out, redactBundle(bundle, salt, nodeSha256));
  } catch (error) {
    throw new Unreadable(messageOf(error));
  }
  if (values.salt === undefined) process.stderr.write(`salt ${salt}\n`);
  return exitCodes.written;
}

await runCommand(redact);
