/** Whose photograph it is, and which: the SHA-256 of the JPEG as it was sent. */
export type PhotoName = Readonly<{ evaluation: string; member: string; sha256: string }>;

/** What is kept of one evaluation. */
export type KeptPhotos = Readonly<{ evaluation: string; photos: number; bytes: number }>;

/** Photographs taken at check-in, encrypted before they get here. */
export interface PhotoStore {
  /** Durable when it resolves. The same photograph once more is kept as it was, and counts as new again. */
  put(name: PhotoName, sealed: Uint8Array): Promise<void>;
  get(name: PhotoName): Promise<Uint8Array | undefined>;
  remove(name: PhotoName): Promise<void>;
  /**
   * Takes away an evaluation's photographs except those `named`; what was put within the last `minutes` stays, since its
   * event may be on the way. Answers how many went.
   */
  sweep(evaluation: string, named: readonly string[], minutes: number): Promise<number>;
  all(): Promise<readonly KeptPhotos[]>;
  removeAll(evaluation: string): Promise<void>;
}
