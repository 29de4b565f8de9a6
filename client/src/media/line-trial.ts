import type { SpokenRefusal } from "@yuanping/shared/contracts/refusal.ts";
import { trialBegin, trialEnd } from "@yuanping/shared/contracts/media-trial.ts";
import type { types } from "mediasoup-client";
import { ask, MediaRefusedError } from "./ask.ts";
import type { MediaSocket } from "./ask.ts";
import { TrialLine } from "./trial-line.ts";

/** `open` is not tried yet, or cannot be tried because a step before it failed. */
type TrialStepState = "open" | "running" | "ok" | "problem";

/** What a trial of the line has found so far. */
export type TrialReport = Readonly<{
  udp: TrialStepState;
  tcp: TrialStepState;
  publish: TrialStepState;
  receive: TrialStepState;
  /** Why the server lets nobody try now. */
  refusal?: SpokenRefusal;
}>;

export const untriedLine: TrialReport = {
  udp: "open",
  tcp: "open",
  publish: "open",
  receive: "open",
};

type LineTrial = Readonly<{
  socket: MediaSocket;
  createDevice: () => Promise<types.Device>;
  /** What is sent and comes back; it belongs to the caller and is not stopped. */
  track: MediaStreamTrack;
  /** Ends the trial. */
  signal: AbortSignal;
  /** Hears of each change. */
  told: (report: TrialReport) => void;
}>;

/**
 * Tries the line to the media server step by step: a connection over UDP and one over TCP, a track that arrives at the
 * server, and the same track back. UDP carries the track where it can, else TCP. Resolves with what was found; rejects
 * only when the signal aborts.
 */
export async function tryLine(options: LineTrial): Promise<TrialReport> {
  const { socket, signal, told } = options;
  let report = untriedLine;
  const tell = (change: Partial<TrialReport>) => {
    report = { ...report, ...change };
    if (!signal.aborted) told(report);
  };
  const lines: TrialLine[] = [];
  try {
    const begun = await ask(socket, trialBegin, {}, signal);
    const device = await options.createDevice();
    await device.load({ routerRtpCapabilities: begun.routerRtpCapabilities });
    tell({ udp: "running", tcp: "running" });
    const [udp, tcp] = (["udp", "tcp"] as const).map((way) => {
      const line = new TrialLine({ socket, device, way, iceServers: begun.iceServers, signal });
      lines.push(line);
      const opened = succeeds(line.open(options.track));
      void opened.then((works) => tell({ [way]: works ? "ok" : "problem" }));
      return { line, opened };
    });
    const carrier = (await udp?.opened) === true ? udp : tcp;
    if (carrier === undefined || !(await carrier.opened)) return report;
    for (const step of ["publish", "receive"] as const) {
      tell({ [step]: "running" });
      const works = await succeeds(carrier.line[step]());
      tell({ [step]: works ? "ok" : "problem" });
      if (!works) break;
    }
    await tcp?.opened;
    return report;
  } catch (error) {
    if (error instanceof MediaRefusedError) tell({ ...untriedLine, refusal: error.refusal });
    else tell({ udp: "problem", tcp: "problem" });
    return report;
  } finally {
    for (const line of lines) line.close();
    await ask(socket, trialEnd, {}, AbortSignal.timeout(2000)).catch(() => undefined);
    signal.throwIfAborted();
  }
}

/** Whether it works; why not is the same to whoever looks at the step. */
async function succeeds(work: Promise<void>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch {
    return false;
  }
}
