import { expect, test } from "vitest";
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
import { throughRelay } from "./udp-relay.ts";
import type { UdpRelay } from "./udp-relay.ts";

/** Two people in a room, the second behind a piece of network that can be cut. */
async function roomWithRelay() {
  const server = await mediaServer();
  server.rooms.setParticipants(evaluation, [expert(0), expert(1)]);
  const relays: UdpRelay[] = [];
  const near = await attend(server, 0);
  const far = await attend(server, 1, {
    through: async (socket) => {
      const { relay, relayed } = await throughRelay(socket);
      relays.push(relay);
      atEnd(relay.close);
      return relayed;
    },
  });
  await decodes(near, 1);
  await decodes(far, 0);
  const cut = (isCut: boolean) => {
    for (const relay of relays) relay.cut(isCut);
  };
  return { server, near, far, cut };
}

test("two seconds without a network are bridged without building anything anew", async () => {
  const { near, far, cut } = await roomWithRelay();
  const camera = far.session.state.tracks.get(personOf(0))?.camera;
  cut(true);
  await pause(2000);
  cut(false);
  await decodes(near, 1, near.sees(1, "video") + 10);
  await decodes(far, 0, far.sees(0, "video") + 10);
  expect(far.session.state.tracks.get(personOf(0))?.camera).toBe(camera);
});

test("after thirty seconds without a media path both directions come back on the same socket", async () => {
  const { server, near, far, cut } = await roomWithRelay();
  const { id } = far.socket;
  cut(true);
  await pause(30_000);
  const before = { near: near.sees(1, "video"), far: far.sees(0, "video") };
  cut(false);
  const moves = () => near.sees(1, "video") !== before.near && far.sees(0, "video") !== before.far;
  await eventually("something moves again", moves);
  await decodes(near, 1);
  await decodes(far, 0);
  expect(far.socket.id).toBe(id);
  expect(server.faults).toEqual([]);
});
