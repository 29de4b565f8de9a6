import { describe, expect, it } from "vitest";
import { commandSchema, type Command } from "@yuanping/shared/contracts/commands/index.ts";
import { buildBundle } from "@yuanping/shared/evidence/index.ts";
import { memoryRecord } from "../../../server/src/adapters/memory/index.ts";
import { EvaluationRoom } from "../../../server/src/kernel/evaluation-room.ts";
import { GroupCommit } from "../../../server/src/kernel/group-commit.ts";
import { failing, key, played, version } from "../../support/evidence/genuine.ts";

/** The same JSON with every object's keys in the opposite order, as some other client may send it. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toReversed();
  return Object.fromEntries(entries.map(([name, part]) => [name, turned(part)]));
}

/** Sends the scripted commands to a real room, at their times; the lines it wrote. */
async function linesOfRoom(change: (command: Command) => Command): Promise<readonly string[]> {
  let now = 0;
  const clock = { now: () => now };
  const { events, leases } = memoryRecord(clock);
  const commit = new GroupCommit(events);
  const ports = { store: events, leases, commit, node: "node", clock };
  const room = await EvaluationRoom.open(played.evaluation, ports);
  for (const { at, actor, cause } of played.records) {
    if (cause.command === undefined) continue;
    now = at;
    await room.send({ id: cause.id, command: change(cause.command), actor });
  }
  const lines: string[] = [];
  for await (const { body } of events.read(played.stream)) lines.push(body);
  return lines;
}

describe("a room of the server", () => {
  it.each([
    ["as they are", (command: Command) => command],
    ["with their keys in another order", (c: Command) => commandSchema.parse(turned(c))],
  ])("writes the record that an outsider gets again, from commands %s", async (_, change) => {
    const lines = await linesOfRoom(change);
    const notes = [await key.signHead(played.stream, lines)];
    expect(await failing(buildBundle({ lines, notes, vkey: key.vkey, version }))).toEqual([]);
    expect(lines).toEqual(played.lines);
  });
});
