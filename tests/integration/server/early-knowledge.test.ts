import { afterEach, describe, expect, test } from "vitest";
import { leaks } from "../../support/scoring-leaks.ts";
import {
  differingAuthors,
  differingPeers,
  differingRollbacks,
  type PlanPair,
} from "../../support/scoring-plan.ts";
import { transcriptsOf, type Over } from "../../support/scoring-transcript.ts";
import { serverInProcess } from "../../support/server-in-process.ts";

const url = serverInProcess();
const patience = 120_000;

const kinds = {
  peers: differingPeers,
  authors: differingAuthors,
  rollbacks: differingRollbacks,
} as const;
/** Who may count sheets as they come in, and so may be told of their number, in the room and by the lists. */
const watching = ["host", "supervisor", "witness"];

const undos: (() => void)[] = [];
afterEach(() => undos.splice(0).forEach((undo) => undo()));

/** What the two courses told differently to those who may not know the difference; empty when nothing. */
async function differences(
  kind: keyof typeof kinds,
  pair: PlanPair,
  over: Over = "sockets-and-http",
): Promise<readonly string[]> {
  const left = await transcriptsOf(url(), pair.left, over);
  const right = await transcriptsOf(url(), pair.right, over);
  expect([...left.keys()]).toEqual([...right.keys()]);
  // What was recorded is what was sent: the host does hear of the record as it grows.
  expect(left.get("host")?.join("\n")).toContain("room:head");
  const found: string[] = [];
  for (const [observer, told] of left) {
    if (knowsAnyway(observer, kind, pair)) continue;
    const [a, b] = [told.join("\n"), (right.get(observer) ?? []).join("\n")];
    if (a !== b) found.push(`${observer}: ${a || "nothing"} | ${b || "nothing"}`);
  }
  return found;
}

/**
 * Peers know what they themselves do; those who watch know how many sheets are in. A rollback changes the stage in
 * everybody's list, beside whatever else stands there.
 */
function knowsAnyway(observer: string, kind: keyof typeof kinds, { bystander }: PlanPair): boolean {
  if (kind === "rollbacks" && observer.startsWith("GET /api/evaluations as")) return true;
  if (observer.startsWith("member ")) return observer !== `member ${bystander}`;
  return kind !== "authors" && watching.includes(observer);
}

describe("before the reveal nobody is told, by any message, their number or their order", () => {
  test.each([1])(
    "what peers fill in, submit or leave: the other members, the agency, strangers and health (seed %i)",
    { timeout: patience },
    async (seed) => {
      expect(await differences("peers", differingPeers(seed))).toEqual([]);
    },
  );

  test.each([2])(
    "whose sheets came in, in which order and with which marks: not even who watches (seed %i)",
    { timeout: patience },
    async (seed) => {
      expect(await differences("authors", differingAuthors(seed))).toEqual([]);
    },
  );

  test("what a rollback found and kept", { timeout: patience }, async () => {
    expect(await differences("rollbacks", differingRollbacks(1))).toEqual([]);
  });
});

describe("the promise would be seen to be broken if", () => {
  test.each(leaks)("$name", { timeout: patience }, async ({ shows, over, putIn }) => {
    undos.push(putIn());
    expect(await differences(shows, kinds[shows](1), over ?? "sockets")).not.toEqual([]);
  });
});
