import type { BidContent, Tender } from "@yuanping/shared/contracts/tender.ts";
import { methodSchema } from "@yuanping/shared/method/index.ts";

/** What panels are drawn for. */
export const specialty = "it";

export const bidContents: readonly BidContent[] = [
  { id: "B1", price: "1180000.00" },
  { id: "B2", price: "1095000.00" },
  { id: "B3", price: "1240000.00" },
  { id: "B4", price: "1130000.00" },
  { id: "B5", price: "1175000.00" },
];

/** A tender of usual size: five bids, three marked items and the price; the key of the sheets is held by three. */
export function tenderFor(room: number, offices: Tender["offices"], members: number): Tender {
  return {
    number: `LOAD-${room + 1}`,
    title: "全省统一战线智库管理系统采购项目",
    lot: `第 ${room + 1} 标段`,
    owner: "示范采购单位",
    agencyName: "蜀信招标代理有限公司",
    subject: "services",
    special: false,
    profile: { id: "open", version: "2026-11-01" },
    method: methodSchema.parse({
      items: [
        { id: "技术方案", kind: "subjective", max: "40" },
        { id: "实施与服务", kind: "subjective", max: "20" },
        { id: "同类业绩", kind: "objective", max: "10" },
      ],
      aggregate: { kind: "mean" },
      price: { formula: "lowest-over-price", points: "30" },
      rounding: {
        item: { places: 2, mode: "half-up" },
        price: { places: 2, mode: "half-up" },
        total: { places: 2, mode: "half-up" },
      },
      order: ["total-desc", "price-asc"],
    }),
    bidders: bidContents.map(({ id }) => ({ id, name: `成都智汇云图信息技术股份有限公司 ${id}` })),
    panel: {
      draw: { seats: [{ specialty, count: members }], regions: [], onePerEmployer: false },
      law: "uniform",
      ownerRepresentatives: [],
    },
    offices,
    sealing: { level: "L2" },
  };
}
