/**
 * - `in-use`: another running process owns the data folder.
 * - `no-binaries`: PostgreSQL for this platform is not installed.
 * - `not-private`: a folder that must be ours alone is not.
 * - `closed-off`: the user that PostgreSQL runs as cannot reach the data folder.
 * - `failed`: PostgreSQL did not start; the message ends with the last lines that it wrote.
 */
export type EmbeddedErrorCode = "in-use" | "no-binaries" | "not-private" | "closed-off" | "failed";

/** Why the embedded PostgreSQL cannot be used; the message says what an operator can do. */
export class EmbeddedError extends Error {
  readonly code: EmbeddedErrorCode;

  constructor(code: EmbeddedErrorCode, message: string) {
    super(message);
    this.name = "EmbeddedError";
    this.code = code;
  }
}
