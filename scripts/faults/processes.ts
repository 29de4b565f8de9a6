import { readdirSync, readFileSync } from "node:fs";

/** A process and when it started, which tells it from a later one of the same number. */
export type ProcessMark = Readonly<{ pid: number; started: string; name: string }>;

type Status = ProcessMark & Readonly<{ parent: number; state: string }>;

/** All processes that this one started, directly or not, as Linux's /proc shows them. */
export function descendantsOf(pid: number): readonly ProcessMark[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statusOf(Number(name)) ?? []);
  const found: Status[] = [];
  const parents = new Set([pid]);
  for (let grown = true; grown;) {
    const more = all.filter(({ parent, pid: own }) => parents.has(parent) && !parents.has(own));
    for (const each of more) parents.add(each.pid);
    found.push(...more);
    grown = more.length > 0;
  }
  return found;
}

/** Those of the processes that still run. One that has ended and waits to be counted by its parent does not. */
export function stillRunning(marks: readonly ProcessMark[]): readonly ProcessMark[] {
  return marks.filter(({ pid, started }) => {
    const status = statusOf(pid);
    return status?.started === started && status.state !== "Z";
  });
}

function statusOf(pid: number): Status | undefined {
  const stat = readStat(pid);
  if (stat === undefined) return undefined;
  // The name before ")" may hold spaces; state, parent and start time are fields 3, 4 and 22 of proc(5).
  const end = stat.lastIndexOf(")");
  const fields = stat.slice(end + 2).split(" ");
  const [state = "", parent = ""] = fields;
  const name = stat.slice(stat.indexOf("(") + 1, end);
  return { pid, name, state, parent: Number(parent), started: fields[19] ?? "" };
}

function readStat(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    return undefined;
  }
}
