import { describe, expect, test } from "vitest";
import { ConductTally } from "../../../client/src/features/conduct/conduct-tally.ts";

describe("a page's tally of conduct", () => {
  test("sums up each kind and is empty once taken", () => {
    const tally = new ConductTally();
    tally.note("copied");
    tally.note("pasted");
    tally.note("copied");
    expect(tally.take()).toEqual([
      { kind: "copied", times: 2 },
      { kind: "pasted", times: 1 },
    ]);
    expect(tally.take()).toEqual([]);
  });

  test("counts a window that is left once, however many events say so", () => {
    const tally = new ConductTally();
    tally.front(true);
    tally.front(false);
    tally.front(false);
    expect(tally.take()).toEqual([{ kind: "window-left", times: 1 }]);
    tally.front(true);
    tally.front(true);
    expect(tally.take()).toEqual([{ kind: "window-back", times: 1 }]);
  });

  test("ends with where the window is, whatever happened between two reports", () => {
    const tally = new ConductTally();
    tally.front(false);
    tally.front(true);
    expect(tally.take().at(-1)?.kind).toBe("window-back");
    tally.front(false);
    tally.front(true);
    tally.front(false);
    expect(tally.take()).toEqual([{ kind: "window-left", times: 2 }]);
  });

  test("keeps what could not be reported, before what came since", () => {
    const tally = new ConductTally();
    tally.front(false);
    tally.note("copied");
    const lost = tally.take();
    tally.front(true);
    tally.note("copied");
    tally.giveBack(lost);
    expect(tally.take()).toEqual([
      { kind: "window-left", times: 1 },
      { kind: "copied", times: 2 },
      { kind: "window-back", times: 1 },
    ]);
  });

  test("never says more than a report may", () => {
    const tally = new ConductTally();
    for (let n = 0; n < 1200; n += 1) tally.note("printed");
    expect(tally.take()).toEqual([{ kind: "printed", times: 999 }]);
  });
});
