import type { QueryClient } from "@tanstack/react-query";

export const sessionKey = ["session"] as const;

/**
 * Somebody else sits at this page now, or nobody: what was fetched for the one before goes, and whoever shows the session
 * hears of it. The session itself is replaced and never taken out of the cache: the frame, which stays on the page, would
 * go on looking at what was taken out, and offer no way out to the one who signed in.
 *
 * @param session as the server answered it; without one, the server is asked again
 */
export async function changePerson(queries: QueryClient, session?: unknown): Promise<void> {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
  if (session === undefined) await queries.resetQueries({ queryKey: sessionKey });
  else queries.setQueryData(sessionKey, session);
}
