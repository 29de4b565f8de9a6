import type { EventRecord } from "../../contracts/record.ts";
import { emptyRoot, hex } from "../../tlog/index.ts";
import { failAt, fail, noEvents, noManifest, pass, unchecked, type Finding } from "../check.ts";
import type { Manifest } from "../manifest.ts";

type Records = readonly EventRecord[] | undefined;

/** Events are numbered from 0 without a gap, all in the manifest's stream, which its first event opens. */
export function checkSequence(records: Records, manifest: Manifest | undefined): Finding {
  if (manifest === undefined) return unchecked(noManifest);
  if (records === undefined) return unchecked(noEvents);
  for (const [index, record] of records.entries()) {
    if (record.seq !== index)
      return failAt(record, `stands in place ${index}`, `位于第 ${index} 位`);
    if (record.stream !== manifest.stream) {
      return failAt(record, "belongs to another stream", "属于另一条记录");
    }
  }
  const opening = records[0]?.event;
  if (opening?.type !== "TenderOpened" || opening.evaluation !== manifest.evaluation) {
    return fail("the first event does not open this evaluation", "首条事件未开启本次评审");
  }
  if (records.length !== manifest.size) {
    const { size } = manifest;
    return fail(
      `${records.length} events, ${size} stated`,
      `实有 ${records.length} 条,清单称 ${size} 条`,
    );
  }
  return pass(`0 to ${records.length - 1}, none missing`, `0 至 ${records.length - 1},无缺漏`);
}

/** Each event names the leaf hash of the one before it. */
export function checkChain(records: Records, leaves: readonly Uint8Array[]): Finding {
  if (records === undefined) return unchecked(noEvents);
  let prev = hex(emptyRoot());
  for (const [index, record] of records.entries()) {
    if (record.prev !== prev) {
      return failAt(record, "does not name the event before it", "未指向其前一条事件");
    }
    const leaf = leaves[index];
    if (leaf === undefined) return unchecked(noEvents);
    prev = hex(leaf);
  }
  return pass(`${records.length} links`, `${records.length} 个环节相连`);
}

/** The server's clock never goes back within a stream. */
export function checkTime(records: Records): Finding {
  if (records === undefined) return unchecked(noEvents);
  let last = 0;
  for (const record of records) {
    if (record.at < last) return failAt(record, "is earlier than the one before", "早于其前一条");
    last = record.at;
  }
  return pass("never earlier than before", "无倒退");
}
