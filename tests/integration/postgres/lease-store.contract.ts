import { setTimeout as delay } from "node:timers/promises";
import { beforeEach, describe, expect, test } from "vitest";
import type { LeaseStore } from "../../../server/src/kernel/ports.ts";

const LONG = 60_000;

/** What every lease store promises. */
export function leaseStoreContract(name: string, open: () => Promise<LeaseStore>): void {
  describe(`the lease store (${name})`, () => {
    let leases: LeaseStore;
    beforeEach(async () => {
      leases = await open();
    });

    const renewed = async (stream: string, node: string, epoch: number) =>
      (await leases.renew([{ stream, epoch }], node, LONG)).has(stream);

    test("gives a free lease, and names its holder to everyone else", async () => {
      expect(await leases.acquire("s", "node-1", LONG)).toEqual({ held: true, epoch: 1 });
      expect(await leases.acquire("s", "node-2", LONG)).toEqual({ held: false, node: "node-1" });
      expect(await leases.acquire("t", "node-2", LONG)).toEqual({ held: true, epoch: 1 });
    });

    test("taking it again on the same node ends the epoch of who had it there", async () => {
      await leases.acquire("s", "node-1", LONG);
      expect(await leases.acquire("s", "node-1", LONG)).toEqual({ held: true, epoch: 2 });
      expect(await renewed("s", "node-1", 1)).toBe(false);
      expect(await renewed("s", "node-1", 2)).toBe(true);
    });

    test("every change of holder raises the epoch, even back to an earlier one", async () => {
      await leases.acquire("s", "node-1", LONG);
      await leases.release("s", "node-1", 1);
      expect(await leases.acquire("s", "node-2", LONG)).toEqual({ held: true, epoch: 2 });
      await leases.release("s", "node-2", 2);
      expect(await leases.acquire("s", "node-1", LONG)).toEqual({ held: true, epoch: 3 });
    });

    test("an expired lease can be taken, and then not be renewed by who had it", async () => {
      await leases.acquire("s", "node-1", 1);
      await delay(20);
      expect(await leases.acquire("s", "node-2", LONG)).toEqual({ held: true, epoch: 2 });
      expect(await renewed("s", "node-1", 1)).toBe(false);
    });

    test("an expired lease that nobody took can be renewed", async () => {
      await leases.acquire("s", "node-1", 1);
      await delay(20);
      expect(await renewed("s", "node-1", 1)).toBe(true);
      expect(await leases.acquire("s", "node-2", LONG)).toEqual({ held: false, node: "node-1" });
    });

    test("renewing or releasing with a wrong epoch, node or stream changes nothing", async () => {
      await leases.acquire("s", "node-1", LONG);
      expect(await renewed("s", "node-1", 2)).toBe(false);
      expect(await renewed("s", "node-2", 1)).toBe(false);
      expect(await renewed("t", "node-1", 1)).toBe(false);
      await leases.release("s", "node-1", 2);
      await leases.release("s", "node-2", 1);
      expect(await leases.acquire("s", "node-2", LONG)).toEqual({ held: false, node: "node-1" });
    });

    test("of many leases, those that are still held are renewed and named, and the others are not", async () => {
      await leases.acquire("s", "node-1", LONG);
      await leases.acquire("t", "node-1", LONG);
      await leases.acquire("u", "node-2", LONG);
      const asked = ["s", "t", "u"].map((stream) => ({ stream, epoch: 1 }));
      await leases.release("t", "node-1", 1);
      expect(await leases.renew(asked, "node-1", LONG)).toEqual(new Set(["s"]));
    });

    test("a lease that is handed over is the other's at once, and the giver's epoch is over", async () => {
      await leases.acquire("s", "node-1", LONG);
      expect(await leases.transfer("s", "node-1", 1, "node-2", LONG)).toBe(true);
      expect(await leases.transfer("s", "node-1", 1, "node-3", LONG)).toBe(false);
      expect(await renewed("s", "node-1", 1)).toBe(false);
      expect(await leases.holder("s")).toEqual({ node: "node-2", expired: false });
      expect(await leases.acquire("s", "node-2", LONG)).toEqual({ held: true, epoch: 3 });
    });

    test("waiting are the streams of whoever asks and those whose lease has run out, and no free ones", async () => {
      await leases.acquire("room/mine", "node-1", LONG);
      await leases.acquire("room/other", "node-2", LONG);
      await leases.acquire("room/dead", "node-3", 1);
      await leases.acquire("room/free", "node-3", 1);
      await leases.release("room/free", "node-3", 1);
      await leases.acquire("ledger", "node-3", 1);
      await delay(20);
      const waiting = await leases.waiting("room/", "node-1", 10);
      expect(waiting.toSorted()).toEqual(["room/dead", "room/mine"]);
      expect(await leases.holder("room/dead")).toEqual({ node: "node-3", expired: true });
      expect(await leases.holder("room/free")).toBeUndefined();
    });

    test("of many nodes that ask at once exactly one gets it", async () => {
      const asked = Array.from({ length: 20 }, (_, n) => leases.acquire("s", `node-${n}`, LONG));
      const answers = await Promise.all(asked);
      expect(answers.filter(({ held }) => held)).toHaveLength(1);
    });
  });
}
