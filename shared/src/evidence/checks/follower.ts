import type { EventRecord } from "../../contracts/record.ts";
import type { Finding } from "../check.ts";

/** One event of a bundle, with its Merkle leaf hash. */
export type Followed = Readonly<{
  record: EventRecord;
  leaf: Uint8Array;
  /** False where the text behind the leaf hash is withheld, and `record` is what its exporter says of it. */
  isWhole: boolean;
}>;

/** A check that is told of one event after the other, so that nobody has to hold a list of them. */
export type Follower = Readonly<{
  take: (followed: Followed) => void;
  /** Asked once, after the last event. */
  finding: () => Finding;
}>;
