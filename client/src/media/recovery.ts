import type { types } from "mediasoup-client";

/** A link may be quiet for so long, in milliseconds, before anything is done about it. */
const grace = 1500;
/** An ICE restart may take so long before everything is built anew. Together: well within 5 s of a cut's end. */
const restartPatience = 3000;

type Watch = Readonly<{
  transport: types.Transport;
  signal: AbortSignal;
  restart: () => Promise<unknown>;
  giveUp: () => void;
}>;

/** Watches a transport's connection: first a pause, then an ICE restart, then giving up. */
export function watchConnection({ transport, signal, restart, giveUp }: Watch): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const well = () => transport.connectionState === "connected";
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const lastResort = () => {
    stop();
    if (!well() && !signal.aborted) giveUp();
  };
  const tryRestart = () => {
    if (well() || signal.aborted) return stop();
    timer = setTimeout(lastResort, restartPatience);
    restart().catch(lastResort);
  };
  transport.on("connectionstatechange", (state) => {
    if (state === "connected") return stop();
    if (state !== "failed" && state !== "disconnected") return;
    timer ??= setTimeout(tryRestart, state === "failed" ? 0 : grace);
  });
  signal.addEventListener("abort", stop, { once: true });
}
