import type { BidTotal, Check, Story } from "@yuanping/shared/evidence/index.ts";

/** What the verifier found besides its checks; `totals` only where the check of that name holds. */
export type Verified = Readonly<{
  evaluation?: string;
  /** Events in the bundle. */
  size?: number;
  totals?: readonly BidTotal[];
  story?: Story;
}>;

/** What the verifier says to the page. */
export type FromVerifier =
  | Readonly<{ kind: "check"; check: Check }>
  | (Readonly<{ kind: "end"; ok: boolean; readable: boolean }> & Verified);
