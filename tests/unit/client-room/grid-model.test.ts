import { describe, expect, test } from "vitest";
import {
  gridOf,
  step,
  type GridEffect,
  type GridEvent,
  type GridState,
} from "../../../client/src/features/score-sheet/grid-model.ts";

const key = (name: string, value = "", control = false): GridEvent => ({
  kind: "key",
  key: name,
  control,
  value,
});

/** Plays events one after the other; answers where it ends and what the last one caused. */
function play(from: GridState, ...events: readonly GridEvent[]) {
  let state = from;
  let effect: GridEffect = { kind: "none" };
  for (const event of events) ({ state, effect } = step(state, event));
  return { state, effect };
}

describe("the score sheet by keys", () => {
  const grid = gridOf(3, 2);

  test("arrows move from cell to cell and stop at the edges", () => {
    const { state } = play(grid, key("ArrowDown"), key("ArrowRight"));
    expect(state.at).toEqual({ row: 1, column: 1 });
    const edge = play(state, key("ArrowRight"), key("ArrowDown"), key("ArrowDown"));
    expect(edge.state.at).toEqual({ row: 2, column: 1 });
    expect(edge.effect).toEqual({ kind: "go", at: { row: 2, column: 1 } });
    const home = play(edge.state, key("Home", "", true));
    expect(home.state.at).toEqual({ row: 0, column: 0 });
    expect(play(home.state, key("End", "", true)).state.at).toEqual({ row: 2, column: 1 });
  });

  test("Enter begins to edit, and the second Enter goes on below", () => {
    const editing = play(grid, key("Enter", "17"));
    expect(editing.effect).toEqual({ kind: "handled" });
    expect(editing.state.before).toBe("17");
    const below = play(editing.state, key("Enter", "18"));
    expect(below.state).toMatchObject({ at: { row: 1, column: 0 }, before: undefined });
  });

  test("Escape gives back what stood in the cell before the first of many changes", () => {
    const typed = play(grid, { kind: "type", before: "12" }, { kind: "type", before: "1" });
    const { state, effect } = play(typed.state, key("Escape", "19"));
    expect(effect).toEqual({ kind: "write", value: "12" });
    expect(state.before).toBeUndefined();
    expect(play(state, key("Escape", "12")).effect).toEqual({ kind: "none" });
  });

  test("left and right belong to the text while it is edited, up and down leave it", () => {
    const { state } = play(grid, { kind: "type", before: "" });
    expect(play(state, key("ArrowRight", "5")).effect).toEqual({ kind: "none" });
    expect(play(state, key("ArrowDown", "5")).state).toMatchObject({
      at: { row: 1, column: 0 },
      before: undefined,
    });
  });

  test("Ctrl+Enter submits from anywhere, moving or editing", () => {
    expect(play(grid, key("Enter", "", true)).effect).toEqual({ kind: "submit" });
    const editing = play(grid, { kind: "type", before: "" });
    expect(play(editing.state, key("Enter", "3", true)).effect).toEqual({ kind: "submit" });
  });

  test("Tab and letters are left to the browser", () => {
    for (const name of ["Tab", "5", "a", "Home", "End"]) {
      expect(play(grid, key(name)).effect).toEqual({ kind: "none" });
    }
  });

  test("another cell forgets the edit, the same cell keeps it", () => {
    const { state } = play(grid, { kind: "type", before: "7" });
    expect(play(state, { kind: "focus", at: { row: 0, column: 0 } }).state.before).toBe("7");
    const other = play(state, { kind: "focus", at: { row: 1, column: 1 } }).state;
    expect(other).toMatchObject({ at: { row: 1, column: 1 }, before: undefined });
  });

  test("a smaller sheet keeps the place within it", () => {
    const { state } = play(grid, { kind: "focus", at: { row: 2, column: 1 } });
    const smaller = play(state, { kind: "resize", rows: 3, columns: 1 }).state;
    expect(smaller.at).toEqual({ row: 2, column: 0 });
  });
});
