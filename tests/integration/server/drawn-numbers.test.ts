import { afterAll, beforeAll, expect, test } from "vitest";
import type { Intake } from "@yuanping/shared/contracts/http.ts";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { computeOutcome } from "@yuanping/shared/method/index.ts";
import { entriesOf } from "../../support/evidence/read-bundle.ts";
import { serverInProcess } from "../../support/server-in-process.ts";
import { secretPrices, smallCase } from "../../support/server-case.ts";
import { Lot } from "../../support/server-people.ts";

const url = serverInProcess();
const ks = ["0.91", "0.93", "0.95", "0.97", "0.99"];
const cs = ["0.2", "0.4", "0.6"];
const desks = ["城东分中心 1 号", "城东分中心 2 号", "南充分中心 1 号", "南充分中心 2 号"];
const price = {
  formula: "benchmark",
  points: "30",
  base: { kind: "weighted", control: "1300000", k: "0.91", c: "0.2" },
  abovePerPercent: "1",
  belowPerPercent: "0.5",
  deviation: "interpolate",
} as const;
const withLots = (intake: Intake): Intake => ({
  ...intake,
  method: {
    ...intake.method,
    price,
    drawn: [
      { name: "k", from: ks },
      { name: "c", from: cs },
    ],
  },
  desks,
});

let lot: Lot;
beforeAll(async () => {
  lot = await (await Lot.open(url(), { changed: withLots })).checkIn();
}, 180_000);
afterAll(() => lot.close());

test("every member is drawn a desk of the stated ones, and learns their own alone", () => {
  const own = lot.members.map(({ seat }) => seat.view.me.desk);
  expect(new Set(own).size).toBe(3);
  for (const [index, { seat }] of lot.members.entries()) {
    expect(desks).toContain(own[index]);
    const others = own.filter((_, place) => place !== index);
    const heard = seat.received.join("");
    for (const other of others) expect(heard).not.toContain(other);
  }
});

test("K and C come from three reveals over real sockets once the bids are open; the result and the bundle follow", async () => {
  await lot.beginScoring(async () => {
    await lot.host.until(({ view }) => view.numbers?.isDue === false);
  });
  const seen = lot.host.view.numbers;
  const [k = "", c = ""] = seen?.sets.map(({ value = "" }) => value) ?? [];
  expect(ks).toContain(k);
  expect(cs).toContain(c);
  expect(seen?.N).toBe("15");
  for (const { seat } of lot.members) expect(seat.view.numbers).toEqual(seen);
  for (const index of [0, 1, 2]) await lot.submit(index);
  await lot.finish();
  const outcome = lot.supervisor.view.result?.outcome;
  const drawn = { ...price, base: { ...price.base, k, c } };
  const due = computeOutcome({ ...smallCase, price: drawn });
  expect(outcome?.bids).toEqual(due.bids);
  expect(secretPrices).toHaveLength(Object.keys(due.bids).length);

  const bundle = await lot.supervisor.account.http.bundle(lot.id);
  if (!bundle.ok) throw new Error(bundle.refusal.en);
  const { checks } = await verifyBundle(bundle.value);
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(checks.find(({ name }) => name === "draw")?.detail).toContain(`k = ${k}; c = ${c}`);
  const names = entriesOf(bundle.value).map(({ name }) => name);
  expect(names).toContain("transcript.json");
}, 180_000);
