import { beijingTime } from "./beijing-time.ts";
import type { Stage } from "../../contracts/stages.ts";
import type { Report } from "./compose.ts";
import { wordsOf, type ReportWords } from "./words.ts";

/** The report as one self-contained HTML page in Chinese, for reading and printing; a pure function of the data. */
export function renderReport(report: Report): string {
  const words = wordsOf(report);
  return [
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>评标报告 ${text(report.tender.title)}</title>${words.head}</head><body>`,
    `<h1>评标报告</h1>`,
    section("一、基本情况", table([], basics(report))),
    section(
      "二、评标委员会",
      table(["代码", "专业", "状态", "组长", "录制"], members(report, words)),
    ),
    section(
      "三、投标人与开标记录",
      table(["编号", "投标人", "投标报价", "既定分值"], bidders(report)),
    ),
    section(
      "四、否决投标",
      table(["编号", "评审项", "否决/通过", "理由"], rejections(report, words)),
    ),
    section(
      "五、评分比较",
      table(["编号", "分项得分", "价格分", "总分", "排名"], scores(report, words)),
    ),
    section("六、成员打分", table(["成员", "编号", "打分"], marks(report, words))),
    section("七、推荐的中标候选人", paragraph(report.candidates.map(words.bid).join("、"))),
    section("八、提示与说明", table(["提示", "成员", "说明"], warnings(report))),
    section(
      "九、更正",
      table(
        ["成员", "编号/评分项", "更正前", "更正后", "理由代码", "理由"],
        corrections(report, words),
      ),
    ),
    section(
      "十、监督记录",
      table(
        ["类别", "内容"],
        report.supervision.map((n) => [noticeNames[n.kind], n.text]),
      ),
    ),
    ...calledUp(report, words),
    ...extensions(report),
    ...recusals(report, words),
    ...reopenings(report, words),
    "</body></html>",
  ].join("\n");
}

/** Who did not judge which bid; their marks are missing there, and count as none. */
function recusals({ recusals: all }: Report, words: ReportWords): string[] {
  if (all === undefined) return [];
  const rows = all.map(({ member, bid }) => [`专家${member}`, words.bid(bid)]);
  return [section("对个别投标的回避", table(["成员", "投标"], rows))];
}

/** The call-up record, where the tender called its members up. */
function calledUp({ callUp }: Report, words: ReportWords): string[] {
  if (callUp === null) return [];
  const { lines, declined, silent, absent, redraws, limit } = callUp;
  const counts = `谢绝 ${declined} 人,逾期未答 ${silent} 人,缺席 ${absent} 人;补抽 ${redraws} 轮(提示线 ${limit} 人)。`;
  const rows = lines.map(({ code, round, at, calls, answer, declined: why, left }) => [
    `专家${code}`,
    String(round),
    beijingTime(at),
    calls
      .map(({ channel, outcome }) => `${words.channel(channel)} ${callOutcomes[outcome]}`)
      .join(";"),
    answer === null ? "未答复" : `${answers[answer.kind]} ${beijingTime(answer.at)}`,
    why === null ? leftFor(left, words) : `${words.declined(why.code)} ${why.text}`,
  ]);
  return [
    section(
      "十一、专家通知与补抽",
      paragraph(counts) +
        table(["代码", "轮次", "抽取时间(北京时间)", "渠道", "答复", "事由"], rows),
    ),
  ];
}

function leftFor(left: CallLine["left"], words: ReportWords): string {
  return left === null ? "" : words.left(left.reason);
}

type CallLine = NonNullable<Report["callUp"]>["lines"][number];

const callOutcomes = { sent: "已送出", failed: "未送达", "no-address": "无地址" } as const;
const answers = { accepted: "接受", declined: "谢绝", "no-answer": "逾期未答" } as const;

const noticeNames: Readonly<Record<Report["supervision"][number]["kind"], string>> = {
  note: "提示",
  warning: "警示",
  pause: "暂停",
  resume: "恢复",
  termination: "终止",
  "speak-in": "喊话",
};

const stageNames: Readonly<Record<Stage, string>> = {
  draw: "抽取",
  "check-in": "签到",
  unsealing: "解封",
  "lead-election": "推选组长",
  "preliminary-review": "初步评审",
  scoring: "详细评审",
  "re-check": "复核",
  signing: "签署",
  signed: "已签署",
  archived: "已归档",
  terminated: "已终止",
};

const statusNames: Readonly<Record<Report["panel"][number]["status"], string>> = {
  drawn: "已抽取",
  "checked-in": "已签到",
  admitted: "在席",
  out: "已更换",
};

function basics({ tender, evaluation, draw, numbers = [] }: Report): string[][] {
  return [
    ["项目名称", tender.title],
    ["项目编号", tender.number],
    ["标段", tender.lot],
    ["招标人", tender.owner],
    ["代理机构", tender.agency],
    ["适用规则", `${tender.profile.name.zh} ${tender.profile.version}`],
    ["评审编号", evaluation],
    ["抽取", draw === null ? "" : drawnText(draw)],
    ...numbers.map(({ name, from, values }) => [
      `抽取:${numberNames[name] ?? name}`,
      `${values.join("、")}(在 ${from.join("、")} 中随机抽取)`,
    ]),
  ];
}

const numberNames: Readonly<Record<string, string>> = {
  desk: "工位(按成员代码的次序)",
  k: "系数 K",
  c: "系数 C",
  drop: "下浮系数(%)",
  above: "高于基准价每 1% 扣分",
  below: "低于基准价每 1% 扣分",
};

function members({ panel }: Report, words: ReportWords): string[][] {
  return panel.map(({ code, seat, status, lead, consent }) => [
    `专家${code}`,
    words.seat(seat),
    statusNames[status],
    lead ? "组长" : "",
    consent === null ? "" : `已同意(文本第 ${consent} 版)`,
  ]);
}

function bidders({ bidders: all, bids }: Report): string[][] {
  return all.map(({ id, name }) => {
    const bid = bids.find((candidate) => candidate.id === id);
    const given = Object.entries(bid?.given ?? {}).map(([key, value]) => `${key} ${value}`);
    return [id, name, bid?.price ?? "", given.join(" ")];
  });
}

function rejections({ rejected }: Report, words: ReportWords): string[][] {
  return rejected.flatMap(({ bid, items }) =>
    items.map(({ item, fail, pass, reasons }) => [
      words.bid(bid),
      item,
      `${fail}/${pass}`,
      reasons.join(";"),
    ]),
  );
}

function scores({ outcome, ranking, method }: Report, words: ReportWords): string[][] {
  return ranking.map(({ bid, rank, total }) => {
    const found = outcome?.bids[bid];
    if (found?.status !== "ranked") return [words.bid(bid), "", "", total, String(rank)];
    const items = method.items.flatMap(({ id }) => {
      const points = found.items[id];
      return points === undefined ? [] : [`${id} ${points}`];
    });
    return [words.bid(bid), items.join(" "), found.price ?? "", total, String(rank)];
  });
}

function marks({ marks: byMember, bidders: all, method }: Report, words: ReportWords): string[][] {
  return Object.entries(byMember).flatMap(([member, byBid]) =>
    all.flatMap(({ id: bid }) => {
      const row = byBid[bid];
      if (row === undefined) return [];
      const given = method.items.filter((item) => item.kind !== "pass-fail");
      const points = given.map(({ id }) => `${id} ${row[id] ?? "—"}`);
      return [[`专家${member}`, words.bid(bid), points.join(" ")]];
    }),
  );
}

function warnings({ warnings: all }: Report): string[][] {
  return all.map(({ text: said, member, answer }) => [
    said,
    member === undefined ? "" : `专家${member}`,
    answer === null ? "" : `专家${answer.member}:${answer.text}`,
  ]);
}

function corrections({ corrections: all }: Report, words: ReportWords): string[][] {
  return all.map(({ member, bid, item, before, after, code, reason }) => [
    `专家${member}`,
    `${bid}/${item}`,
    before ?? "—",
    after,
    words.correction(code),
    reason,
  ]);
}

function extensions({ extensions: all }: Report): string[] {
  if (all === undefined) return [];
  const rows = all.map(({ before, after, votes, of }) => [
    beijingTime(before),
    beijingTime(after),
    `${votes}/${of}`,
  ]);
  return [
    section(
      "十二、打分时间的延长",
      table(["原截止时间", "新截止时间", "提出时间不够的成员"], rows),
    ),
  ];
}

function reopenings({ reopenings: all }: Report, words: ReportWords): string[] {
  if (all === undefined) return [];
  const kept = all.kept.map(({ cause, result, report }) => [
    cause.kind === "rollback"
      ? `回退 第 ${cause.request.number} 号 ${stageNames[cause.request.from]} → ${stageNames[cause.request.to]}`
      : `复议 ${cause.code}`,
    cause.kind === "rollback" ? cause.request.reason : cause.reason,
    result === null ? "—" : `第 ${result.version} 版 ${ranked(result.outcome, words)}`,
    report ?? "—",
  ]);
  const sheets = all.kept.flatMap(({ cause }) =>
    cause.kind === "rollback" ? cause.sheets.map((sheet) => keptSheet(cause, sheet, words)) : [],
  );
  const refused = all.refused.map(({ number, reason, answer }) => [
    String(number),
    reason,
    answer.reason,
  ]);
  return [
    section("十三、回退与复议", table(["事由", "理由", "其时结果", "其时报告"], kept)),
    section("十四、回退时的评分表", table(["申请", "成员", "轮次", "承诺", "打分"], sheets)),
    section("十五、未获批准的回退申请", table(["申请", "理由", "监督意见"], refused)),
  ];
}

type Rollback = Extract<
  NonNullable<Report["reopenings"]>["kept"][number]["cause"],
  { kind: "rollback" }
>;

function keptSheet(
  { request }: Rollback,
  { member, round, commitment, marks }: Rollback["sheets"][number],
  words: ReportWords,
): string[] {
  const given = Object.entries(marks ?? {}).map(([bid, row]) => {
    const points = Object.entries(row).map(([item, mark]) => `${item} ${mark ?? "—"}`);
    return `${words.bid(bid)}: ${points.join(" ")}`;
  });
  const said = marks === null ? "未公开,仍以密文留存" : given.join(";");
  return [String(request.number), `专家${member}`, String(round), commitment, said];
}

function ranked({ bids }: NonNullable<Report["outcome"]>, words: ReportWords): string {
  return Object.entries(bids)
    .map(([bid, found]) =>
      found.status === "ranked"
        ? `${words.bid(bid)} ${found.total}(第 ${found.rank})`
        : `${words.bid(bid)} 否决`,
    )
    .join(";");
}

function section(title: string, body: string): string {
  return `<h2>${text(title)}</h2>${body}`;
}

function paragraph(body: string): string {
  return `<p>${text(body === "" ? "无" : body)}</p>`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return paragraph("");
  const heading = head.map((cell) => `<th scope="col">${text(cell)}</th>`).join("");
  const body = rows
    .map((row) => `<tr>${row.map((cell) => `<td>${text(cell)}</td>`).join("")}</tr>`)
    .join("");
  return `<table>${head.length === 0 ? "" : `<thead><tr>${heading}</tr></thead>`}<tbody>${body}</tbody></table>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function text(value: string): string {
  return value.replace(/[&<>"']/g, (char) => entities[char] ?? char);
}

/** Under weights a composition holds as many numbers as its weight. */
function drawnText({ panels, N, U }: NonNullable<Report["draw"]>): string {
  return panels === N
    ? `合法组成共 ${N} 种,抽中第 ${U} 种(从 0 计)`
    : `合法组成共 ${panels} 种,为机会均等合计 ${N} 个号,抽中 ${U} 号(从 0 计)`;
}
