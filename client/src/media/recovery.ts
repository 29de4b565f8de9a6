import type { types } from "mediasoup-client";

/** A path that worked may be quiet for so long, in milliseconds, before anything is done about it. */
const grace = 1500;
/** An ICE restart may take so long before everything is built anew. */
const restartPatience = 3000;
/**
 * A new path may take so long to open. Browsers go on trying a path for 15 s and may then stay silent without calling
 * it failed; building anew before that keeps a try under way at every moment of a cut, however long it is.
 */
const connectPatience = 10_000;

type Watch = Readonly<{
  /** Ends the watch. */
  signal: AbortSignal;
  /** Restarts ICE on every transport: a pair restarts together, as one-way media is worse than a short gap. */
  restart: () => Promise<unknown>;
  /** Neither waiting nor restarting helped. */
  giveUp: () => void;
}>;

/** Watches the transports of one link together: first a pause, then an ICE restart, then giving up. */
export function watchConnections({ signal, restart, giveUp }: Watch) {
  const transports: types.Transport[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const inTrouble = (states: readonly types.ConnectionState[]) =>
    transports.some(({ connectionState }) => states.includes(connectionState));
  const isWell = () => !inTrouble(["connecting", "disconnected", "failed"]);
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const lastResort = () => {
    stop();
    if (!isWell() && !signal.aborted) giveUp();
  };
  const tryRestart = () => {
    if (isWell() || signal.aborted) return stop();
    timer = setTimeout(lastResort, restartPatience);
    restart().catch(lastResort);
  };
  const look = () => {
    if (isWell()) return stop();
    const lost = inTrouble(["disconnected", "failed"]);
    timer ??= lost ? setTimeout(tryRestart, grace) : setTimeout(lastResort, connectPatience);
  };
  signal.addEventListener("abort", stop, { once: true });
  return (transport: types.Transport): void => {
    transports.push(transport);
    transport.on("connectionstatechange", look);
  };
}
