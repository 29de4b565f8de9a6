import type { Actor } from "@yuanping/shared/contracts/record.ts";
import type { Role } from "@yuanping/shared/contracts/roles.ts";
import { tenderSchema } from "@yuanping/shared/contracts/tender.ts";

const person = (digit: string): string => digit.repeat(32);
const actor = (digit: string, role: Role): Actor => ({
  person: person(digit),
  role,
  session: "bench-session",
});

export const agency = actor("a", "agency");
export const host = actor("b", "host");
export const supervisor = actor("c", "supervisor");
const witness = actor("d", "witness");

/** The smallest tender that a room takes, with commitments to bids that nobody will open. */
export function benchTender() {
  const bidders = ["B1", "B2", "B3"].map((id) => ({ id, name: `投标人 ${id}` }));
  const tender = tenderSchema.parse({
    number: "BENCH-1",
    title: "测量",
    lot: "一",
    owner: "单位",
    agencyName: "代理",
    subject: "services",
    special: false,
    profile: { id: "open", version: "2026-11-01" },
    method: {
      items: [{ id: "technical", kind: "subjective", max: "70" }],
      aggregate: { kind: "mean" },
      price: { formula: "lowest-over-price", points: "30" },
      order: ["total-desc"],
    },
    bidders,
    panel: {
      draw: { seats: [{ specialty: "it", count: 3 }], regions: [], onePerEmployer: false },
      law: "uniform",
      ownerRepresentatives: [],
    },
    offices: {
      agency: agency.person,
      host: host.person,
      supervisor: supervisor.person,
      witness: witness.person,
    },
    sealing: { level: "L1", publicKey: `${"A".repeat(43)}=` },
  });
  const bids = bidders.map(({ id }) => ({ bid: id, commitment: "0".repeat(64) }));
  return { tender, bids };
}
