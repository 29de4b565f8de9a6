import { describe, expect, test } from "vitest";
import type { MediaFact } from "../../../server/src/media/facts.ts";
import { runRooms } from "../../../scripts/faults/rooms.ts";
import { createSyntheticSeat } from "../../../scripts/demo/synthetic-media.ts";
import {
  atEnd,
  attend,
  decodes,
  evaluation,
  eventually,
  expert,
  mediaServer,
  personOf,
  raw,
  supervisor,
} from "./harness.ts";

test("three experts hear and see each other, and everyone decodes the right person", async () => {
  const server = await mediaServer();
  server.rooms.setParticipants(evaluation, [expert(0), expert(1), expert(2)]);
  const seats = await Promise.all([0, 1, 2].map((seat) => attend(server, seat)));
  for (const viewer of seats) {
    const others = seats.filter((seat) => seat !== viewer);
    for (const { seat } of others) await decodes(viewer, seat);
    expect([...viewer.session.state.tracks.keys()].toSorted()).toEqual(
      others.map(({ seat }) => personOf(seat)).toSorted(),
    );
    expect(viewer.session.state.failures).toEqual([]);
  }
  expect(server.faults).toEqual([]);
});

test("a supervisor receives everyone on the smallest layer and cannot send", async () => {
  const server = await mediaServer();
  server.rooms.setParticipants(evaluation, [expert(0), supervisor(5)]);
  await attend(server, 0);
  const watcher = await attend(server, 5, {
    layersFor: () => ({ spatial: 0, temporal: 0 }),
  });
  await decodes(watcher, 0);
  await eventually("sending was refused", () =>
    watcher.session.state.failures.some(({ code }) => code === "media.may-not-send"),
  );
  expect(watcher.session.state.status).toBe("ready");
  const joined = await raw(watcher.socket, "media:join", {});
  const transport = await raw(watcher.socket, "media:transport", {
    direction: "send",
    epoch: joined.body["epoch"],
  });
  expect(transport.code).toBe("media.may-not-send");
});

test("simulcast in three layers is received, and a smaller layer can be asked for", async () => {
  const server = await mediaServer();
  server.rooms.setParticipants(evaluation, [expert(0), expert(1)]);
  const { encodingsFor } = await import("../../../client/src/media/encodings.ts");
  await attend(server, 0, { encodings: encodingsFor });
  const viewer = await attend(server, 1);
  await decodes(viewer, 0);
  viewer.session.preferLayers(personOf(0), "camera", { spatial: 0, temporal: 0 });
  const before = viewer.sees(0, "video");
  await eventually("video goes on", () => viewer.sees(0, "video") > before + 10);
  expect(viewer.session.state.failures).toEqual([]);
});

test("who mutes falls silent for the others and is shown as muted, and is heard again", async () => {
  const facts: MediaFact[] = [];
  const server = await mediaServer({ record: (fact) => facts.push(fact) });
  server.rooms.setParticipants(evaluation, [expert(0), expert(1)]);
  const speaker = await attend(server, 0);
  const listener = await attend(server, 1);
  await decodes(listener, 0);
  const muted = () => listener.session.state.muted.get(personOf(0))?.has("microphone") ?? false;

  speaker.session.setMuted("microphone", true);
  await eventually("shown as muted", muted);
  speaker.session.setMuted("microphone", false);
  await eventually("shown as speaking", () => !muted());
  const before = listener.sees(0, "audio");
  await eventually("heard again", () => listener.sees(0, "audio") > before + 20);

  const ofMicrophone = facts.filter(
    ({ person, source }) => person === personOf(0) && source === "microphone",
  );
  expect(ofMicrophone.map(({ what }) => what)).toEqual(["started", "paused", "unpaused"]);
});

test("another camera takes the place of the first without a new track for the others", async () => {
  const server = await mediaServer();
  server.rooms.setParticipants(evaluation, [expert(0), expert(1)]);
  const sender = await attend(server, 0);
  const viewer = await attend(server, 1);
  await decodes(viewer, 0);
  const track = viewer.session.state.tracks.get(personOf(0))?.camera;
  const other = createSyntheticSeat(0);
  atEnd(other.stop);
  sender.session.publish("camera", other.videoTrack);
  const before = viewer.sees(0, "video");
  await eventually("the new camera is seen", () => viewer.sees(0, "video") > before + 15);
  expect(viewer.session.state.tracks.get(personOf(0))?.camera).toBe(track);
});

test("the room hears who speaks", async () => {
  const server = await mediaServer();
  server.rooms.setParticipants(evaluation, [expert(0), supervisor(5)]);
  await attend(server, 0);
  const watcher = await attend(server, 5, { publishes: false });
  await eventually("someone speaks", () => watcher.session.state.speaker !== null);
  expect(watcher.session.state.speaker).toBe(personOf(0));
});

test("two rooms never mix: whoever joins when, everybody decodes the people of their own room and nobody else", async () => {
  const report = await runRooms({ rooms: 3, kills: 1, seed: 20_261_124, say: () => {} });
  expect(report.broken).toEqual([]);
  expect(report.tracks).toBeGreaterThan(24);
});

describe("cannot join without camera", () => {
  test("who has none enters all the same, hears and sees the others, and is heard", async () => {
    const facts: MediaFact[] = [];
    const server = await mediaServer({ record: (fact) => facts.push(fact) });
    server.rooms.setParticipants(evaluation, [expert(0), expert(1)]);
    const whole = await attend(server, 0);
    const blind = await attend(server, 1, { publishes: false });
    const microphone = createSyntheticSeat(1);
    atEnd(microphone.stop);
    blind.session.publish("microphone", microphone.audioTrack);
    await decodes(blind, 0);
    await eventually("heard", () => whole.sees(1, "audio") > 10);
    expect(blind.session.state.status).toBe("ready");
    expect(whole.session.state.tracks.get(personOf(1))?.camera).toBeUndefined();
    // Supervision hears of no camera, and is alarmed by it: see the alarms of an evaluation.
    const told = facts.filter(({ person }) => person === personOf(1));
    expect(told.map(({ source }) => source)).toEqual(["microphone"]);
  });
});
