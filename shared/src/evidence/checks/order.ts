import { emptyRoot, hex } from "../../tlog/index.ts";
import { failAt, fail, pass, type Finding } from "../check.ts";
import type { Manifest } from "../manifest.ts";
import type { Followed, Follower } from "./follower.ts";

/** Events are numbered from 0 without a gap, all in the manifest's stream, which its first event opens. */
export function followSequence(manifest: Manifest): Follower {
  let fault: Finding | undefined;
  let count = 0;
  return {
    take: ({ record }) => {
      const place = count++;
      if (record.seq !== place) {
        fault ??= failAt(record, `stands in place ${place}`, `位于第 ${place} 位`);
      } else if (record.stream !== manifest.stream) {
        fault ??= failAt(record, "belongs to another stream", "属于另一条记录");
      }
      const { event } = record;
      const opens = event.type === "TenderOpened" && event.evaluation === manifest.evaluation;
      if (place === 0 && !opens) {
        fault ??= fail("the first event does not open this evaluation", "首条事件未开启本次评审");
      }
    },
    finding: () => {
      if (fault !== undefined) return fault;
      const { size } = manifest;
      return count === size
        ? pass(`0 to ${count - 1}, none missing`, `0 至 ${count - 1},无缺漏`)
        : fail(`${count} events, ${size} stated`, `实有 ${count} 条,清单称 ${size} 条`);
    },
  };
}

/** Each event names the leaf hash of the one before it. */
export function followChain(): Follower {
  let fault: Finding | undefined;
  let before: Uint8Array = emptyRoot();
  let links = 0;
  return {
    take: ({ record, leaf }: Followed) => {
      if (record.prev !== hex(before)) {
        fault ??= failAt(record, "does not name the event before it", "未指向其前一条事件");
      }
      before = leaf;
      links += 1;
    },
    finding: () => fault ?? pass(`${links} links`, `${links} 个环节相连`),
  };
}

/** The server's clock never goes back within a stream. */
export function followTime(): Follower {
  let fault: Finding | undefined;
  let last = 0;
  return {
    take: ({ record }) => {
      if (record.at < last) {
        fault ??= failAt(record, "is earlier than the one before", "早于其前一条");
      }
      last = record.at;
    },
    finding: () => fault ?? pass("never earlier than before", "无倒退"),
  };
}
