import type { Intake } from "@yuanping/shared/contracts/http.ts";
import { refuse, type Refusal } from "@yuanping/shared/contracts/refusal.ts";
import type { Office } from "@yuanping/shared/contracts/roles.ts";
import type { Tender } from "@yuanping/shared/contracts/tender.ts";
import { decide } from "@yuanping/shared/evaluation/index.ts";
import type { DocumentFolder } from "../documents/document-folder.ts";
import type { SealedBids } from "../evidence/sealed-bids.ts";
import type { SealingKeys } from "../evidence/sealing-keys.ts";
import type { Clock, Random } from "../kernel/ports.ts";
import type { Rooms } from "../kernel/rooms.ts";
import type { Evaluations } from "../registry/evaluations.ts";
import type { People } from "../registry/people.ts";
import type { User } from "../registry/user.ts";
import type { Users } from "../registry/users.ts";
import type { Pseudonyms } from "./pseudonyms.ts";

export type IntakeSources = Readonly<{
  rooms: Rooms;
  users: Users;
  evaluations: Evaluations;
  people: People;
  pseudonyms: Pseudonyms;
  sealingKeys: SealingKeys;
  bids: SealedBids;
  documents: DocumentFolder;
  clock: Clock;
  random: Random;
  /** Brings a room that was just opened to the node that is best for it. */
  settle: (evaluation: string) => Promise<void>;
}>;

export type IntakeOutcome = Readonly<
  { ok: true; evaluation: string } | { ok: false; refusal: Refusal }
>;

/**
 * 受理: turns what an agency filled in into the first command of a stream. The core is asked first, so that an unlawful
 * intake leaves nothing. Keys, sealed bids and the directory's entries are kept before the stream begins: a crash in
 * between leaves an entry without a stream, which no list shows.
 */
export async function takeIn(
  intake: Intake,
  agency: User,
  session: string,
  sources: IntakeSources,
): Promise<IntakeOutcome> {
  if (!agency.offices.includes("agency")) {
    return { ok: false, refusal: refuse("forbidden", "identity.not-in-office") };
  }
  const unknown = await unknownOfficer(intake, sources.users);
  if (unknown !== undefined) {
    return { ok: false, refusal: refuse("invalid", "intake.unknown-officer", { office: unknown }) };
  }
  const absent = await absentDocument(intake, sources.documents);
  if (absent !== undefined) {
    const { bid, name } = absent;
    return { ok: false, refusal: refuse("invalid", "documents.not-uploaded", { bid, name }) };
  }
  const evaluation = evaluationId(sources.random);
  await sources.pseudonyms.create(evaluation);
  const tender = await tenderOf(intake, agency, evaluation, sources);
  const bids = await sources.bids.keep(evaluation, intake.bids);
  const command = { type: "openTender" as const, evaluation, tender, bids };
  const actor = { person: tender.offices.agency, role: "agency" as const, session };
  const foreseen = decide(undefined, command, { actor, at: sources.clock.now() });
  if (!foreseen.ok) return { ok: false, refusal: foreseen.refusal };
  await enterInDirectory(intake, agency, evaluation, tender, sources);
  // Whichever node was asked begins the stream; where the room lives is decided when somebody enters it.
  const found = await sources.rooms.find(evaluation, "sent");
  if (!found.ok) return { ok: false, refusal: refuse("unavailable", "room.opening") };
  const receipt = await found.room.send({ id: sources.random.id(), command, actor });
  if (!receipt.ok) return receipt;
  await sources.settle(evaluation);
  return { ok: true, evaluation };
}

function evaluationId(random: Random): string {
  return `ev-${random
    .id()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "")
    .slice(0, 10)}`;
}

async function unknownOfficer({ offices }: Intake, users: Users): Promise<Office | undefined> {
  for (const office of ["host", "supervisor", "witness"] as const) {
    const user = await users.byId(offices[office]);
    if (user === undefined || !user.offices.includes(office)) return office;
  }
  return undefined;
}

/** The first document that a bid names and that is not kept as it is named. */
async function absentDocument(
  { bids }: Intake,
  documents: DocumentFolder,
): Promise<Readonly<{ bid: string; name: string }> | undefined> {
  for (const { id: bid, documents: named = [] } of bids) {
    for (const { name, sha256, size } of named) {
      if ((await documents.sizeOf(sha256)) !== size) return { bid, name };
    }
  }
  return undefined;
}

async function tenderOf(
  intake: Intake,
  agency: User,
  evaluation: string,
  { pseudonyms, sealingKeys }: IntakeSources,
): Promise<Tender> {
  const ref = (userId: string): Promise<string> => pseudonyms.refOf(evaluation, userId);
  const { offices, panel, sealing: level, bids: _bids, ...rest } = intake;
  return {
    ...rest,
    reportForm: 2,
    panel: {
      ...panel,
      ownerRepresentatives: await Promise.all(panel.ownerRepresentatives.map(ref)),
    },
    offices: {
      agency: await ref(agency.id),
      host: await ref(offices.host),
      supervisor: await ref(offices.supervisor),
      witness: await ref(offices.witness),
    },
    sealing:
      level === "L1" ? { level, publicKey: await sealingKeys.create(evaluation) } : { level },
  };
}

/** The entry for lists, and who stands behind the offices' refs. */
async function enterInDirectory(
  intake: Intake,
  agency: User,
  evaluation: string,
  tender: Tender,
  { evaluations, people, clock }: IntakeSources,
): Promise<void> {
  const { number, title, offices, panel } = intake;
  const entry = { id: evaluation, number, title, agency: agency.id, createdAt: clock.now() };
  await evaluations.register(entry, agency.id);
  const representatives = panel.ownerRepresentatives.map((userId, index) => ({
    evaluation,
    userId,
    ref: tender.panel.ownerRepresentatives[index] ?? "",
    role: "expert" as const,
  }));
  await people.bind(
    [
      { evaluation, ref: tender.offices.agency, userId: agency.id, role: "agency" },
      { evaluation, ref: tender.offices.host, userId: offices.host, role: "host" },
      {
        evaluation,
        ref: tender.offices.supervisor,
        userId: offices.supervisor,
        role: "supervisor",
      },
      { evaluation, ref: tender.offices.witness, userId: offices.witness, role: "witness" },
      ...representatives,
    ],
    agency.id,
  );
}
