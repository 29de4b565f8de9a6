import { expect, test } from "vitest";
import { memoryRecord } from "../../server/src/adapters/memory/index.ts";
import { systemClock, systemRandom } from "../../server/src/adapters/system.ts";
import { EvaluationRoom, type Change } from "../../server/src/kernel/evaluation-room.ts";
import { GroupCommit } from "../../server/src/kernel/group-commit.ts";
import type { EventStore } from "../../server/src/kernel/ports.ts";
import { agency, opening, supervisor, tenderWith } from "../support/evaluation-stages.ts";

/** What the next appends do: work, fail before they are durable, or fail after it, as when the line breaks. */
type Mood = "works" | "fails before" | "fails after" | "is gone";

async function roomOnMoodyStore() {
  const { events, leases } = memoryRecord(systemClock);
  let mood: Mood = "works";
  const store: EventStore = {
    ...events,
    append: async (appends) => {
      const now = mood;
      if (now === "fails before" || now === "is gone") throw new Error("the store is gone");
      const outcomes = await events.append(appends);
      if (now === "fails after") throw new Error("the line broke");
      return outcomes;
    },
  };
  const commit = new GroupCommit(store);
  const ports = { store, leases, commit, node: "n", clock: systemClock, random: systemRandom };
  const room = await EvaluationRoom.open("trial", ports);
  const changes: Change[] = [];
  room.onChange((change) => changes.push(change));
  const command = opening(tenderWith());
  expect(await room.send({ id: "opening-1", command, actor: agency })).toEqual({ ok: true });
  const note = (id: string) =>
    room.send({ id, command: { type: "note", text: "请注意" }, actor: supervisor });
  const ids = async () => {
    const found: string[] = [];
    for await (const { commandId } of events.read("evaluation/trial")) found.push(commandId);
    return found;
  };
  return { room, changes, note, ids, set: (next: Mood) => (mood = next) };
}

const unavailable = { ok: false, refusal: { code: "store.unavailable" } };

test("a command whose commit was made but never heard of is refused, then found done when sent again", async () => {
  const { changes, note, ids, set } = await roomOnMoodyStore();
  set("fails after");
  expect(await note("note-0001")).toMatchObject(unavailable);
  expect(changes).toHaveLength(1);
  set("works");
  expect(await note("note-0001")).toEqual({ ok: true });
  expect(await note("note-0002")).toEqual({ ok: true });
  expect(await ids()).toEqual(["opening-1", "note-0001", "note-0002"]);
  expect(changes).toHaveLength(3);
});

test("other commands go on after one whose fate was unknown, whether it was made or not", async () => {
  for (const mood of ["fails after", "fails before"] as const) {
    const { room, note, ids, set } = await roomOnMoodyStore();
    set(mood);
    expect(await note("note-0001")).toMatchObject(unavailable);
    set("is gone");
    expect(await note("note-0002")).toMatchObject(unavailable);
    set("works");
    expect(await note("note-0003")).toEqual({ ok: true });
    const first = mood === "fails after" ? ["note-0001"] : [];
    expect(await ids()).toEqual(["opening-1", ...first, "note-0003"]);
    expect(room.head().size).toBe((await ids()).length);
  }
});
