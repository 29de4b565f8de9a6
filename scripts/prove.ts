import { writeFileSync } from "node:fs";
import { proveEvent, verifyEventProof } from "@yuanping/shared/evidence/index.ts";
import { readArguments, runCommand } from "./verify/command.ts";
import { nodeSha256 } from "./verify/node-sha256.ts";
import { messageOf, readBounded, Unreadable } from "./verify/read-bounded.ts";

const HELP = `证明一条事件在签名的记录之中 / Proves that one event stands in the signed record.

  npm run -s prove -- BUNDLE.zip N [--out FILE] [--event FILE]

  N             事件序号,从 0 起 / the event's number, from 0
  --out FILE    证明文件(C2SP tlog-proof);不给则写到标准输出
                the proof (C2SP tlog-proof); without it, on standard output
  --event FILE  同时写出该事件的原文,核验时需要
                also writes the event's own text, which whoever checks the proof needs
  --help        本说明 / this text

核验 / To check it:  npm run -s verify -- --proof FILE --event FILE [--key VKEY]

退出码 0:已写出;1:包中没有这条事件,或包不能证明它;2:无法读取或参数有误。
Exit code 0: written; 1: the bundle has no such event, or cannot prove it; 2: unreadable or bad arguments.
`;

const exitCodes = { proven: 0, unproven: 1 } as const;

function readOptions() {
  return readArguments({
    allowPositionals: true,
    options: {
      out: { type: "string" },
      event: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
}

function written(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new Unreadable(messageOf(error));
  }
}

async function prove(): Promise<number> {
  const { values, positionals } = readOptions();
  if (values.help) {
    process.stdout.write(HELP);
    return exitCodes.proven;
  }
  const [path, place = "", ...rest] = positionals;
  if (path === undefined || !/^(?:0|[1-9][0-9]{0,14})$/u.test(place) || rest.length > 0) {
    throw new Unreadable("one BUNDLE and the number of an event are needed; see --help");
  }
  const bundle = readBounded(path);
  try {
    const made = proveEvent(bundle, Number(place), nodeSha256);
    // Whoever is handed the proof checks it; a proof that would fail there is none.
    await verifyEventProof(made, undefined);
    if (values.event !== undefined) written(values.event, `${made.event}\n`);
    if (values.out === undefined) process.stdout.write(made.proof);
    else written(values.out, made.proof);
    return exitCodes.proven;
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    process.stderr.write(`${messageOf(error)}\n`);
    return exitCodes.unproven;
  }
}

await runCommand(prove);
