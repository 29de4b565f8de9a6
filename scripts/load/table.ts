import { cpus, totalmem } from "node:os";
import { bytesShown, commandsOf, type Counted, type Times, type Usage } from "./result.ts";
import type { Result } from "./run.ts";

/** The result for people: one line a figure. */
export function tableOf(result: Result): string {
  const { options, entered, still, played, usage, media, bare, loadAverage } = result;
  const { rooms, nodes, seats, rate } = options;
  const commands = commandsOf(played);
  const perCommand = (bytes: number): number => bytes / Math.max(1, commands);
  const nodesUsed = usage["nodes"];
  const bareUsed = bare.usage["nodes"];
  const lines: (readonly [string, string])[] = [
    [
      "machine",
      `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB, load ${fixed(loadAverage)}`,
    ],
    ["rooms, nodes, seats", `${rooms}, ${nodes}, ${entered.joined} of ${rooms * seats}`],
    ["join to the whole view", spread(entered.joins)],
    ["seats shown to another node", String(entered.moves)],
    ["commands asked / carried out a second", `${rate} / ${fixed(commands / played.seconds)}`],
    ["command to acknowledgement", spread(played.acks)],
    ["… with a password", spread(played.proven)],
    ["… on a bare server", spread(bare.played.acks)],
    ["command to each viewer", spread(played.viewers)],
    ["… on a bare server", spread(bare.played.viewers)],
    ["draft to acknowledgement", spread(played.drafts)],
    [
      "lost, broken, missed, stuck",
      `${played.lost}, ${played.broken}, ${played.missed}, ${played.stuck}`,
    ],
    ["not sent, no room was ready", String(played.starved)],
    ["refused", refusals(played)],
    ["rooms played to the archive", String(played.finished)],
    ...(media === undefined
      ? []
      : [
          [
            "rooms with media",
            `${media.rooms}: ${media.tracks} tracks decoded, first frame after ${media.firstFrameMs} ms`,
          ] as const,
        ]),
    [
      "bytes to viewers for a command",
      `${kilo(perCommand(bytesShown(played)))} kB in ${fixed(perCommand(messagesOf(played)))} messages`,
    ],
    ...Object.entries(played.notices).map(
      ([name, { count, bytes }]) =>
        [`  ${name}`, `${count}, ${kilo(bytes / Math.max(1, count))} kB each`] as const,
    ),
    [
      "processor for a command, nodes / bare",
      `${milli(nodesUsed, commands)} / ${milli(bareUsed, commandsOf(bare.played))} ms`,
    ],
    ["ratio to the bare server", ratios(result)],
    [
      "drivers late by (p99), playing / bare",
      `${fixed(played.driverDelayP99)} / ${fixed(bare.played.driverDelayP99)} ms`,
    ],
    ...usageLines("playing", usage),
    ...usageLines("still", still),
    [
      "memory of nodes for a room / a seat",
      `${fixed((nodesUsed?.memoryMb ?? 0) / rooms)} MB / ${kilo(((nodesUsed?.memoryMb ?? 0) * 1e6) / (rooms * seats))} kB`,
    ],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  return lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n");
}

function usageLines(
  when: string,
  usage: Readonly<Record<string, Usage>>,
): readonly (readonly [string, string])[] {
  return Object.entries(usage).map(([kind, { cores, memoryMb, processes }]) => [
    `${when}: ${kind}`,
    `${fixed(cores)} cores, ${Math.round(memoryMb)} MB in ${processes}`,
  ]);
}

/** How much more than socket.io alone: processor for a command, and both ways at their middle and end. */
function ratios({ played, usage, bare }: Result): string {
  const cpu = (used: Usage | undefined, counted: Counted): number =>
    (used?.cpuSeconds ?? 0) / Math.max(1, commandsOf(counted));
  const own = cpu(usage["nodes"], played);
  const limit = cpu(bare.usage["nodes"], bare.played);
  const of = (mine: number, theirs: number): string => fixed(mine / Math.max(theirs, 1e-9));
  return [
    `processor ${of(own, limit)}`,
    `ack p50 ${of(played.acks.p50, bare.played.acks.p50)} p99 ${of(played.acks.p99, bare.played.acks.p99)}`,
    `viewer p50 ${of(played.viewers.p50, bare.played.viewers.p50)} p99 ${of(played.viewers.p99, bare.played.viewers.p99)}`,
  ].join(", ");
}

function messagesOf({ notices }: Counted): number {
  return Object.values(notices).reduce((sum, { count }) => sum + count, 0);
}

function refusals({ refused }: Counted): string {
  const all = Object.entries(refused).map(([code, count]) => `${count} ${code}`);
  return all.length === 0 ? "0" : all.join(", ");
}

function spread({ count, p50, p95, p99, max }: Times): string {
  return `p50 ${fixed(p50)} p95 ${fixed(p95)} p99 ${fixed(p99)} max ${fixed(max)} ms of ${count}`;
}

function milli(used: Usage | undefined, commands: number): string {
  return fixed(((used?.cpuSeconds ?? 0) * 1000) / Math.max(1, commands));
}

function kilo(bytes: number): string {
  return fixed(bytes / 1000);
}

function fixed(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Math.round(value * 100) / 100);
}
