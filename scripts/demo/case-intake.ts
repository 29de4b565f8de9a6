import type { Intake, RegistryView } from "@yuanping/shared/contracts/http.ts";
import type { EvaluationCase } from "@yuanping/shared/method/index.ts";
import { methodSchema } from "@yuanping/shared/method/index.ts";

/** The specialty that the demo's panels are drawn from; every demo expert pool has enough of it. */
const specialty = "it";

/** The members of a case, in the order of its sheets; one where the case asks for no marks, since somebody must review. */
export function membersOf(evaluation: EvaluationCase): readonly string[] {
  const members = new Set(
    Object.values(evaluation.marks).flatMap((byMember) => Object.keys(byMember)),
  );
  return members.size === 0 ? ["E1"] : [...members];
}

/** A tender that asks for just what the case computes: same method, bids and number of members. */
export function intakeOf(evaluation: EvaluationCase, registry: RegistryView, room: number): Intake {
  const { items, aggregate, missing, price, rounding, order, technicalFloor, farFromMean } =
    evaluation;
  const title = (evaluation.title ?? evaluation.id ?? "评审").slice(0, 150);
  const holder = (office: "host" | "supervisor" | "witness"): string => {
    const officers = registry.officers.filter(({ offices }) => offices.includes(office));
    const officer = officers[room % officers.length];
    if (officer === undefined) throw new Error(`the demo centre has no ${office}`);
    return officer.id;
  };
  return {
    number: `DEMO-${room + 1}`,
    title,
    lot: `${evaluation.id ?? "case"} 标段 ${room + 1}`,
    owner: "示范采购单位",
    agencyName: "示范代理机构",
    subject: "services",
    special: false,
    profile: { id: "open", version: "2026-11-01" },
    method: methodSchema.parse({
      items,
      aggregate,
      missing,
      price,
      rounding,
      order,
      ...(technicalFloor === undefined ? {} : { technicalFloor }),
      ...(farFromMean === undefined ? {} : { farFromMean }),
    }),
    bidders: evaluation.bids.map(({ id }) => ({ id, name: `投标人 ${id}` })),
    bids: evaluation.bids.map(({ id, price: offered, given, preferences }) => ({
      id,
      ...(offered === undefined ? {} : { price: offered }),
      ...(given === undefined ? {} : { given }),
      ...(preferences === undefined ? {} : { preferences: [...preferences] }),
    })),
    panel: {
      draw: {
        seats: [{ specialty, count: membersOf(evaluation).length }],
        regions: [],
        onePerEmployer: false,
      },
      law: "equal",
      ownerRepresentatives: [],
    },
    witnessing: { outside: [] },
    offices: { host: holder("host"), supervisor: holder("supervisor"), witness: holder("witness") },
    invitations: { answerWithin: 24 * 3600, place: "示范中心评标区" },
    sealing: "L2",
    checkInPhoto: "required",
  };
}
