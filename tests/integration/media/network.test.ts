import { describe, expect, test } from "vitest";
import type { MediaFact } from "../../../server/src/media/facts.ts";
import { mediaPath, type MediaPath } from "../../../scripts/faults/network/media-path.ts";
import { seededRandom } from "../../../scripts/faults/seeded-random.ts";
import {
  atEnd,
  attend,
  decodes,
  evaluation,
  eventually,
  expert,
  mediaServer,
  pause,
  personOf,
} from "./harness.ts";
import type { Attendee } from "./harness.ts";

const seed = 20_261_124;

/** Two people in a room, the second behind a piece of network of its own. `before`: what that does from the start. */
async function roomWithPath(before: (path: MediaPath) => void = () => {}) {
  const facts: MediaFact[] = [];
  const server = await mediaServer({ record: (fact) => facts.push(fact) });
  server.rooms.setParticipants(evaluation, [expert(0), expert(1)]);
  const paths: MediaPath[] = [];
  const near = await attend(server, 0);
  const far = await attend(server, 1, {
    through: async (socket) => {
      const path = await mediaPath(socket, seededRandom(seed));
      before(path);
      paths.push(path);
      atEnd(path.close);
      return path.socket;
    },
  });
  const [path] = paths;
  if (path === undefined) throw new Error("there is no path to the far seat");
  await decodes(near, 1);
  await decodes(far, 0);
  return { server, near, far, path, facts };
}

/** Both see and hear the other go on from now. */
async function bothGoOn(near: Attendee, far: Attendee): Promise<void> {
  for (const [viewer, other] of [
    [near, far],
    [far, near],
  ] as const) {
    for (const kind of ["audio", "video"] as const) {
      const before = viewer.sees(other.seat, kind);
      const goesOn = () => viewer.sees(other.seat, kind) > before + 10;
      await eventually(`${viewer.seat} goes on to receive ${kind}`, goesOn);
    }
  }
}

/** Both get something of the other again, which may be anew; neither count is what it was. */
async function bothComeBack(near: Attendee, far: Attendee): Promise<void> {
  const before = { near: near.sees(1, "video"), far: far.sees(0, "video") };
  const moves = () => near.sees(1, "video") !== before.near && far.sees(0, "video") !== before.far;
  await eventually("something moves again", moves);
  await decodes(near, 1);
  await decodes(far, 0);
}

describe("2 s without Wi-Fi never comes back; 20 s at 15 kbit/s kills media", () => {
  test("two seconds without a network are bridged without building anything anew", async () => {
    const { near, far, path } = await roomWithPath();
    const camera = far.session.state.tracks.get(personOf(0))?.camera;
    path.set({ cut: true });
    await pause(2000);
    path.set({});
    await bothGoOn(near, far);
    expect(far.session.state.tracks.get(personOf(0))?.camera).toBe(camera);
  });

  test("a while at 15 kbit/s takes nothing for good, and everything is back when the line is", async () => {
    const { server, near, far, path } = await roomWithPath();
    const { id } = far.socket;
    path.set({ bitsPerSecond: 15_000 });
    await pause(4000);
    path.set({});
    await bothComeBack(near, far);
    expect(far.socket.id).toBe(id);
    expect(server.faults).toEqual([]);
  });
});

describe("one-way media after reconnect", () => {
  test("when one direction alone breaks down both are made anew, and both come back on the same socket", async () => {
    const { server, near, far, path } = await roomWithPath();
    const { id } = far.socket;
    path.udp.set({ cut: true }, "down");
    path.tcp.set({ cut: true });
    await eventually("the break is noticed", () => far.session.state.failures.length > 0);
    path.set({});
    await decodes(near, 1);
    await decodes(far, 0);
    await bothGoOn(near, far);
    expect(far.socket.id).toBe(id);
    expect(server.faults).toEqual([]);
  });
});

describe("UDP blocked, only 443 open", () => {
  test("where no datagram passes, picture and sound go by TCP both ways", async () => {
    const { near, far, path } = await roomWithPath(({ udp }) => udp.set({ cut: true }));
    await bothGoOn(near, far);
    expect(path.udp.carried).toBe(0);
    expect(path.tcp.carried).toBeGreaterThan(10_000);
  });
});

describe("“could not connect” without a reason", () => {
  test("where neither UDP nor TCP passes, the session names the step that failed and goes on trying", async () => {
    const server = await mediaServer();
    server.rooms.setParticipants(evaluation, [expert(0), expert(1)]);
    const paths: MediaPath[] = [];
    const far = await attend(server, 1, {
      through: async (socket) => {
        const path = await mediaPath(socket);
        path.set({ cut: true });
        paths.push(path);
        atEnd(path.close);
        return path.socket;
      },
    });
    await eventually("the reason is told", () => far.session.state.failures.length > 0);
    expect(far.session.state.failures[0]).toEqual({ step: "connect", code: "no-path" });
    for (const path of paths) path.set({});
    const near = await attend(server, 0);
    await decodes(near, 1);
    await decodes(far, 0);
  });
});

describe("poor link ejects people", () => {
  test("at 5 % loss sound and picture go on both ways", async () => {
    const { near, far, path } = await roomWithPath();
    path.set({ loss: 0.05, delay: 40, jitter: 20, reorder: 0.01 });
    await bothGoOn(near, far);
    await bothGoOn(near, far);
    expect(far.session.state.failures).toEqual([]);
  });

  test("on a link too poor for the picture the sound goes on, nobody is put out, and the record knows", async () => {
    const { server, near, far, path, facts } = await roomWithPath();
    const told = (what: MediaFact["what"]) =>
      facts.some((fact) => fact.what === what && fact.person === personOf(1));
    path.set({ bitsPerSecond: 80_000, loss: 0.1 });
    const heard = far.sees(0, "audio");
    await eventually("the sound goes on", () => far.sees(0, "audio") > heard + 100);
    path.set({ loss: 0.4 });
    await eventually("it is noted that the picture is poor", () => told("worsened"));
    expect(server.rooms.figures()).toMatchObject({ rooms: 1, peers: 2, tracks: 4 });
    expect(server.rooms.figures().poorTracks).toBeGreaterThan(0);
    expect(far.session.state.status).toBe("ready");
    expect(near.session.state.tracks.has(personOf(1))).toBe(true);
    path.set({});
    await bothGoOn(near, far);
    await eventually("and that it is well again", () => told("recovered"));
  });
});
