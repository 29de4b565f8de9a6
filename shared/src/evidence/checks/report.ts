import type { EventOf } from "../../contracts/events/index.ts";
import type { EventRecord } from "../../contracts/record.ts";
import type { Evaluation } from "../../evaluation/index.ts";
import { sitting } from "../../evaluation/panel/state.ts";
import { composeReport } from "../../evaluation/report/compose.ts";
import { hashOf } from "../../seal/commitment.ts";
import { hex, sha256, utf8 } from "../../tlog/index.ts";
import { fail, failAt, noState, pass, unchecked, type Finding } from "../check.ts";
import { earlierReportsFile, reportFiles, reportsOf } from "../derived-files.ts";
import type { Folded } from "../fold.ts";
import type { Follower } from "./follower.ts";
import { sameJson } from "../same-json.ts";
import { holds } from "./rules.ts";

/** The report is the one that the record gives, and its JSON and HTML have the hashes that were signed. */
export function checkReport(
  folded: Folded | undefined,
  files: ReadonlyMap<string, Uint8Array>,
): Finding {
  if (folded === undefined) return unchecked(noState);
  const { issued } = folded.state.report;
  const { standing, earlier } = reportsOf(folded.state, folded.reported);
  const fault = earlierFault(folded, earlier, files);
  if (fault !== undefined) return fault;
  if (issued === undefined || standing === undefined) return withoutReport(folded, files);
  const made = reportFiles(standing);
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

/** Reports that do not stand any more are enclosed all the same, each with the hash under which it was issued. */
function earlierFault(
  { state }: Folded,
  earlier: readonly Evaluation[],
  files: ReadonlyMap<string, Uint8Array>,
): Finding | undefined {
  const name = "earlier-reports.ndjson";
  const issued = state.reopening.kept.flatMap(({ report }) => report?.json ?? []);
  const made = earlier.map((reported) => hashOf(composeReport(reported)));
  if (!sameJson(made, issued)) {
    return fail("an earlier report is not the one that was issued", "先前的报告与签发时不符");
  }
  const isEnclosed =
    earlier.length === 0 ? !files.has(name) : holds(files, name, earlierReportsFile(earlier));
  return isEnclosed
    ? undefined
    : fail(`${name} is not what was issued`, `${name} 与先前的报告不符`);
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

/**
 * What members did about the report that stood at the time, kept until it is known who sat to the end. When a rollback or
 * a re-review leaves a report behind, what was done about it counts no more: the next one is signed anew.
 */
export class Stands {
  #stands = new Map<string, Stand["type"]>();
  /** What was done about reports that were signed by all, and that a re-review left behind. */
  readonly #signed: ReadonlyMap<string, Stand["type"]>[] = [];
  #issued: string | undefined;
  #fault: Finding | undefined;

  take(record: EventRecord): void {
    const { event } = record;
    if (event.type === "ReportIssued") this.#issued = event.json;
    if (event.type === "ReReviewOpened") this.#signed.push(this.#stands);
    if (event.type === "StageRolledBack" || event.type === "ReReviewOpened") {
      this.#issued = undefined;
      this.#stands = new Map();
    }
    if (!isStand(event)) return;
    this.#stands.set(event.member, event.type);
    if (!isOwn(event, record, this.#issued)) {
      this.#fault ??= failAt(
        record,
        "is not the member's own on this report",
        "并非该成员对本报告所作",
      );
    }
  }

  /** Every sitting member signed the report, dissented from it in writing, or is deemed to agree (实施条例 53). */
  finding(folded: Folded | undefined): Finding {
    if (folded === undefined) return unchecked(noState);
    if (this.#fault !== undefined) return this.#fault;
    const { state } = folded;
    // Nobody is replaced after the first signing, so whoever sits at the end has stood to every report.
    const incomplete = this.#signed.find((stands) => silentIn(state, stands).length > 0);
    const stands = incomplete ?? this.#stands;
    const silent = silentIn(state, stands);
    if (silent.length > 0) {
      const codes = silent.map(({ code }) => code).join(", ");
      return state.supervision.terminated === undefined || incomplete !== undefined
        ? fail(`nothing from ${codes}`, `成员 ${codes} 未签字`)
        : pass("terminated before the signing ended", "评审在签字完成前终止");
    }
    return countOf([...stands.values()]);
  }
}

function silentIn(state: Evaluation, stands: ReadonlyMap<string, Stand["type"]>) {
  return sitting(state.panel).filter(({ person }) => !stands.has(person));
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
