import { parseArgs } from "node:util";
import { explainLaidOut, outcomeOf } from "@yuanping/shared/method/index.ts";
import type { Language } from "@yuanping/shared/method/index.ts";
import { InputProblem } from "./score/input-problem.ts";
import { readCase } from "./score/read-case.ts";

const HELP = `计算一次评审的得分与排名 / Computes the points and ranks of one evaluation.

  npm run -s score -- FILE [--explain] [--lang zh|en]

  FILE         evaluation-case/1 文件(JSON):投标、评审项、评标办法、打分
               an evaluation-case/1 file (JSON): bids, items, method, marks
  --explain    逐步写出每份投标的计算过程,不输出 JSON
               every step of every bid in words instead of the JSON object
  --lang LANG  计算过程的语言,默认 zh / language of --explain, zh by default
  --help       本说明 / this text

标准输出:一个 JSON 对象 {"bids", "warnings"}。所有数字都是十进制字符串,计算精确。
Standard output: one JSON object {"bids", "warnings"}; numbers are decimal strings, exactly computed.
退出码 0:已计算;2:文件或参数有误,未作任何计算,标准错误给出出错值的路径。
Exit code 0: computed; 2: bad file or arguments, nothing was computed, standard error names the path.
`;

const REFUSED = 2;

type Options = { readonly file: string; readonly explain: boolean; readonly language: Language };

const readArguments = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        explain: { type: "boolean", default: false },
        lang: { type: "string", default: "zh" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    throw new InputProblem(error instanceof Error ? error.message : String(error));
  }
};

const checkedOptions = ({ values, positionals }: ReturnType<typeof readArguments>): Options => {
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) {
    throw new InputProblem("exactly one FILE is needed; see --help");
  }
  if (values.lang !== "zh" && values.lang !== "en") {
    throw new InputProblem(`--lang: ${JSON.stringify(values.lang)} is neither zh nor en`);
  }
  return { file, explain: values.explain, language: values.lang };
};

const score = ({ file, explain, language }: Options): void => {
  const evaluation = readCase(file);
  process.stderr.write(`${evaluation.bids.length} bids, ${evaluation.items.length} items\n`);
  process.stdout.write(
    explain
      ? explainLaidOut(evaluation, language)
      : `${JSON.stringify(outcomeOf(evaluation), null, 2)}\n`,
  );
};

try {
  const options = readArguments();
  if (options.values.help) process.stdout.write(HELP);
  else score(checkedOptions(options));
} catch (error) {
  if (!(error instanceof InputProblem)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = REFUSED;
}
