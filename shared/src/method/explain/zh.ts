import type { RoundingMode } from "../rounding.ts";
import type { Phrases } from "./phrases.ts";

const modes: { readonly [Mode in RoundingMode]: string } = {
  "half-up": "四舍五入",
  "half-even": "四舍六入五成双",
  down: "舍去",
  up: "进位",
};

export const zh: Phrases = {
  bid: (id) => `投标 ${id}`,
  quoted: (price) => `报价 ${price}`,
  evaluatedPrice: "评审价",
  kind: { subjective: "主观分", objective: "客观分", "pass-fail": "符合性" },
  item: (id, kind, max) => `${id}（${kind}，满分 ${max}）`,
  vote: (id, passes, fails, failed) =>
    `${id}：${passes} 人通过，${fails} 人不通过，${failed ? "不通过" : "通过"}`,
  marks: "打分",
  nobody: "无人打分，不计入总分",
  memberLeftOut: (member) => `${member} 的评分与全体偏离最大，整份不计`,
  aggregate: {
    mean: "平均分",
    median: "中位数",
    "trimmed-mean": "去掉最高最低后的平均分",
    "drop-member": "平均分",
    "rank-sum": "平均分",
  },
  contribution: "得分",
  rounded: (places, mode) => `（${modes[mode]}，保留 ${places} 位小数）`,
  lowestPrice: "最低评审价",
  base: {
    stated: "评标基准价（招标文件规定）",
    mean: "评标基准价（平均价）",
    "mean-by-count": "评标基准价（按家数去掉最高最低后的平均价）",
    "two-pass-mean": "评标基准价（二次平均）",
    weighted: "评标基准价（控制价与平均价加权）",
  },
  baseUsed: "参与平均的评审价",
  baseDropped: "不参与平均的评审价",
  deviation: "偏差率",
  counts: (value) => `按 ${value}% 计`,
  pricePoints: "报价分",
  noSaving: "无人低于最高限价，报价分为 0",
  floorReached: (floor) => `低于下限，按下限 ${floor} 计`,
  timesFactor: "报价分 × 系数",
  given: "既定分",
  memberRank: (member, own, rank) => `${member}：合计 ${own}，排第 ${rank}`,
  meanRank: "名次平均",
  total: "总分",
  rank: (rank, joint) => (joint ? `排名：并列第 ${rank}` : `排名：第 ${rank}`),
  rejected: (reason) => `否决：${reason}`,
  warnings: "提示",
  separator: "，",
  colon: "：",
};
