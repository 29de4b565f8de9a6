import { postgresEventStore } from "../../../server/src/adapters/postgres/event-store.ts";
import { postgresLeaseStore } from "../../../server/src/adapters/postgres/lease-store.ts";
import { testCluster } from "../../support/postgres.ts";
import { eventStoreContract } from "./event-store.contract.ts";

const cluster = testCluster();

eventStoreContract("PostgreSQL", async () => {
  const { db } = await cluster.freshDatabase();
  return { events: postgresEventStore(db), leases: postgresLeaseStore(db) };
});
