/**
 * Calls `woken` whenever this page may have a new network or none for a while past: the browser is online again, the page
 * is looked at again (a laptop's lid was opened), or it was taken out of the back-forward cache. Answers how to stop.
 */
export function onWake(woken: () => void): () => void {
  const shown = () => {
    if (document.visibilityState === "visible") woken();
  };
  window.addEventListener("online", woken);
  window.addEventListener("pageshow", woken);
  document.addEventListener("visibilitychange", shown);
  return () => {
    window.removeEventListener("online", woken);
    window.removeEventListener("pageshow", woken);
    document.removeEventListener("visibilitychange", shown);
  };
}
