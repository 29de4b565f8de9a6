import { expect, test } from "vitest";
import { placeOn, type Candidate } from "../../../server/src/cluster/placement.ts";

const node = (boot: string, known: Partial<Candidate> = {}): Candidate => ({
  boot,
  region: "",
  rooms: 0,
  seats: 0,
  mediaFree: 400,
  draining: false,
  ...known,
});
const wish = { region: "绵阳", media: 126 };
const placed = (...nodes: readonly Candidate[]) => placeOn(nodes, wish)?.boot;

test("media left for the room counts before the region, and the region before the load", () => {
  const near = { region: "绵阳" };
  expect(placed(node("a", { ...near, mediaFree: 100 }), node("b", { seats: 90 }))).toBe("b");
  expect(placed(node("a", { seats: 10 }), node("b", { ...near, seats: 90 }))).toBe("b");
  expect(placed(node("a", { seats: 10 }), node("b", { seats: 9 }))).toBe("b");
  expect(placed(node("a", { rooms: 2 }), node("b", { rooms: 1 }))).toBe("b");
});

test("where nobody has media left the room is placed all the same, and goes on without", () => {
  expect(placed(node("a", { mediaFree: 0, seats: 5 }), node("b", { mediaFree: 90 }))).toBe("b");
});

test("a node that is stopping gets no room, and all nodes that ask choose the same one", () => {
  expect(placed(node("a", { draining: true }), node("b", { seats: 400 }))).toBe("b");
  expect(placed(node("a", { draining: true }))).toBeUndefined();
  expect(placed(node("b"), node("a"))).toBe(placed(node("a"), node("b")));
});
