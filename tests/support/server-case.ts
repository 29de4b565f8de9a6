import type { Intake, RegistryView } from "@yuanping/shared/contracts/http.ts";
import { caseSchema, type EvaluationCase } from "@yuanping/shared/method/index.ts";
import { intakeOf } from "../../scripts/demo/case-intake.ts";
import { DEMO_SPECIALTY } from "../../server/src/registry/demo-centre.ts";

/**
 * Marks that stand nowhere else, so that finding one in any bytes means that a mark is there: with fewer decimals the
 * seconds of some time of day would look like one every now and then.
 */
export const secretMarks = [
  ["41.883729", "43.917341", "47.339187"],
  ["38.271933", "36.775319", "39.618753"],
  ["33.157961", "31.946377", "35.539783"],
] as const;

/** Prices as little likely to stand anywhere by chance. */
export const secretPrices = ["1180937.31", "1095273.17", "1240619.53"] as const;

/** Three bids, three members, one item besides the price. */
export const smallCase: EvaluationCase = caseSchema.parse({
  format: "evaluation-case/1",
  id: "small",
  items: [{ id: "technical", kind: "subjective", max: "70" }],
  aggregate: { kind: "mean" },
  price: { formula: "lowest-over-price", points: "30" },
  rounding: {
    item: { places: 2, mode: "half-up" },
    price: { places: 2, mode: "half-up" },
    total: { places: 2, mode: "half-up" },
  },
  order: ["total-desc", "price-asc"],
  bids: secretPrices.map((price, index) => ({ id: `B${index + 1}`, price })),
  marks: Object.fromEntries(
    secretMarks.map((row, bid) => [
      `B${bid + 1}`,
      Object.fromEntries(row.map((mark, member) => [`E${member + 1}`, { technical: mark }])),
    ]),
  ),
});

/**
 * The tender of the small case; its panel comes from the four experts of the demo's own specialty. The server holds the
 * key of the sheets unless it is asked otherwise, so that they open without anybody's doing.
 */
export function smallIntake(
  registry: RegistryView,
  room = 0,
  sealing: Intake["sealing"] = "L1",
  witnessed = true,
): Intake {
  // Its members come as they find it in their lists, and nobody photographs them: both have tests of their own.
  const {
    invitations: _invitations,
    checkInPhoto: _checkInPhoto,
    witnessing,
    ...intake
  } = intakeOf(smallCase, registry, room);
  const seats = [{ specialty: DEMO_SPECIALTY, count: 3 }];
  return {
    ...intake,
    ...(witnessed && witnessing !== undefined ? { witnessing } : {}),
    sealing,
    panel: { ...intake.panel, draw: { ...intake.panel.draw, seats } },
  };
}
