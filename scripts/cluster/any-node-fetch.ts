/**
 * A `fetch` as through a balancer: what the named node does not answer, because it is gone, is asked of the others.
 * Requests to other places go through unchanged.
 */
export function anyNodeFetch(fetchOnce: typeof fetch, nodes: readonly string[]): typeof fetch {
  return async (input, init) => {
    const asked = new URL(input instanceof Request ? input.url : input);
    if (!nodes.includes(asked.origin)) return fetchOnce(input, init);
    const others = nodes.filter((node) => node !== asked.origin);
    for (const node of [asked.origin, ...others]) {
      const answer = await fetchOnce(
        new URL(asked.pathname + asked.search, node),
        input instanceof Request ? input.clone() : init,
      ).catch(() => undefined);
      if (answer !== undefined) return answer;
    }
    throw new TypeError("no node answers");
  };
}
