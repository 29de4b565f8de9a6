const pause = 100;
const patience = 120_000;

const unavailable = 503;

/**
 * A `fetch` for requests to a server that is being killed: what got no whole answer, or that the store is gone, is asked
 * again until there is one. The body is read to its end before the answer is handed over, so that one cut off in the
 * middle counts as none.
 */
export function patientFetch(fetchOnce: typeof fetch): typeof fetch {
  return async (input, init) => {
    const deadline = performance.now() + patience;
    for (;;) {
      try {
        const response = await fetchOnce(input, init);
        await response.clone().arrayBuffer();
        if (response.status === unavailable && performance.now() < deadline)
          throw new TypeError("unavailable");
        return response;
      } catch (error) {
        if (performance.now() > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  };
}
