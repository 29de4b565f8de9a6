import { Lot } from "../../tests/support/server-people.ts";
import { mediaReady } from "../demo/media-ready.ts";
import { workerPath } from "../demo/media-server.ts";
import { startOwnServer } from "../demo/own-server.ts";
import { Seat } from "../demo/seat.ts";
import type { Conditions } from "./network/line.ts";
import { mediaPath } from "./network/media-path.ts";
import { TcpRelay } from "./network/tcp-relay.ts";
import { WatchedSeat } from "./network/watched-seat.ts";
import { seededRandom } from "./seeded-random.ts";

export type NetworkOptions = Readonly<{
  /** How long each cut lasts, in seconds. */
  cuts: readonly number[];
  /** How long each poor network lasts, in seconds. */
  seconds: number;
  seed: number;
  say: (text: string) => void;
}>;

/** What one piece of bad network did; times in milliseconds from its end, rates for each second of it. */
export type NetworkFigure = Readonly<{
  what: string;
  seconds: number;
  /** Until the seat showed what was said meanwhile. */
  roomBackMs: number;
  /** Until picture and sound moved again, both ways. */
  mediaBackMs: number;
  /** Of the far seat's picture, and of its sound in pieces of 10 ms, as the near seat decoded them. */
  picturesPerSecond: number;
  soundPerSecond: number;
}>;

export type NetworkReport = Readonly<{
  figures: readonly NetworkFigure[];
  /** Bytes that went by TCP where UDP was blocked. */
  byTcp: number;
  broken: readonly string[];
}>;

const patience = 60_000;

/**
 * Puts one member of a real room behind a network of its own, signalling and media alike: cuts it, slows it down, loses
 * packets and blocks UDP, one after the other, and looks whether seat, role and draft are kept and everything comes back.
 */
export async function runNetwork(options: NetworkOptions): Promise<NetworkReport> {
  const { cuts, seconds, seed, say } = options;
  const chance = seededRandom(seed);
  const server = await startOwnServer({
    environment: {
      MEDIASOUP_WORKER_BIN: workerPath(),
      MEDIA_WORKERS: "1",
      RECORDING: "off",
      LOG_LEVEL: "error",
    },
  });
  const endings: (() => void)[] = [];
  try {
    await mediaReady(server.url, say);
    const lot = await (await Lot.open(server.url)).checkIn();
    endings.push(() => lot.close());
    await lot.beginScoring();
    const relay = await TcpRelay.open(() => Number(new URL(server.url).port), chance);
    endings.push(() => relay.close());
    const { account } = lot.member(0).seat;
    const url = `http://127.0.0.1:${relay.port}`;
    const farSeat = await new Seat({ ...account, url }, lot.id).joined();
    const path = await mediaPath(farSeat.connection.socket, chance);
    const far = new WatchedSeat(farSeat, 0, path.socket);
    const near = new WatchedSeat(lot.member(1).seat, 1);
    endings.push(
      () => farSeat.close(),
      () => path.close(),
      () => far.close(),
      () => near.close(),
    );
    const pairs = [
      [near, far],
      [far, near],
    ] as const;
    const goesOn = async () => {
      const counts = () =>
        pairs.flatMap(([viewer, other]) =>
          (["camera", "microphone"] as const).map((source) => viewer.sees(other, source)),
        );
      const before = counts();
      await eventually("picture and sound move both ways", () =>
        counts().every((count, index) => count !== before[index] && count > 0),
      );
    };
    await goesOn();

    const broken: string[] = [];
    const figures: NetworkFigure[] = [];
    let revision = 0;
    const endure = async (what: string, conditions: Conditions, duration: number) => {
      revision += 1;
      const draft = { revision, ciphertext: "c2VhbGVk" };
      await farSeat.saveDraft(draft);
      const { person, role } = farSeat.view.me;
      for (const each of [relay, path]) each.set(conditions);
      const text = `${what}: ${duration} s`;
      await lot.host.do({ type: "say", text });
      const from = { camera: near.sees(far, "camera"), sound: near.sees(far, "microphone") };
      await pause(duration * 1000);
      const ofFar = lot.host.view.seats.filter((seat) => seat.person === person);
      if (ofFar.length !== 1) broken.push(`${text}: the seat is there ${ofFar.length} times`);
      if (ofFar[0]?.presence === "left") broken.push(`${text}: the seat is lost`);
      const pictures = near.sees(far, "camera") - from.camera;
      const sound = near.sees(far, "microphone") - from.sound;
      for (const each of [relay, path]) each.set({});
      const restored = performance.now();
      const room = farSeat.until(({ view }) => view.talk.some((line) => line.text === text));
      const roomBack = room.then(() => performance.now() - restored);
      const mediaBack = goesOn().then(() => performance.now() - restored);
      const [roomBackMs, mediaBackMs] = [Math.round(await roomBack), Math.round(await mediaBack)];
      await farSeat.joined();
      await lot.host.until(({ view }) =>
        view.seats.some((seat) => seat.person === person && seat.presence === "present"),
      );
      const { me } = farSeat.view;
      if (me.role !== role || me.status !== "admitted") broken.push(`${text}: now ${me.status}`);
      const kept = await farSeat.connection.loadDraft();
      if (!kept.ok || kept.draft?.revision !== revision) broken.push(`${text}: the draft is lost`);
      const rate = (count: number) => Math.round((Math.max(0, count) / duration) * 10) / 10;
      const figure = {
        what,
        seconds: duration,
        roomBackMs,
        mediaBackMs,
        picturesPerSecond: rate(pictures),
        soundPerSecond: rate(sound),
      };
      figures.push(figure);
      say(JSON.stringify(figure));
    };
    await endure("good", {}, seconds);
    await endure("loss 5 %", { loss: 0.05, delay: 40, jitter: 20 }, seconds);
    await endure("reordering 5 %", { reorder: 0.05, delay: 40 }, seconds);
    await endure("15 kbit/s", { bitsPerSecond: 15_000 }, seconds);
    for (const cut of cuts) await endure("cut", { cut: true }, cut);

    const before = path.tcp.carried;
    path.udp.set({ cut: true });
    far.session.close();
    const again = new WatchedSeat(farSeat, 0, path.socket);
    endings.push(() => again.close());
    await eventually("picture and sound by TCP", () =>
      (["camera", "microphone"] as const).every(
        (source) => again.sees(near, source) > 10 && near.sees(again, source) > 10,
      ),
    );
    return { figures, byTcp: path.tcp.carried - before, broken };
  } finally {
    for (const end of endings.toReversed()) end();
    await server.stop();
  }
}

async function eventually(what: string, check: () => boolean): Promise<void> {
  const deadline = performance.now() + patience;
  while (!check()) {
    if (performance.now() > deadline) throw new Error(`never happened: ${what}`);
    await pause(10);
  }
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
