import {
  checkTitles,
  type BidTotal,
  type Verification,
  type WitnessedGate,
} from "@yuanping/shared/evidence/index.ts";
import { parseVkey } from "@yuanping/shared/tlog/index.ts";
import { checkDocuments, documentsText } from "./verify/documents.ts";
import { drawTable, verifyDrawFiles } from "./verify/draw-files.ts";
import { proofLine, verifyProofFiles } from "./verify/event-proof.ts";
import { checkRecordings, recordingsText } from "./verify/recordings.ts";
import { readArguments } from "./verify/command.ts";
import { messageOf, Unreadable } from "./verify/read-bounded.ts";
import { verifyFile } from "./verify/verify-file.ts";

const HELP = `核验一个证据包 / Verifies an evidence bundle.

  npm run -s verify -- BUNDLE.zip [--recordings DIR] [--documents DIR] [--key VKEY]... [--json] [--lang zh|en]
  npm run -s verify -- --proof FILE --event FILE [--key VKEY]... [--json] [--lang zh|en]
  npm run -s verify -- --draw FILE --pool FILE [--key VKEY]... [--json] [--lang zh|en]

  --key VKEY   信任的记录公钥(可多次);包必须由其中之一签名
               a log key you trust (repeatable); one of them must have signed the bundle
  --recordings DIR 同时按哈希核对该目录中的录像 / also checks the recordings in this folder by hash
  --documents DIR 同时按哈希核对该目录中的投标文件,文件名不限
               also checks the bids' documents in this folder by hash, whatever they are called
  --proof FILE 一条事件的证明(见 prove) / the proof of one event (see prove)
  --event FILE 该事件的原文 / that event's own text
  --draw FILE  一次抽取的记录 transcript.json / the transcript of a draw by itself
  --pool FILE  该次抽取的名单 pool.ndjson / the pool that it was drawn from
  --json       输出一个 JSON 对象 / one JSON object on standard output
  --lang LANG  表格语言,默认 zh / language of the table, zh by default
  --help       本说明 / this text

退出码 0:全部通过;1:有一项或多项不符;2:无法读取(不存在、为空、不是 zip)或参数有误。
Exit code 0: everything holds; 1: something does not; 2: unreadable (missing, empty, no zip) or bad arguments.
`;

const exitCodes = { valid: 0, invalid: 1, unreadable: 2 } as const;
type Language = "zh" | "en";

function readOptions() {
  const { values, positionals } = readArguments({
    allowPositionals: true,
    options: {
      key: { type: "string", multiple: true },
      proof: { type: "string" },
      event: { type: "string" },
      draw: { type: "string" },
      pool: { type: "string" },
      recordings: { type: "string" },
      documents: { type: "string" },
      json: { type: "boolean", default: false },
      lang: { type: "string", default: "zh" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  return { ...values, positionals };
}

function languageOf(text: string): Language {
  if (text === "zh" || text === "en") return text;
  throw new Unreadable(`--lang: ${JSON.stringify(text)} is neither zh nor en`);
}

function requireKeys(keys: readonly string[]): void {
  for (const key of keys) {
    try {
      parseVkey(key);
    } catch (error) {
      throw new Unreadable(`--key ${key}: ${messageOf(error)}`);
    }
  }
}

const words = {
  zh: {
    passed: "通过",
    part: "部分",
    none: "隐去",
    failed: "不符",
    unmade: "未核验",
    valid: "全部通过:本包与其签名、规则和每一步决定相符。",
    redacted:
      "没有发现不符。本包隐去了部分内容:标为“部分”的各项仅就公开部分成立,“隐去”的一项无从核验;要完整核验,须有完整的证据包。",
    invalid: "核验未通过:见上面标为“不符”的各项。",
    rejected: "否决",
    gates: "见证关口",
    seats: { supervisor: "监督", witness: "见证" },
    standIn: "(代)",
    result: "结果",
  },
  en: {
    passed: "ok",
    part: "in part",
    none: "withheld",
    failed: "FAILED",
    unmade: "not made",
    valid: "Everything holds: signature, rules and every decision agree with the record.",
    redacted:
      "Nothing is wrong. Some of the record is withheld: what is marked in part holds for what is shown, and what is marked withheld was not checked. Only the whole bundle can be checked in full.",
    invalid: "Not valid: see the checks marked FAILED.",
    rejected: "rejected",
    gates: "Gates",
    seats: { supervisor: "supervisor", witness: "witness" },
    standIn: " (substitute)",
    result: "Result",
  },
} as const;

const extents = { whole: "passed", part: "part", none: "none" } as const;

function tableOf(
  { ok, checks, evaluation, size, totals, gates = [], withheld }: Verification,
  lang: Language,
): string {
  const say = words[lang];
  const titleWidth = Math.max(...checks.map(({ name }) => columns(checkTitles[name][lang])));
  const rows = checks.map((check) => {
    const wrong = check.extent === "none" ? say.unmade : say.failed;
    const verdict = padded(check.ok ? say[extents[check.extent]] : wrong, 10);
    const title = padded(checkTitles[check.name][lang], titleWidth + 2);
    return `${verdict}${title}${printable(lang === "zh" ? check.zh : check.detail)}`;
  });
  return [
    ...(evaluation === undefined ? [] : [`${evaluation} (${size ?? 0})`]),
    ...rows,
    ...(gates.length === 0 ? [] : ["", say.gates, ...gates.map((gate) => gateOf(gate, lang))]),
    ...(totals === undefined ? [] : ["", say.result, ...totals.map((row) => totalOf(row, lang))]),
    "",
    ok ? (withheld === undefined ? say.valid : say.redacted) : say.invalid,
    "",
  ].join("\n");
}

function gateOf({ gate, size, by }: WitnessedGate, lang: Language): string {
  const { seats, standIn } = words[lang];
  const cosigned = by.map(({ seat, party, size: head }) => {
    const who = party === seat ? seats[seat] : `${seats[seat]}${standIn}`;
    return `${who} @${head}`;
  });
  return printable(`${String(size).padStart(6)}  ${padded(gate, 16)}${cosigned.join(", ")}`);
}

function totalOf(row: BidTotal, lang: Language): string {
  const place = row.status === "ranked" ? `${row.rank}` : "-";
  const total = row.status === "ranked" ? row.total : words[lang].rejected;
  return printable(`${place.padStart(4)}  ${padded(row.bid, 8)}${padded(total, 12)}${row.name}`);
}

/** Text from a bundle may come from anyone: control characters never reach the terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "?");
}

function printableLines(text: string): string {
  return text.split("\n").map(printable).join("\n");
}

/** Columns on a terminal, where a Chinese character takes two. */
function columns(text: string): number {
  return text.length + (text.match(/[\u1100-\uffe6]/gu)?.length ?? 0);
}

function padded(text: string, width: number): string {
  return text + " ".repeat(Math.max(1, width - columns(text)));
}

async function verify(): Promise<number> {
  const options = readOptions();
  const { positionals, key, proof, event, draw, pool, recordings, json, lang, help } = options;
  if (help) {
    process.stdout.write(HELP);
    return exitCodes.valid;
  }
  const language = languageOf(lang);
  requireKeys(key ?? []);
  if (proof !== undefined || event !== undefined) {
    if (proof === undefined || event === undefined || positionals.length > 0) {
      throw new Unreadable("--proof and --event go together, without a BUNDLE; see --help");
    }
    const proven = await verifyProofFiles({ proof, event, keys: key });
    const line = json ? JSON.stringify(proven) : printable(proofLine(proven, language === "zh"));
    process.stdout.write(`${line}\n`);
    return proven.ok ? exitCodes.valid : exitCodes.invalid;
  }
  if (draw !== undefined || pool !== undefined) {
    if (draw === undefined || pool === undefined || positionals.length > 0) {
      throw new Unreadable("--draw and --pool go together, without a BUNDLE; see --help");
    }
    const checks = await verifyDrawFiles({ transcript: draw, pool, keys: key });
    const ok = checks.every((check) => check.ok !== false);
    process.stdout.write(
      json
        ? `${JSON.stringify({ ok, checks })}\n`
        : printableLines(drawTable(checks, lang === "zh")),
    );
    return ok ? exitCodes.valid : exitCodes.invalid;
  }
  const [path, ...rest] = positionals;
  if (path === undefined || rest.length > 0)
    throw new Unreadable("one BUNDLE is needed; see --help");
  const found = await verifyFile(path, key === undefined ? {} : { trustedKeys: key });
  const files =
    recordings === undefined || found.recordings === undefined
      ? undefined
      : await checkRecordings(found.recordings, recordings);
  const papers =
    options.documents === undefined || found.documents === undefined
      ? undefined
      : await checkDocuments(found.documents, options.documents);
  if (json) {
    const more = {
      ...(files === undefined ? {} : { files }),
      ...(papers === undefined ? {} : { papers }),
    };
    process.stdout.write(`${JSON.stringify({ ...found, ...more })}\n`);
  }
  if (!found.readable) {
    if (!json) process.stderr.write(`${path}: not an evidence bundle / 不是证据包\n`);
    return exitCodes.unreadable;
  }
  if (!json) process.stdout.write(tableOf(found, language));
  if (!json && files !== undefined) {
    process.stdout.write(recordingsText(files, language === "zh"));
  }
  if (!json && papers !== undefined) {
    process.stdout.write(printableLines(documentsText(papers, language === "zh")));
  }
  const isRecorded = recordings === undefined || files?.ok === true;
  const isFiled = options.documents === undefined || papers?.ok === true;
  return found.ok && isRecorded && isFiled ? exitCodes.valid : exitCodes.invalid;
}

try {
  process.exitCode = await verify();
} catch (error) {
  if (!(error instanceof Unreadable)) throw error;
  if (process.argv.includes("--json")) {
    const nothing = { ok: false, readable: false, checks: [], reason: error.message };
    process.stdout.write(`${JSON.stringify(nothing)}\n`);
  }
  process.stderr.write(`${printable(error.message)}\n`);
  process.exitCode = exitCodes.unreadable;
}
