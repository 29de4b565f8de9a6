import { readFileSync } from "node:fs";
import { descendantsOf } from "../faults/processes.ts";

/** What a process and all that it has started have used so far: processor seconds, and memory in MB (PSS). */
export type Cost = Readonly<{ cpuSeconds: number; memoryMb: number }>;

/** Ticks of `/proc/PID/stat` in a second: fixed on Linux (USER_HZ). */
const ticksPerSecond = 100;

/** Of the process alone, or with its descendants, those among them that have ended and were waited for included. */
export function costOf(pid: number, and: "alone" | "descendants" = "alone"): Cost {
  const pids = and === "alone" ? [pid] : [pid, ...descendantsOf(pid).map((each) => each.pid)];
  const costs = pids.map((each) => ({ cpuSeconds: cpuOf(each, and), memoryMb: memoryOf(each) }));
  return {
    cpuSeconds: costs.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    memoryMb: costs.reduce((sum, { memoryMb }) => sum + memoryMb, 0),
  };
}

function cpuOf(pid: number, and: "alone" | "descendants"): number {
  const stat = read(`/proc/${pid}/stat`);
  // The name before ")" may hold spaces; user and system time are fields 14 and 15 of proc(5), those of children
  // that were waited for 16 and 17.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const counted = fields.slice(11, and === "alone" ? 13 : 15);
  return counted.reduce((sum, ticks) => sum + Number(ticks), 0) / ticksPerSecond;
}

/** Shared pages count in part, so that the processes of one PostgreSQL can be added up. */
function memoryOf(pid: number): number {
  const found = /^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`));
  return Number(found?.[1] ?? 0) / 1024;
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
