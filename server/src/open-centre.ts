import type { Logger } from "pino";
import { openIdentity } from "./identity/index.ts";
import { Journal } from "./kernel/journal.ts";
import type { Clock } from "./kernel/ports.ts";
import type { StreamDamaged } from "./kernel/stream-writer.ts";
import type { openRecord } from "./open-record.ts";
import type { OpenStore } from "./open-store.ts";
import { openEvaluations, openExperts, openPeople, openUsers } from "./registry/index.ts";
import { TableAudit } from "./registry/table-audit.ts";

/**
 * The centre's tables, each held to what the `registry` stream says of its rows; what is not as it should be is logged,
 * and the server goes on without it.
 */
export async function openCentre(
  { db, alone }: OpenStore,
  { writing, requestCheckpoint, ledger, checkpoints }: Awaited<ReturnType<typeof openRecord>>,
  {
    clock,
    logger,
    reportDamage,
  }: Readonly<{ clock: Clock; logger: Logger; reportDamage: (damage: StreamDamaged) => void }>,
) {
  const audit = new TableAudit(db, clock);
  const registryStream = await Journal.open("registry", writing, {
    onAppend: requestCheckpoint,
    replay: audit.replay,
  });
  audit.follow(registryStream);
  const journals = [ledger.journal, registryStream];
  for (const { name, damage, head } of journals) {
    if (damage !== undefined) reportDamage(damage);
    if (head !== undefined) await checkpoints.ensure(name, head);
  }
  const record = registryStream.record.bind(registryStream);
  const alteredRows = await alone(() => audit.findings());
  for (const { row, what } of alteredRows) {
    logger.error({ row, detail: what }, "a row is not what the record says of it");
  }
  return {
    journals,
    registryStream,
    record,
    users: openUsers(db, record),
    experts: openExperts(db, record),
    people: openPeople(db, record),
    evaluations: openEvaluations(db, record),
    identity: openIdentity(db, record, (userId) => audit.stands(userId)),
    alteredRows,
  };
}
