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

    test("gives a free lease, and names its holder to everyone else", async () => {
      expect(await leases.acquire("s", "node-1", LONG)).toEqual({ held: true, epoch: 1 });
      expect(await leases.acquire("s", "node-2", LONG)).toEqual({ held: false, node: "node-1" });
      expect(await leases.acquire("t", "node-2", LONG)).toEqual({ held: true, epoch: 1 });
    });

    test("taking it again as its holder keeps the epoch", async () => {
      await leases.acquire("s", "node-1", LONG);
      expect(await leases.acquire("s", "node-1", LONG)).toEqual({ held: true, epoch: 1 });
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
      expect(await leases.renew("s", "node-1", 1, LONG)).toBe(false);
    });

    test("an expired lease that nobody took can be renewed", async () => {
      await leases.acquire("s", "node-1", 1);
      await delay(20);
      expect(await leases.renew("s", "node-1", 1, LONG)).toBe(true);
      expect(await leases.acquire("s", "node-2", LONG)).toEqual({ held: false, node: "node-1" });
    });

    test("renewing or releasing with a wrong epoch, node or stream changes nothing", async () => {
      await leases.acquire("s", "node-1", LONG);
      expect(await leases.renew("s", "node-1", 2, LONG)).toBe(false);
      expect(await leases.renew("s", "node-2", 1, LONG)).toBe(false);
      expect(await leases.renew("t", "node-1", 1, LONG)).toBe(false);
      await leases.release("s", "node-1", 2);
      await leases.release("s", "node-2", 1);
      expect(await leases.acquire("s", "node-2", LONG)).toEqual({ held: false, node: "node-1" });
    });

    test("of many nodes that ask at once exactly one gets it", async () => {
      const asked = Array.from({ length: 20 }, (_, n) => leases.acquire("s", `node-${n}`, LONG));
      const answers = await Promise.all(asked);
      expect(answers.filter(({ held }) => held)).toHaveLength(1);
    });
  });
}
