import type { Check } from "@yuanping/shared/evidence/index.ts";

/** What the verifier says to the page. */
export type FromVerifier =
  | Readonly<{ kind: "check"; check: Check }>
  | Readonly<{ kind: "end"; ok: boolean; readable: boolean; evaluation?: string; size?: number }>;
