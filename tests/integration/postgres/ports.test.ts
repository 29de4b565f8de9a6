import * as memory from "../../../server/src/adapters/memory/index.ts";
import * as postgres from "../../../server/src/adapters/postgres/index.ts";
import { testCluster } from "../../support/postgres.ts";
import { eventStoreContract } from "./event-store.contract.ts";
import { leaseStoreContract } from "./lease-store.contract.ts";
import { sideStoresContract } from "./side-stores.contract.ts";

const cluster = testCluster();
const clock = { now: () => Date.now() };

eventStoreContract("PostgreSQL", async () => {
  const { db } = await cluster.freshDatabase();
  return { events: postgres.postgresEventStore(db), leases: postgres.postgresLeaseStore(db) };
});
eventStoreContract("memory", async () => memory.memoryRecord(clock));

leaseStoreContract("PostgreSQL", async () =>
  postgres.postgresLeaseStore((await cluster.freshDatabase()).db),
);
leaseStoreContract("memory", async () => memory.memoryRecord(clock).leases);

sideStoresContract("PostgreSQL", async () => {
  const { db } = await cluster.freshDatabase();
  return {
    checkpoints: postgres.postgresCheckpointStore(db),
    drafts: postgres.postgresDraftStore(db),
    vault: postgres.postgresVaultStore(db),
    blobs: postgres.postgresBlobStore(db),
    photos: postgres.postgresPhotoStore(db),
  };
});
let moment = 0;
sideStoresContract("memory", async () => ({
  checkpoints: memory.memoryCheckpointStore(),
  drafts: memory.memoryDraftStore(),
  vault: memory.memoryVaultStore(),
  blobs: memory.memoryBlobStore(),
  // No two moments are the same, as in a database.
  photos: memory.memoryPhotoStore(() => (moment += 1)),
}));
