import type { CommandOf } from "@yuanping/shared/contracts/commands/index.ts";
import { tenderSchema, type BidContent, type Tender } from "@yuanping/shared/contracts/tender.ts";
import { commitTo } from "@yuanping/shared/seal/commitment.ts";
import { chanceOf, personOf } from "./evaluation-room.ts";

/** Who holds the offices of a scripted evaluation. */
export const offices = {
  agency: personOf("agency"),
  host: personOf("host"),
  supervisor: personOf("supervisor"),
  witness: personOf("witness"),
};

const specialties = ["造价", "土建"];
const regions = ["杭州", "宁波", "温州"];

/** Forty experts of two specialties, three cities and twenty-five employers. */
export const pool: CommandOf<"sealDraw">["pool"] = Array.from({ length: 40 }, (_, n) => ({
  ref: personOf(`expert-${n}`),
  specialties: n % 7 === 0 ? specialties : [specialties[n % 2] ?? ""],
  region: regions[n % 3] ?? "",
  employer: personOf(`employer-${n % 25}`),
  weight: 1,
}));

/** A tender for works under profile T: five members, four bidders, points for plan, schedule, experience and price. */
export function scriptedTender(sealing: Tender["sealing"]): Tender {
  return tenderSchema.parse({
    number: "ZJ-2026-0117",
    title: "滨江社区卫生服务中心改扩建工程",
    lot: "第一标段",
    owner: "滨江街道办事处",
    agencyName: "远评示范代理有限公司",
    subject: "works",
    budget: "6800000",
    special: false,
    profile: { id: "T", version: "2026-11-01" },
    method: {
      items: [
        { kind: "pass-fail", id: "bid-bond" },
        { kind: "subjective", id: "plan", max: "40" },
        { kind: "subjective", id: "schedule", max: "10" },
        { kind: "objective", id: "experience", max: "10" },
      ],
      aggregate: { kind: "mean" },
      price: { formula: "lowest-over-price", points: "40" },
      rounding: {
        item: { places: 2, mode: "half-up" },
        price: { places: 2, mode: "half-up" },
        total: { places: 2, mode: "half-up" },
      },
      order: ["total-desc", "price-asc"],
    },
    document: { criteria: ["bid-bond", "plan", "schedule", "experience"] },
    bidders: ["甲", "乙", "丙", "丁"].map((name, n) => ({
      id: `B${n + 1}`,
      name: `${name}建设公司`,
    })),
    panel: {
      draw: {
        seats: [
          { specialty: "造价", count: 2 },
          { specialty: "土建", count: 3 },
        ],
        regions: regions.map((region) => ({ region, min: 0, max: 3 })),
        onePerEmployer: true,
      },
      law: "equal",
      ownerRepresentatives: [],
    },
    offices,
    sealing,
  });
}

const prices = ["6120000", "5980000", "6350000", "5870000"];

/** The bids with the nonces that open their commitments, as the server keeps them until the unsealing. */
export const sealedBids: CommandOf<"unsealBids">["bids"] = prices.map((price, n) => {
  const content: BidContent = {
    id: `B${n + 1}`,
    price,
    documents: [
      {
        name: `投标文件-${n + 1}.pdf`,
        sha256: chanceOf(`document/${n}`),
        size: 1_000_000 + n,
        mediaType: "application/pdf",
      },
    ],
  };
  return { content, nonce: chanceOf(`bid-nonce/${n}`) };
});

export const bidCommitments = sealedBids.map(({ content, nonce }) => ({
  bid: content.id,
  commitment: commitTo("bid", content, nonce),
}));
