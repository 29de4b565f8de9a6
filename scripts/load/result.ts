import { Histogram } from "./histogram.ts";
import type { Played, Report } from "./messages.ts";

export type Times = Readonly<{
  count: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}>;

/** What one kind of process used while it was measured. */
export type Usage = Readonly<{
  cpuSeconds: number;
  cores: number;
  memoryMb: number;
  processes: number;
}>;

/** What the drivers counted, put together. */
export type Counted = Readonly<{
  seconds: number;
  acks: Times;
  /** Commands that carry a password, which is proved anew. */
  proven: Times;
  drafts: Times;
  viewers: Times;
  lost: number;
  broken: number;
  missed: number;
  starved: number;
  refused: Readonly<Record<string, number>>;
  notices: Readonly<Record<string, Readonly<{ count: number; bytes: number }>>>;
  finished: number;
  stuck: number;
  driverDelayP99: number;
}>;

export type Entered = Readonly<{
  joined: number;
  failed: number;
  moves: number;
  seconds: number;
  joins: Times;
}>;

/** Commands that were carried out. */
export function commandsOf({ acks, proven }: Counted): number {
  return acks.count + proven.count;
}

/** Bytes that came to viewers unasked. */
export function bytesShown({ notices }: Counted): number {
  return sum(Object.values(notices).map(({ bytes }) => bytes));
}

export function timesOf(histogram: Histogram): Times {
  return {
    count: histogram.count,
    p50: histogram.at(0.5),
    p95: histogram.at(0.95),
    p99: histogram.at(0.99),
    max: histogram.max,
  };
}

export function enteredOf(
  reports: readonly Extract<Report, { type: "entered" }>[],
  seconds: number,
): Entered {
  const joins = new Histogram();
  for (const report of reports) joins.merge(report.joins);
  return {
    joined: sum(reports.map(({ joined }) => joined)),
    failed: sum(reports.map(({ failed }) => failed)),
    moves: sum(reports.map(({ moves }) => moves)),
    seconds,
    joins: timesOf(joins),
  };
}

export function countedOf(reports: readonly Played[]): Counted {
  const merged = (of: (report: Played) => Played["acks"]): Times => {
    const all = new Histogram();
    for (const report of reports) all.merge(of(report));
    return timesOf(all);
  };
  const total = (of: (report: Played) => number): number => sum(reports.map(of));
  const refused: Record<string, number> = {};
  const notices: Record<string, { count: number; bytes: number }> = {};
  for (const report of reports) {
    for (const [code, count] of Object.entries(report.refused))
      refused[code] = (refused[code] ?? 0) + count;
    for (const [name, { count, bytes }] of Object.entries(report.notices)) {
      const known = (notices[name] ??= { count: 0, bytes: 0 });
      known.count += count;
      known.bytes += bytes;
    }
  }
  return {
    seconds: Math.max(...reports.map(({ seconds }) => seconds)),
    acks: merged(({ acks }) => acks),
    proven: merged(({ proven }) => proven),
    drafts: merged(({ drafts }) => drafts),
    viewers: merged(({ viewers }) => viewers),
    lost: total(({ lost }) => lost),
    broken: total(({ broken }) => broken),
    missed: total(({ missed }) => missed),
    starved: total(({ starved }) => starved),
    refused,
    notices,
    finished: total(({ rooms }) => rooms.finished),
    stuck: total(({ rooms }) => rooms.stuck),
    driverDelayP99: Math.max(...reports.map(({ ownDelay }) => ownDelay.p99)),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Whether everybody came in, and nothing was lost on the way to them or from them. */
export function isWhole({
  entered,
  played,
}: Readonly<{ entered: Entered; played: Counted }>): boolean {
  const { lost, broken, missed, stuck, refused } = played;
  const refusals = Object.keys(refused).filter((code) => !code.startsWith("again:"));
  return entered.failed + lost + broken + missed + stuck + refusals.length === 0;
}
