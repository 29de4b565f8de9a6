/**
 * A member who recuses is put out. When the server is killed between that and its answer, the member comes back to a
 * closed door and is told so, which ends the script and is no fault.
 */
export function mayEnd(error: unknown): boolean {
  return error instanceof Error && /checkIn: room\.(not-yours|replaced)/.test(error.message);
}
