import type { EventRecord } from "../contracts/record.ts";
import type { Bilingual } from "../law/profile.ts";

/** The checks of a bundle in the order in which they are made, each with its title for people. */
export const checkTitles = {
  container: { zh: "文件容器规范", en: "Container is canonical" },
  manifest: { zh: "清单与各文件哈希", en: "Manifest and files by hash" },
  events: { zh: "每条事件合乎格式", en: "Every event is well-formed and canonical" },
  sequence: { zh: "序号与记录名称", en: "Numbers and stream" },
  chain: { zh: "前后哈希相连", en: "Each event names the one before" },
  time: { zh: "时间不倒退", en: "Time never goes back" },
  root: { zh: "默克尔树根", en: "Merkle root" },
  checkpoint: { zh: "检查点签名", en: "Checkpoint signature" },
  witnesses: { zh: "见证方逐关会签", en: "Witnesses cosigned every gate" },
  rules: { zh: "规则与评标办法", en: "Rule profile and method" },
  commitments: { zh: "投标与评分的密封承诺", en: "Commitments of bids and sheets" },
  sealing: { zh: "评分何时由谁开启", en: "Who opened the sheets, and when" },
  execution: { zh: "重新执行全部命令", en: "Every command, decided again" },
  draw: { zh: "专家抽取可重做", en: "The draw, repeated" },
  totals: { zh: "由评分表重算总分", en: "Totals from the opened sheets" },
  report: { zh: "评标报告", en: "Report" },
  signatures: { zh: "成员签字齐全", en: "Every member signed or dissented" },
  recordings: { zh: "录像连续或缺口有因", en: "Recordings are whole, or say why not" },
  closed: { zh: "记录已归档关闭", en: "Stream is closed" },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type CheckName = keyof typeof checkTitles;

/**
 * What a check found, in words of both languages; where it failed, the words say at which place, and `seq` which event
 * that is where it is one.
 */
export type Finding = Readonly<{
  ok: boolean;
  detail: string;
  zh: string;
  seq?: number;
  /** Set where nothing could be looked at; `ok` is false then. */
  unmade?: true;
}>;
/**
 * How far a check could be made: of the whole record, of the part that is shown, or not at all. A redacted bundle leaves
 * something open, and what is not wrong there holds no further than its extent says; a broken one leaves open what
 * follows from what is missing, and that counts as not holding.
 */
export type Extent = "whole" | "part" | "none";
export type Check = Readonly<{ name: CheckName; extent: Extent }> & Omit<Finding, "unmade">;

export function pass(detail: string, zh: string): Finding {
  return { ok: true, detail, zh };
}

export function fail(detail: string, zh: string): Finding {
  return { ok: false, detail, zh };
}

/** Nothing can be said, because something before it is missing; what is not known to hold does not hold. */
export function unchecked(missing: Bilingual): Finding {
  return { ...fail(`not checked: ${missing.en}`, `未能核验:${missing.zh}`), unmade: true };
}

export const noManifest: Bilingual = { en: "there is no readable manifest", zh: "清单无法读取" };
export const noEvents: Bilingual = { en: "not every event can be read", zh: "有事件无法读取" };
export const noState: Bilingual = {
  en: "the events do not add up to an evaluation",
  zh: "各事件不能合成一次评审",
};

/** How an event is named in a finding. */
export function placeOf({ seq, event }: EventRecord): Bilingual {
  return { en: `event ${seq} (${event.type})`, zh: `第 ${seq} 条事件(${event.type})` };
}

/** A fault at an event. */
export function failAt(record: EventRecord, detail: string, zh: string): Finding {
  const place = placeOf(record);
  return { ...fail(`${place.en}: ${detail}`, `${place.zh}:${zh}`), seq: record.seq };
}
