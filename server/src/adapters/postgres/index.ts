/** PostgreSQL behind the kernel's ports. */
export { type DatabaseConfig, type DatabaseLimits, openDatabase } from "./database.ts";
export { type Connection, type Embedded, EmbeddedError, startEmbedded } from "./embedded.ts";
export {
  DatabaseUnfit,
  requireFit,
  settingsOf,
  tolerableSkewMs,
  type DatabaseSettings,
} from "./fitness.ts";
export { migrate, requireCurrent, SchemaDiffers } from "./migrate.ts";
export { inTurn, KeysInUse, sharingKeys, withKeysAlone } from "./turns.ts";
export { rewrap, type Rewrapping } from "./rewrap.ts";
export type { Database, Schema } from "./schema.ts";
export { postgresBlobStore } from "./blob-store.ts";
export { postgresCheckpointStore } from "./checkpoint-store.ts";
export { postgresDraftStore } from "./draft-store.ts";
export { postgresEventStore } from "./event-store.ts";
export { postgresLeaseStore } from "./lease-store.ts";
export { postgresOutboxStore } from "./outbox-store.ts";
export { postgresPhotoStore } from "./photo-store.ts";
export { postgresVaultStore } from "./vault-store.ts";
export { isStoreGone } from "./store-gone.ts";
