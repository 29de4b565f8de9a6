/**
 * SQLSTATE classes and codes (PostgreSQL, appendix A) of a store that cannot do its work now: connection exceptions,
 * insufficient resources (a full disk among them), shutdown and crash, and errors of the system below.
 */
const passing = /^(08|53|57P0|58|XX001)/;
const unreachable = new Set(["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE", "ETIMEDOUT"]);
/** What the driver says without a code. */
const spoken =
  /connection terminated|timeout exceeded when trying to connect|query read timeout|not queryable|connection error/i;

/** Whether an error means that the store is gone or stuck, and not that what was asked of it is wrong. */
export function isStoreGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  // A statement or a lock that took too long: the store is there, but does not get on.
  if (code === "57014" || code === "55P03") return true;
  // A standby, or a server that was told to take nothing more.
  if (code === "25006") return true;
  return passing.test(code) || unreachable.has(code) || (code === "" && spoken.test(error.message));
}
