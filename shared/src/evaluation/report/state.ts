import type { Instant, PersonRef } from "../../contracts/ids.ts";

import type { Report } from "./compose.ts";

/** How a member stands to the report: signed, dissenting in writing, or deemed to agree (neither, when closed). */
export type Standing = Readonly<
  | { kind: "signed"; at: Instant }
  | { kind: "dissent"; reason: string; at: Instant }
  | { kind: "deemed"; at: Instant }
>;

export type ReportState = Readonly<{
  /** The report as it stood when it was issued, with the hashes of its JSON and HTML. */
  issued: Readonly<{ json: string; html: string; at: Instant; report: Report }> | undefined;
  standings: Readonly<Record<PersonRef, Standing>>;
}>;

export const noReport: ReportState = { issued: undefined, standings: {} };
