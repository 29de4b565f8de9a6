import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { segmentFile } from "@yuanping/shared/contracts/recording.ts";
import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { caseSchema } from "@yuanping/shared/method/index.ts";
import { DEMO_PASSWORD } from "../../server/src/registry/demo-centre.ts";
import { signIn } from "../demo/account.ts";
import { intakeOf } from "../demo/case-intake.ts";
import { holdDraw } from "../demo/hold-draw.ts";
import { nodeSession } from "../demo/media-client.ts";
import { mediaReady } from "../demo/media-ready.ts";
import { workerPath } from "../demo/media-server.ts";
import { Seat } from "../demo/seat.ts";
import { createSyntheticSeat, smallPicture } from "../demo/synthetic-media.ts";
import { findFfmpeg } from "../toolchain/ffmpeg.ts";
import { checkRecordings } from "../verify/recordings.ts";
import { descendantsOf } from "./processes.ts";
import { RestartingServer } from "./restarting-server.ts";

export type RecordingReport = Readonly<{
  seconds: number;
  segments: number;
  /** The causes of the gaps on record, and how long they are together, in milliseconds. */
  gaps: Readonly<Record<string, number>>;
  /** From the kill until a file of the new take was on record, in milliseconds. */
  resumedMs: Readonly<Record<"worker" | "recorder" | "server", number>>;
  broken: readonly string[];
}>;

export type RecordingOptions = Readonly<{
  seconds: number;
  segmentSeconds: number;
  say: (text: string) => void;
  /** Looks at the server's page and data while they are there, before the end. */
  inspect?: (what: Readonly<{ url: string; evaluation: string; folder: string }>) => Promise<void>;
}>;

const caseFile = resolve(import.meta.dirname, "../demo/default-case.json");
const patience = 90_000;

/**
 * Records a host's sound, picture and desktop while the media worker, the recorder and the server are killed one after
 * the other; ends and archives the evaluation, and holds its files, its segments and its gaps to one another.
 */
export async function runRecording(options: RecordingOptions): Promise<RecordingReport> {
  const { seconds, segmentSeconds, say } = options;
  const ffmpeg = await findFfmpeg();
  const server = await RestartingServer.start({
    MEDIASOUP_WORKER_BIN: workerPath(),
    MEDIA_WORKERS: "1",
    FFMPEG_BIN: ffmpeg,
    RECORDING: "on",
    RECORDING_SEGMENT_SECONDS: String(segmentSeconds),
    LOG_LEVEL: "error",
  });
  const broken: string[] = [];
  const endings: (() => void)[] = [];
  try {
    await mediaReady(server.url, say);
    const { host, evaluation } = await openRoom(server.url, endings);
    const synthetic = [0, 1].map((mark) => createSyntheticSeat(mark, smallPicture));
    const [seat, desktop] = synthetic;
    if (seat === undefined || desktop === undefined) throw new Error("two sources are needed");
    const session = nodeSession(host.connection.socket);
    session.publish("microphone", seat.audioTrack);
    session.publish("camera", seat.videoTrack);
    session.publish("screen", desktop.videoTrack);
    session.start();
    endings.push(() => {
      session.close();
      for (const each of synthetic) each.stop();
    });

    const begun = performance.now();
    const quarter = async (part: number) => {
      while (performance.now() - begun < (seconds * 1000 * part) / 4) await pause(50);
    };
    const growth = async (what: string, kill: () => unknown): Promise<number> => {
      const before = keptOf(host.view);
      const from = performance.now();
      await kill();
      await eventually(`recording goes on after the ${what} was killed`, () => {
        const now = keptOf(host.view);
        return now.segments >= before.segments + 3 && now.gaps > before.gaps;
      });
      const ms = Math.round(performance.now() - from);
      say(`${what}: the first new file on record after ${ms} ms`);
      return ms;
    };
    await eventually("the first files are on record", () => keptOf(host.view).segments >= 3);
    await quarter(1);
    const worker = await growth("worker", () => killOne(server.pid, "mediasoup"));
    await quarter(2);
    const recorder = await growth("recorder", () => killOne(server.pid, "ffmpeg"));
    await quarter(3);
    const restarted = await growth("server", () => server.kill());
    await quarter(4);

    await host.do({ type: "terminate", code: "206", reason: "演练结束" });
    await host.do({ type: "archive" });
    await host.until(({ view }) => view.stage === "archived");
    const bundle = await host.account.http.bundle(evaluation);
    if (!bundle.ok) throw new Error(bundle.refusal.en);
    const folder = join(server.dataDir, "recordings", evaluation);
    const verified = await verifyBundle(bundle.value);
    for (const { ok, name, detail } of verified.checks) if (!ok) broken.push(`${name}: ${detail}`);
    const index = verified.recordings ?? { segments: [], gaps: [] };
    const files = await checkRecordings(index, folder);
    for (const kind of ["missing", "altered", "surplus", "contradicted"] as const) {
      broken.push(...files[kind].map((name) => `${kind} ${name}`));
    }
    for (const segment of index.segments) {
      const path = join(folder, segmentFile(segment));
      const packets = packetsIn(ffmpeg, path);
      if (packets === 0) {
        const { source, bytes, from, to } = segment;
        broken.push(`${source}: ${bytes} bytes, ${to - from} ms cannot be played (${path})`);
      }
    }
    const gaps: Record<string, number> = {};
    for (const { cause, from, to } of index.gaps) gaps[cause] = (gaps[cause] ?? 0) + to - from;
    for (const cause of ["worker-died", "recorder-died", "server-down"]) {
      if (gaps[cause] === undefined) broken.push(`no gap on record says ${cause}`);
    }
    await options.inspect?.({ url: server.url, evaluation, folder });
    const resumedMs = { worker, recorder, server: restarted };
    return { seconds, segments: index.segments.length, gaps, resumedMs, broken };
  } finally {
    for (const end of endings) end();
    await server.stop();
  }
}

/** An evaluation at its check-in, with its host in the seat. */
async function openRoom(url: string, endings: (() => void)[]) {
  const evaluationCase = caseSchema.parse(JSON.parse(await readFile(caseFile, "utf8")));
  const agency = await signIn(url, "agency", DEMO_PASSWORD);
  const registry = await agency.http.registry();
  if (!registry.ok) throw new Error(registry.refusal.en);
  const { invitations: _, ...intake } = intakeOf(evaluationCase, registry.value, 0);
  const opened = await agency.http.openTender(intake);
  if (!opened.ok) throw new Error(opened.refusal.en);
  const { evaluation } = opened.value;
  const accounts = [agency];
  for (const login of ["host", "supervisor", "witness"]) {
    accounts.push(await signIn(url, login, DEMO_PASSWORD));
  }
  const seats = accounts.map((account) => new Seat(account, evaluation));
  endings.push(() => seats.forEach((seat) => seat.close()));
  await Promise.all(seats.map((seat) => seat.joined()));
  const [agencySeat, host, ...others] = seats;
  if (agencySeat === undefined || host === undefined) throw new Error("nobody is seated");
  await holdDraw(agencySeat, [host, ...others], (error) => {
    throw error;
  });
  await host.do({ type: "beginCheckIn" });
  return { host, evaluation };
}

function keptOf({ recording }: EvaluationView): Readonly<{ segments: number; gaps: number }> {
  return recording.kept ?? { segments: 0, gaps: 0 };
}

function killOne(server: number, name: string): void {
  const found = descendantsOf(server).find((process) => process.name.startsWith(name));
  if (found === undefined) throw new Error(`there is no ${name} to kill`);
  process.kill(found.pid, "SIGKILL");
}

/** Packets that FFprobe can read of a file. */
function packetsIn(ffmpeg: string, path: string): number {
  const args = ["-v", "quiet", "-count_packets", "-show_entries", "stream=nb_read_packets"];
  const probe = join(dirname(ffmpeg), "ffprobe");
  try {
    const out = execFileSync(probe, [...args, "-of", "csv=p=0", path], { encoding: "utf8" });
    return Number.parseInt(out, 10) || 0;
  } catch {
    return 0;
  }
}

async function eventually(what: string, check: () => boolean): Promise<void> {
  const deadline = performance.now() + patience;
  while (!check()) {
    if (performance.now() > deadline) throw new Error(`never happened: ${what}`);
    await pause(50);
  }
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
