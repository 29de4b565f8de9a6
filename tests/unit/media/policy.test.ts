import { expect, test } from "vitest";
import {
  desiredMedia,
  mayPublish,
  mayReceive,
  sameRights,
} from "../../../server/src/media/policy.ts";
import { consumersByWorker } from "../../../server/src/media/spread.ts";
import type { Participant } from "../../../server/src/media/policy.ts";

const expert = (person: string): Participant => ({
  person,
  mayPublish: ["microphone", "camera"],
  maySubscribe: true,
});
const supervisor = (person: string): Participant => ({
  person,
  mayPublish: [],
  maySubscribe: true,
});

const rights = (participant: Participant) => desiredMedia({ participants: [participant] });

test("everyone receives what others may send and never themselves", () => {
  const desired = desiredMedia({ participants: [expert("a"), expert("b"), supervisor("s")] });
  expect(desired.get("a")?.receive).toEqual([
    { from: "b", source: "microphone" },
    { from: "b", source: "camera" },
  ]);
  expect(desired.get("s")?.receive.map(({ from }) => from)).toEqual(["a", "a", "b", "b"]);
});

test("who may not subscribe receives nothing and is still received", () => {
  const recorded = { ...expert("a"), maySubscribe: false };
  const desired = desiredMedia({ participants: [recorded, expert("b")] });
  expect(desired.get("a")?.receive).toEqual([]);
  expect(mayReceive(desired, "b", "a", "camera")).toBe(true);
  expect(mayReceive(desired, "a", "b", "camera")).toBe(false);
});

test("who is not named may do nothing", () => {
  const desired = desiredMedia({ participants: [expert("a")] });
  expect(mayPublish(desired, "x", "microphone")).toBe(false);
  expect(mayReceive(desired, "x", "a", "microphone")).toBe(false);
  expect(mayReceive(desired, "a", "x", "microphone")).toBe(false);
});

test("only the sources that are named may be sent", () => {
  const desired = desiredMedia({ participants: [expert("a"), supervisor("s")] });
  expect(mayPublish(desired, "a", "camera")).toBe(true);
  expect(mayPublish(desired, "a", "screen")).toBe(false);
  expect(mayPublish(desired, "s", "microphone")).toBe(false);
});

test.each([
  [5, 1, 2 * 5 * 4 + 2 * 5 * 1],
  [7, 2, 2 * 7 * 6 + 2 * 7 * 2],
  [9, 2, 2 * 9 * 8 + 2 * 9 * 2],
])("%i experts and %i supervisors need 2n(n-1) + 2ns consumers", (n, s, expected) => {
  const participants = [
    ...Array.from({ length: n }, (_, index) => expert(`e${index}`)),
    ...Array.from({ length: s }, (_, index) => supervisor(`s${index}`)),
  ];
  const together = new Map(participants.map(({ person }) => [person, "w"]));
  const needs = consumersByWorker(desiredMedia({ participants }), together);
  expect([...needs]).toEqual([["w", expected]]);
});

test("a source named twice is sent once", () => {
  const twice: Participant = { person: "a", mayPublish: ["camera", "camera"], maySubscribe: false };
  const desired = desiredMedia({ participants: [twice, supervisor("s")] });
  expect(desired.get("s")?.receive).toEqual([{ from: "a", source: "camera" }]);
});

test("rights are the same only when sources and subscribing both are", () => {
  const before = rights(expert("a"));
  expect(sameRights(before, rights(expert("a")), "a")).toBe(true);
  expect(sameRights(before, rights(supervisor("a")), "a")).toBe(false);
  expect(sameRights(before, rights({ ...expert("a"), maySubscribe: false }), "a")).toBe(false);
  expect(
    sameRights(before, rights({ ...expert("a"), mayPublish: ["camera", "screen"] }), "a"),
  ).toBe(false);
  expect(sameRights(before, rights(expert("b")), "a")).toBe(false);
  expect(sameRights(before, rights(expert("b")), "c")).toBe(true);
});
