import { expect, test } from "vitest";
import { desiredMedia } from "../../../server/src/media/policy.ts";
import type { DesiredMedia, Participant } from "../../../server/src/media/policy.ts";
import { consumersByWorker, planRoom } from "../../../server/src/media/spread.ts";
import type { RoomPlan, WorkerSpace } from "../../../server/src/media/spread.ts";
import { randomNumbers } from "../../support/random-number.ts";

const speaker = (person: string): Participant => ({
  person,
  mayPublish: ["microphone", "camera"],
  maySubscribe: true,
});
const watcher = (person: string): Participant => ({ person, mayPublish: [], maySubscribe: true });
const speakers = (count: number) =>
  desiredMedia({ participants: Array.from({ length: count }, (_, at) => speaker(`p${at}`)) });
const workers = (...free: readonly number[]): readonly WorkerSpace[] =>
  free.map((each, at) => ({ id: `w${at}`, free: each }));
const used = ({ places }: RoomPlan) => new Set(places.values()).size;

test("a room goes whole to the emptiest worker that can hold it", () => {
  const plan = planRoom(speakers(4), workers(100, 300, 200));
  expect([...plan.needs]).toEqual([["w1", 24]]);
  expect([...plan.places.values()]).toEqual(["w1", "w1", "w1", "w1"]);
});

test("a room that one worker cannot hold is spread over two, and over no more", () => {
  const plan = planRoom(speakers(4), workers(20, 20, 20));
  expect(used(plan)).toBe(2);
  // Two at each end receive six tracks each, and four tracks are carried over.
  expect(plan.needs).toEqual(new Map(["w0", "w1"].map((worker) => [worker, 16])));
});

test("a panel of ten with its officers needs one worker of four hundred, up to thirteen need two", () => {
  const panel = (size: number) =>
    desiredMedia({
      participants: [
        watcher("supervisor"),
        watcher("witness"),
        ...Array.from({ length: size + 1 }, (_, at): Participant => ({
          person: `p${at}`,
          mayPublish: ["microphone", "camera", "screen"],
          maySubscribe: true,
        })),
      ],
    });
  expect(used(planRoom(panel(10), workers(400, 400)))).toBe(1);
  for (const size of [11, 12, 13]) {
    const plan = planRoom(panel(size), workers(400, 400));
    expect([size, used(plan), plan.places.size]).toEqual([size, 2, size + 3]);
  }
  expect(planRoom(panel(14), workers(400, 400)).places.size).toBe(16);
  expect(planRoom(panel(12), workers(400)).places.size).toBe(13);
});

test("whoever has media open stays while the room grows, as far as the worker can bear it", () => {
  const settled = new Map([0, 1, 2].map((at) => [`p${at}`, "w1"]));
  const grown = planRoom(speakers(4), workers(100, 25), settled);
  expect([...grown.places.values()]).toEqual(["w1", "w1", "w1", "w1"]);
  const outgrown = planRoom(speakers(5), workers(100, 30), settled);
  for (const [person, worker] of settled) expect(outgrown.places.get(person)).toBe(worker);
  expect(["p3", "p4"].map((person) => outgrown.places.get(person))).toEqual(["w0", "w0"]);
});

test("a room that shrinks is not moved", () => {
  const settled = new Map([
    ["p0", "w0"],
    ["p1", "w1"],
  ]);
  expect(planRoom(speakers(2), workers(9, 100), settled).places).toEqual(settled);
});

test("who was on a worker that is gone gets another place, and the others keep theirs", () => {
  const settled = new Map([
    ["p0", "w0"],
    ["p1", "gone"],
    ["p2", "w1"],
  ]);
  const { places } = planRoom(speakers(3), workers(12, 11), settled);
  expect([...places]).toEqual([
    ["p0", "w0"],
    ["p2", "w1"],
    ["p1", "w0"],
  ]);
});

test("where all workers together are too few the last are left out, and nobody who is settled before them", () => {
  expect([...planRoom(speakers(4), workers(12)).places.keys()]).toEqual(["p0", "p1", "p2"]);
  const settled = new Map([["p3", "w0"]]);
  const kept = planRoom(speakers(4), workers(12), settled).places;
  expect([...kept.keys()].toSorted()).toEqual(["p0", "p1", "p3"]);
  expect(planRoom(speakers(2), []).places.size).toBe(0);
});

/** Slow and obvious: every track that somebody may receive, one by one, and the pipes that they take. */
function recount(desired: DesiredMedia, places: RoomPlan["places"]) {
  const needs = new Map<string, number>();
  const pipes = new Set<string>();
  for (const [viewer, worker] of places) {
    needs.set(worker, needs.get(worker) ?? 0);
    for (const { from, source } of desired.get(viewer)?.receive ?? []) {
      const home = places.get(from);
      if (home === undefined) continue;
      needs.set(worker, (needs.get(worker) ?? 0) + 1);
      if (home !== worker) pipes.add(`${from} ${source} ${home} ${worker}`);
    }
  }
  for (const pipe of pipes) {
    const home = pipe.split(" ")[2] ?? "";
    needs.set(home, (needs.get(home) ?? 0) + 1);
  }
  return needs;
}

test("of random rooms that grow and shrink, every budget is kept, and no pipe is without need", () => {
  const { whole, chance } = randomNumbers(20_261_128);
  let [spread, full] = [0, 0];
  for (let round = 0; round < 400; round += 1) {
    const spaces = workers(...Array.from({ length: whole(1, 4) }, () => whole(20, 120)));
    let settled: ReadonlyMap<string, string> = new Map();
    for (let step = 0; step < 4; step += 1) {
      const participants = Array.from({ length: whole(1, 9) }, (_, at): Participant => {
        const mayPublish = (["microphone", "camera", "screen"] as const).slice(0, whole(0, 3));
        return { person: `p${at}`, mayPublish, maySubscribe: chance(0.9) };
      });
      const desired = desiredMedia({ participants });
      const plan = planRoom(desired, spaces, settled);
      const needs = recount(desired, plan.places);
      expect(plan.needs).toEqual(needs);
      expect(consumersByWorker(desired, plan.places)).toEqual(needs);
      for (const { id, free } of spaces) expect(needs.get(id) ?? 0).toBeLessThanOrEqual(free);
      const all = participants.reduce((sum, { person }) => {
        return sum + (desired.get(person)?.receive.length ?? 0);
      }, 0);
      // Nobody is refused, and nothing is piped, where one worker could have taken the whole room afresh.
      const one = spaces.some(({ free }) => free >= all);
      const expected =
        one && settled.size === 0 ? [participants.length, 1] : [plan.places.size, used(plan)];
      expect([plan.places.size, used(plan)]).toEqual(expected);
      if (used(plan) > 1) spread += 1;
      if (plan.places.size < participants.length) full += 1;
      settled = new Map([...plan.places].filter(() => chance(0.7)));
    }
  }
  expect(spread).toBeGreaterThan(50);
  expect(full).toBeGreaterThan(50);
});
