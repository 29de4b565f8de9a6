/** Every port in memory, for unit tests only. */
export { memoryRecord } from "./record.ts";
export {
  memoryBlobStore,
  memoryCheckpointStore,
  memoryDraftStore,
  memoryPhotoStore,
  memoryVaultStore,
} from "./side-stores.ts";
