import { describe, expect, test } from "vitest";
import { mediaReady } from "../../scripts/demo/media-ready.ts";
import { workerPath } from "../../scripts/demo/media-server.ts";
import { descendantsOf } from "../../scripts/faults/processes.ts";
import { mediaSeat, type MediaSeat } from "../support/server-media.ts";
import { Lot } from "../support/server-people.ts";
import { atEnd, eventually, startTestServer } from "../support/server-process.ts";

const enough = 3;

function everybodySeesEverybody(seats: readonly MediaSeat[]): boolean {
  return seats.every((viewer) =>
    seats.every(
      (sender) =>
        sender === viewer ||
        (["microphone", "camera"] as const).every(
          (source) => viewer.sees(sender, source) >= enough,
        ),
    ),
  );
}

function tracksOf(seats: readonly MediaSeat[]): ReadonlySet<MediaStreamTrack | undefined> {
  return new Set(
    seats.flatMap(({ session }) =>
      [...session.state.tracks.values()].flatMap(({ camera, microphone }) => [camera, microphone]),
    ),
  );
}

describe("a dead worker leaves rooms pointing nowhere", () => {
  test("when the media worker dies under a room, pictures and sound come back without a reload, and scoring never waits", async () => {
    const environment = { MEDIASOUP_WORKER_BIN: workerPath(), MEDIA_WORKERS: "1" };
    const { server } = await startTestServer({ environment });
    atEnd(server.stop);
    await mediaReady(server.url, () => {});
    const lot = await Lot.open(server.url);
    atEnd(() => lot.close());
    await lot.checkIn();
    const seats = lot.members.map(({ seat }, mark) => mediaSeat(seat, mark));
    expect(seats).toHaveLength(3);
    await eventually("everybody sees everybody", () => everybodySeesEverybody(seats));
    const before = tracksOf(seats);
    const sockets = seats.map(({ seat }) => seat.connection.socket.id);

    const workers = descendantsOf(server.child.pid ?? 0).filter(({ name }) =>
      name.startsWith("mediasoup"),
    );
    const [worker] = workers;
    if (worker === undefined) throw new Error("there is no media worker");
    process.kill(worker.pid, "SIGKILL");
    await lot.host.do({ type: "say", text: "音视频中断,评审继续" });
    await eventually("all tracks are new", () =>
      [...tracksOf(seats)].every((track) => track !== undefined && !before.has(track)),
    );
    await eventually("everybody sees everybody again", () => everybodySeesEverybody(seats));
    expect(seats.map(({ seat }) => seat.connection.socket.id)).toEqual(sockets);
  }, 180_000);
});
