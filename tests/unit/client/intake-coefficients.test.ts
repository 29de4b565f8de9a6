import { describe, expect, test } from "vitest";
import { readForm, type IntakeForm } from "../../../client/src/features/intake/intake-form.ts";

const form: IntakeForm = {
  number: "2026-1",
  title: "设备采购",
  lot: "1",
  owner: "采购单位",
  agencyName: "代理机构",
  subject: "goods",
  special: false,
  profile: "open 2026-11-01",
  criteria: "技术",
  items: [{ id: "技术", kind: "subjective", max: "70" }],
  aggregate: "mean",
  priceFormula: "benchmark",
  pricePoints: "30",
  control: "1300000",
  kFrom: "0.95",
  cFrom: "0.3",
  above: "1",
  below: "0.5",
  places: 2,
  bidders: [{ name: "甲公司", price: "1200000" }],
  seats: [{ specialty: "it", count: 3 }],
  regions: [],
  law: "equal",
  fallbacks: [],
  onePerEmployer: true,
  host: "us-aaaaaaaaaa",
  supervisor: "us-bbbbbbbbbb",
  witness: "us-cccccccccc",
  sealing: "L2",
  witnessed: true,
  callUp: false,
};

function methodOf(changed: Partial<IntakeForm>) {
  const reading = readForm({ ...form, ...changed });
  if (!reading.ok) throw new Error(JSON.stringify(reading.fields));
  return reading.intake.method;
}

describe("the coefficients of a benchmark in the intake form", () => {
  test("one number each is fixed, and nothing is drawn", () => {
    const { price, drawn } = methodOf({});
    expect(price).toMatchObject({
      base: { kind: "weighted", control: "1300000", k: "0.95", c: "0.3" },
      abovePerPercent: "1",
      belowPerPercent: "0.5",
    });
    expect(drawn).toBeUndefined();
  });

  test("several are the set that one is drawn from, E above and below the base among them", () => {
    const { drawn } = methodOf({ cFrom: "0.3、0.4", above: "1 1.5", below: "0.5,0.6" });
    expect(drawn).toEqual([
      { name: "c", from: ["0.3", "0.4"] },
      { name: "above", from: ["1", "1.5"] },
      { name: "below", from: ["0.5", "0.6"] },
    ]);
  });

  test("a drop of the mean is stated in percent, fixed or drawn", () => {
    const fixed = methodOf({ priceFormula: "benchmark-mean", dropFrom: "3" });
    expect(fixed.price).toMatchObject({ base: { kind: "mean", times: "0.97" } });
    const drawn = methodOf({ priceFormula: "benchmark-mean", dropFrom: "1 2 3" });
    expect(drawn.price).toMatchObject({ base: { kind: "mean", times: "0.99" } });
    expect(drawn.drawn).toEqual([{ name: "drop", from: ["1", "2", "3"] }]);
  });

  test("a number that cannot stand there points at its field", () => {
    const outOfRange = readForm({ ...form, cFrom: "1.5" });
    expect(outOfRange).toEqual({ ok: false, fields: [["cFrom"]] });
    const inSet = readForm({ ...form, cFrom: "0.3 1.5" });
    expect(inSet).toEqual({ ok: false, fields: [["cFrom"]] });
    const negative = readForm({ ...form, kFrom: "0.9 0.95", above: "1 -1" });
    expect(negative).toEqual({ ok: false, fields: [["above"]] });
    const allOfIt = readForm({ ...form, priceFormula: "benchmark-mean", dropFrom: "100" });
    expect(allOfIt).toEqual({ ok: false, fields: [["dropFrom"]] });
  });
});
