import type { Report } from "./compose.ts";

/** What one form of the report calls things, and how it is laid out. */
export type ReportWords = Readonly<{
  /** The page's head besides its charset and title. */
  head: string;
  bid: (id: string) => string;
  seat: (seat: string) => string;
  channel: (channel: keyof typeof channels) => string;
  declined: (code: keyof typeof declined) => string;
  left: (reason: keyof typeof left) => string;
  correction: (code: keyof typeof corrections) => string;
}>;

/**
 * Of a report's own form. The first form calls things as the record does and stays as it is to the byte, because such
 * reports have been signed; the second says a bidder's name beside the number, and words in place of codes.
 */
export function wordsOf({ format, bidders }: Report): ReportWords {
  if (format === "evaluation-report/1") return asRecorded;
  const names = new Map(bidders.map(({ id, name }) => [id, name]));
  return {
    head: `<meta name="viewport" content="width=device-width,initial-scale=1">${style}`,
    bid: (id) => {
      const name = names.get(id);
      return name === undefined ? id : `${id} ${name}`;
    },
    seat: (seat) => (seat === "owner-representative" ? "招标人代表" : seat),
    channel: (channel) => channels[channel],
    declined: (code) => declined[code],
    left: (reason) => left[reason],
    correction: (code) => `${code} ${corrections[code]}`,
  };
}

const itself = (word: string): string => word;

const asRecorded: ReportWords = {
  head: `\n<style>body{font:15px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:2em auto;max-width:60em;color:#1b2330}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}th,td{border:1px solid #c8cdd5;padding:.3em .6em;text-align:left}h1{font-size:24px}h2{font-size:18px}</style>`,
  bid: itself,
  seat: itself,
  channel: itself,
  declined: itself,
  left: itself,
  correction: itself,
};

/** Wide tables scroll by themselves on a narrow screen; on paper no row is torn, and heads come again on every page. */
const style = [
  "\n<style>",
  `body{font:15px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:2em auto;padding:0 1em;max-width:60em;color:#1b2330;background:#fff}`,
  "table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}",
  "th,td{border:1px solid #c8cdd5;padding:.3em .6em;text-align:left;vertical-align:top;min-width:4.5em;overflow-wrap:anywhere}",
  "th{background:#f2f4f7}h1{font-size:24px}h2{font-size:18px;margin-top:1.6em;break-after:avoid}",
  "@media screen and (max-width:720px){body{margin:1em auto}table{display:block;overflow-x:auto}thead+tbody td{min-width:8em}}",
  "@media print{@page{margin:18mm}body{margin:0;padding:0;max-width:none;font-size:12px}tr{break-inside:avoid}}",
  "</style>",
].join("");

const channels = { console: "系统记录", mail: "邮件", webhook: "短信或语音" } as const;

const declined = {
  time: "时间冲突",
  health: "身体原因",
  travel: "路途原因",
  conflict: "可能存在利害关系",
  "left-post": "已离岗",
  other: "其他原因",
} as const;

const left = {
  recusal: "回避",
  "left-post": "离岗",
  health: "健康原因",
  absence: "缺席",
  declined: "谢绝",
  "no-answer": "逾期未答",
} as const;

const corrections = {
  "03": "分值汇总计算错误",
  "04": "分项评分超出标准范围",
  "05": "客观评分不一致",
  "06": "经评委会认定畸高、畸低",
} as const;
