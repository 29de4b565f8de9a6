import type { OutcomeRecord } from "../contracts/outcome.ts";
import type { Method } from "../method/index.ts";
import { poolLines } from "../draw/index.ts";
import { transcriptFrom, transcriptOf } from "../evaluation/ceremony/transcript.ts";
import { composeReport } from "../evaluation/report/compose.ts";
import { renderReport } from "../evaluation/report/render.ts";
import type { Evaluation } from "../evaluation/index.ts";
import type { Profile } from "../law/profile.ts";
import { canonicalize } from "../tlog/index.ts";

/**
 * The files that say again, for people, what the events already say: each is a function of the stream, so that a verifier
 * makes it anew and compares. JSON files are canonical, so that their SHA-256 is the hash the events name.
 */
export type DerivedFiles = Readonly<{
  "profile.json": string;
  "method.json": string;
  /** The draw as a stranger repeats it, with the pool that it was drawn from. */
  "transcript.json"?: string;
  "pool.ndjson"?: string;
  /** Draws that seated members before the last one was sealed for the vacant seats: transcript and pool, one a line. */
  "earlier-draws.ndjson"?: string;
  "outcome.json"?: string;
  "report.json"?: string;
  "report.html"?: string;
  /** Reports that a rollback or a re-review left behind, one canonical JSON a line, each with the hash it was issued by. */
  "earlier-reports.ndjson"?: string;
}>;

/**
 * @param state after the last event
 * @param reported the states that reports were computed from, each just before its `ReportIssued`
 */
export function derivedFiles(state: Evaluation, reported: readonly Evaluation[]): DerivedFiles {
  const { result } = state.scoring;
  const { standing, earlier } = reportsOf(state, reported);
  return {
    "profile.json": profileFile(state.profile),
    "method.json": methodFile(state.tender.method),
    ...drawFiles(state),
    ...(result === undefined ? {} : { "outcome.json": outcomeFile(result.outcome) }),
    ...(standing === undefined ? {} : reportFiles(standing)),
    ...(earlier.length === 0 ? {} : { "earlier-reports.ndjson": earlierReportsFile(earlier) }),
  };
}

/** The state behind the report that stands, which is the last one issued, and those behind the ones that do no more. */
export function reportsOf(
  state: Evaluation,
  reported: readonly Evaluation[],
): Readonly<{ standing: Evaluation | undefined; earlier: readonly Evaluation[] }> {
  return state.report.issued === undefined
    ? { standing: undefined, earlier: reported }
    : { standing: reported.at(-1), earlier: reported.slice(0, -1) };
}

export function earlierReportsFile(earlier: readonly Evaluation[]): string {
  return earlier.map((reported) => `${canonicalize(composeReport(reported))}\n`).join("");
}

export function profileFile(profile: Profile): string {
  return canonicalize(profile);
}

export function methodFile(method: Method): string {
  return canonicalize(method);
}

export const drawFileNames = ["transcript.json", "pool.ndjson", "earlier-draws.ndjson"] as const;
type DrawFile = (typeof drawFileNames)[number];

export function drawFiles(state: Evaluation): Readonly<Partial<Record<DrawFile, string>>> {
  const transcript = transcriptOf(state);
  const earlier = state.panel.ceremony.past.map(({ sealed, pool }) => ({
    transcript: transcriptFrom(sealed),
    pool: [...poolLines(pool)],
  }));
  const lines = [...poolLines(state.panel.pool)].map((line) => `${line}\n`);
  return {
    ...(transcript === undefined
      ? {}
      : { "transcript.json": canonicalize(transcript), "pool.ndjson": lines.join("") }),
    ...(earlier.length === 0
      ? {}
      : { "earlier-draws.ndjson": earlier.map((draw) => `${canonicalize(draw)}\n`).join("") }),
  };
}

export function outcomeFile(outcome: OutcomeRecord): string {
  return canonicalize(outcome);
}

export function reportFiles(
  reported: Evaluation,
): Readonly<Record<"report.json" | "report.html", string>> {
  const report = composeReport(reported);
  return { "report.json": canonicalize(report), "report.html": renderReport(report) };
}
