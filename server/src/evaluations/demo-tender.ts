import { intakeSchema, type Intake } from "@yuanping/shared/contracts/http.ts";
import type { DocumentFolder } from "../documents/document-folder.ts";
import { demoDocument } from "../documents/demo-documents.ts";
import { DEMO_SPECIALTY } from "../registry/demo-centre.ts";
import type { Calling, User } from "../registry/user.ts";
import type { Users } from "../registry/users.ts";
import { takeIn, type IntakeSources } from "./intake.ts";

/** What the demo tender asks for: three members, four bids, two subjective items, one objective, and the price. */
function demoIntake(offices: Intake["offices"]): Intake {
  return intakeSchema.parse({
    number: "YP-2026-0001",
    title: "全省统一战线智库管理系统采购项目(演示)",
    lot: "第一标段",
    owner: "示范采购单位",
    agencyName: "蜀信招标代理有限公司",
    subject: "services",
    profile: { id: "open", version: "2026-11-01" },
    method: {
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
    },
    bidders: [
      { id: "B1", name: "成都智汇云图信息技术股份有限公司" },
      { id: "B2", name: "浙江数政科技有限公司" },
      { id: "B3", name: "绵阳高新区西南软件与系统集成联合研究中心有限责任公司" },
      { id: "B4", name: "南充星河数据服务有限公司" },
    ],
    bids: [
      { id: "B1", price: "1180000.00" },
      { id: "B2", price: "1095000.00" },
      { id: "B3", price: "1240000.00" },
      { id: "B4", price: "1130000.00" },
    ],
    panel: {
      draw: {
        seats: [{ specialty: DEMO_SPECIALTY, count: 3 }],
        regions: [],
        onePerEmployer: false,
      },
    },
    offices,
    desks: ["城东分中心 1 号席", "城东分中心 2 号席", "南充分中心 1 号席", "南充分中心 2 号席"],
    checkInPhoto: "required",
    sealing: "L2",
    witnessing: { outside: [] },
  });
}

/** Opens a tender in a centre that was just seeded, so that there is an evaluation to walk through. */
export async function openDemoTender(users: Users, sources: IntakeSources): Promise<void> {
  const agency = await firstWith(users, "agency");
  const offices = {
    host: (await firstWith(users, "host")).id,
    supervisor: (await firstWith(users, "supervisor")).id,
    witness: (await firstWith(users, "witness")).id,
  };
  const intake = await withDocuments(demoIntake(offices), sources.documents);
  const outcome = await takeIn(intake, agency, "demo-tender", sources);
  if (!outcome.ok) throw new Error(`the demo tender was refused: ${outcome.refusal.code}`);
}

/** Three of the four bids bring a technical document; the fourth shows what a bid without any looks like. */
async function withDocuments(intake: Intake, folder: DocumentFolder): Promise<Intake> {
  const bids: Intake["bids"] = [];
  for (const bid of intake.bids) {
    const bytes = await demoDocument(bid.id);
    if (bytes === undefined) {
      bids.push(bid);
      continue;
    }
    const kept = await folder.keep(oneByOne([bytes]));
    if (typeof kept === "string") throw new Error(`the demo document was not kept: ${kept}`);
    const document = { name: "技术文件.pdf", ...kept, mediaType: "application/pdf" };
    bids.push({ ...bid, documents: [document] });
  }
  return { ...intake, bids };
}

async function* oneByOne(pieces: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* pieces;
}

async function firstWith(users: Users, office: Calling): Promise<User> {
  const [user] = await users.withOffice(office);
  if (user === undefined) throw new Error(`the demo centre has no ${office}`);
  return user;
}
