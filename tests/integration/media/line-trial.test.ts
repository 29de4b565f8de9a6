import { expect, test } from "vitest";
import { tryLine } from "../../../client/src/media/line-trial.ts";
import type { TrialReport } from "../../../client/src/media/line-trial.ts";
import type { MediaSocket } from "../../../client/src/media/ask.ts";
import { createNodeDevice } from "../../../scripts/demo/node-device.ts";
import { createSyntheticSeat } from "../../../scripts/demo/synthetic-media.ts";
import { mediaPath } from "../../../scripts/faults/network/media-path.ts";
import type { MediaPath } from "../../../scripts/faults/network/media-path.ts";
import type { LiveTrack } from "../../../server/src/media/live-track.ts";
import type { MediaFact } from "../../../server/src/media/facts.ts";
import {
  atEnd,
  attend,
  connect,
  decodes,
  evaluation,
  eventually,
  expert,
  mediaServer,
  raw,
} from "./harness.ts";

/** Tries a line with a microphone; `hears` what is told on the way. */
async function trial(socket: MediaSocket, hears: (report: TrialReport) => void = () => {}) {
  const { audioTrack: track, stop } = createSyntheticSeat(7);
  atEnd(stop);
  const leaving = new AbortController();
  atEnd(() => leaving.abort());
  const report = await tryLine({
    socket,
    createDevice: createNodeDevice,
    track,
    signal: leaving.signal,
    told: hears,
  });
  return { report, track };
}

const allWell = { udp: "ok", tcp: "ok", publish: "ok", receive: "ok" };

test("the line is tried before the room, and nobody in the room hears anything of it", async () => {
  const facts: MediaFact[] = [];
  const followed: unknown[] = [];
  const server = await mediaServer({
    record: (fact) => facts.push(fact),
    follow: (track: LiveTrack) => {
      followed.push(track);
      return () => undefined;
    },
  });
  server.rooms.setParticipants(evaluation, [expert(0), expert(1)]);
  const [near, far] = await Promise.all([attend(server, 0), attend(server, 1)]);
  await Promise.all([decodes(near, 1), decodes(far, 0)]);
  const before = { facts: facts.length, followed: followed.length, states: near.session.state };
  const told: unknown[] = [];
  near.socket.onAny((name: string, body: unknown) => {
    if (name !== "media:speaker") told.push(name, body);
  });

  const { report, track } = await trial(await connect(server, 2));

  expect(report).toEqual(allWell);
  expect(track.readyState).toBe("live");
  expect(told).toEqual([]);
  expect(near.session.state.tracks).toEqual(before.states.tracks);
  expect({ facts: facts.length, followed: followed.length }).toEqual({ facts: 4, followed: 4 });
  expect(before).toMatchObject({ facts: 4, followed: 4 });
  expect(server.rooms.figures()).toMatchObject({ rooms: 1, peers: 2, tracks: 4 });
  expect(server.rooms.trials.running).toBe(0);
  expect(server.faults).toEqual([]);
});

test("where UDP is blocked that step fails and TCP carries both ways; where TCP is, the other way round; where neither passes nothing is claimed", async () => {
  const server = await mediaServer();
  const behind = async (seat: number, blocked: (path: MediaPath) => void) => {
    const path = await mediaPath(await connect(server, seat));
    atEnd(path.close);
    blocked(path);
    const told: TrialReport[] = [];
    const { report } = await trial(path.socket, (each) => told.push(each));
    return { path, told, report };
  };
  const [noUdp, noTcp, neither] = await Promise.all([
    behind(0, ({ udp }) => udp.set({ cut: true })),
    behind(1, ({ tcp }) => tcp.set({ cut: true })),
    behind(2, (path) => path.set({ cut: true })),
  ]);
  expect(noUdp.report).toEqual({ ...allWell, udp: "problem" });
  expect(noUdp.path.udp.carried).toBe(0);
  expect(noUdp.told.map(({ udp, tcp }) => `${udp} ${tcp}`)).toContain("running ok");
  expect(noTcp.report).toEqual({ ...allWell, tcp: "problem" });
  expect(neither.report).toEqual({
    udp: "problem",
    tcp: "problem",
    publish: "open",
    receive: "open",
  });
  expect(server.faults).toEqual([]);
});

test("one seat has one trial at a time, also from another window, and the first goes on", async () => {
  const server = await mediaServer();
  const [one, two] = await Promise.all([connect(server, 0), connect(server, 0)]);
  expect((await raw(one, "trial:begin", {})).ok).toBe(true);
  expect((await raw(two, "trial:begin", {})).code).toBe("media.trial-running");
  expect((await raw(one, "trial:begin", {})).code).toBe("media.trial-running");
  const other = await connect(server, 1);
  expect((await raw(other, "trial:begin", {})).ok).toBe(true);
  const opened = await raw(one, "trial:transport", { way: "udp", direction: "send" });
  expect(opened.ok).toBe(true);
  expect((await raw(other, "trial:traffic", { transport: opened.body["transport"] })).code).toBe(
    "media.unknown",
  );
  const again = await raw(one, "trial:transport", { way: "udp", direction: "send" });
  expect(again.code).toBe("media.unknown");
  expect(server.rooms.trials.running).toBe(2);
});

test("a trial ends with its socket, with entering the room, with its worker, and when it is told to", async () => {
  const server = await mediaServer();
  server.rooms.setParticipants(evaluation, [expert(0)]);
  const over = () => eventually("no trial runs", () => server.rooms.trials.running === 0);

  const dropped = await connect(server, 0);
  await raw(dropped, "trial:begin", {});
  expect(server.rooms.trials.running).toBe(1);
  dropped.disconnect();
  await over();

  const socket = await connect(server, 0);
  await raw(socket, "trial:begin", {});
  await raw(socket, "media:join", {});
  await over();
  expect((await raw(socket, "trial:transport", { way: "tcp", direction: "send" })).code).toBe(
    "media.no-trial",
  );

  await raw(socket, "trial:begin", {});
  await raw(socket, "trial:end", {});
  await over();

  await raw(socket, "trial:begin", {});
  expect(server.rooms.trials.running).toBe(1);
  for (const pid of server.plane.workerPids()) process.kill(pid, "SIGKILL");
  await over();
});

test("a trial ends after its time, and after several in a row a seat has to wait", async () => {
  const server = await mediaServer({ trialMilliseconds: 50 });
  const socket = await connect(server, 0);
  for (let times = 0; times < 4; times += 1) {
    expect((await raw(socket, "trial:begin", {})).ok).toBe(true);
    await eventually("its time is over", () => server.rooms.trials.running === 0);
  }
  expect((await raw(socket, "trial:begin", {})).code).toBe("media.trial-too-often");
});

test("a trial counts against what its worker may forward, and is refused with the room's refusal", async () => {
  const server = await mediaServer({ config: { consumersPerWorker: 3 } });
  const [one, two] = await Promise.all([connect(server, 0), connect(server, 1)]);
  expect((await raw(one, "trial:begin", {})).ok).toBe(true);
  expect((await raw(two, "trial:begin", {})).code).toBe("media.room-full");
  await raw(one, "trial:end", {});
  expect((await raw(two, "trial:begin", {})).ok).toBe(true);
});

test("whom the evaluation does not let in may try nothing", async () => {
  const server = await mediaServer({ mayJoin: () => false });
  const socket = await connect(server, 0);
  expect((await raw(socket, "trial:begin", {})).code).toBe("media.not-participant");
  expect(server.rooms.trials.running).toBe(0);
});
