import type { EventOf } from "../../contracts/events/index.ts";
import type { EventRecord } from "../../contracts/record.ts";
import { sitting } from "../../evaluation/panel/state.ts";
import { hex, sha256, utf8 } from "../../tlog/index.ts";
import { fail, failAt, noState, pass, unchecked, type Finding } from "../check.ts";
import { reportFiles } from "../derived-files.ts";
import type { Folded } from "../fold.ts";
import type { Follower } from "./follower.ts";
import { holds } from "./rules.ts";

/** The report is the one that the record gives, and its JSON and HTML have the hashes that were signed. */
export function checkReport(
  folded: Folded | undefined,
  files: ReadonlyMap<string, Uint8Array>,
): Finding {
  if (folded === undefined) return unchecked(noState);
  const { issued } = folded.state.report;
  if (issued === undefined || folded.reported === undefined) return withoutReport(folded, files);
  const made = reportFiles(folded.reported);
  for (const [name, hash] of [
    ["report.json", issued.json],
    ["report.html", issued.html],
  ] as const) {
    if (hex(sha256(utf8(made[name]))) !== hash) {
      return fail(`the record gives another ${name} than was issued`, `签发的 ${name} 与记录不符`);
    }
    if (!holds(files, name, made[name])) {
      return fail(`${name} is not the issued one`, `${name} 不是签发的报告`);
    }
  }
  return pass(`SHA-256 ${issued.json}`, `SHA-256 ${issued.json}`);
}

function withoutReport({ state }: Folded, files: ReadonlyMap<string, Uint8Array>): Finding {
  if (files.has("report.json") || files.has("report.html")) {
    return fail("a report is enclosed that was never issued", "附有从未签发的报告");
  }
  return state.supervision.terminated === undefined
    ? fail("no report was issued", "没有签发报告")
    : pass("terminated before a report was issued", "评审在签发报告前终止");
}

type Stand = EventOf<"ReportSigned" | "DissentRecorded" | "DeemedAgreed">;

/** What members did about the report, kept until it is known which report was issued and who sat to the end. */
export class Stands {
  readonly #stands: Readonly<{ stand: Stand; record: EventRecord }>[] = [];

  take(record: EventRecord): void {
    const { event: stand } = record;
    if (isStand(stand)) this.#stands.push({ stand, record });
  }

  /** Every sitting member signed the report, dissented from it in writing, or is deemed to agree (实施条例 53). */
  finding(folded: Folded | undefined): Finding {
    if (folded === undefined) return unchecked(noState);
    const { state } = folded;
    const stands = new Map<string, Stand["type"]>();
    for (const { stand, record } of this.#stands) {
      if (!isOwn(stand, record, state.report.issued?.json)) {
        return failAt(record, "is not the member's own on this report", "并非该成员对本报告所作");
      }
      stands.set(stand.member, stand.type);
    }
    const silent = sitting(state.panel).filter(({ person }) => !stands.has(person));
    if (silent.length > 0) {
      const codes = silent.map(({ code }) => code).join(", ");
      return state.supervision.terminated === undefined
        ? fail(`nothing from ${codes}`, `成员 ${codes} 未签字`)
        : pass("terminated before the signing ended", "评审在签字完成前终止");
    }
    return countOf([...stands.values()]);
  }
}

function countOf(stands: readonly Stand["type"][]): Finding {
  const count = (type: Stand["type"]): number => stands.filter((stand) => stand === type).length;
  const signed = count("ReportSigned");
  const dissent = count("DissentRecorded");
  const deemed = count("DeemedAgreed");
  return pass(
    `${signed} signed, ${dissent} dissented, ${deemed} deemed to agree`,
    `${signed} 人签字,${dissent} 人书面异议,${deemed} 人视为同意`,
  );
}

function isStand(event: EventRecord["event"]): event is Stand {
  return (
    event.type === "ReportSigned" ||
    event.type === "DissentRecorded" ||
    event.type === "DeemedAgreed"
  );
}

/** A signature or dissent is by the member in person, on the issued report, after the password was shown once more. */
function isOwn(stand: Stand, { actor }: EventRecord, issued: string | undefined): boolean {
  if (stand.type === "DeemedAgreed") return true;
  return actor.person === stand.member && actor.proof !== undefined && stand.report === issued;
}

/** Nothing can follow: the last event archives the stream, and only the last. */
export function followClosing(): Follower {
  let archived: EventRecord | undefined;
  let count = 0;
  let place = 0;
  return {
    take: ({ record }) => {
      if (archived === undefined && record.event.type === "Archived") {
        archived = record;
        place = count;
      }
      count += 1;
    },
    finding: () => {
      if (archived === undefined) {
        return fail("never archived: events may be missing at the end", "未归档:末尾可能缺少事件");
      }
      return place === count - 1
        ? pass(`archived by event ${place}`, `由第 ${place} 条事件归档`)
        : failAt(archived, "events follow it", "其后仍有事件");
    },
  };
}
