import { expect, test } from "vitest";
import type { FeedLine } from "@yuanping/shared/contracts/socket.ts";
import { mediaReady } from "../../../scripts/demo/media-ready.ts";
import { workerPath } from "../../../scripts/demo/media-server.ts";
import type { Seat } from "../../../scripts/demo/seat.ts";
import { mediaSeat } from "../../support/server-media.ts";
import { Lot } from "../../support/server-people.ts";
import { atEnd, sharedServer } from "../../support/server-process.ts";

const server = sharedServer({ MEDIASOUP_WORKER_BIN: workerPath(), MEDIA_WORKERS: "1" });

const patience = { timeout: 60_000 };

/** What a seat that watches was told of a member's camera so far, in order. */
const camera = ({ connection }: Seat, code: string) =>
  connection
    .getSnapshot()
    .feed.filter((line: FeedLine) => line.type === "TrackNoted" && line.code === code)
    .filter(({ details }) => details["source"] === "camera")
    .map(({ details }) => details["state"]);
const alarms = (seat: Seat, code: string) =>
  (seat.view.alarms ?? []).filter((alarm) => alarm.code === code).map(({ kind }) => kind);

test("what a camera does is on record, however often it is clicked, and the alarm follows", async () => {
  await mediaReady(server().url, () => {});
  const lot = await (await Lot.open(server().url)).checkIn();
  atEnd(() => lot.close());
  const { seat } = lot.member(0);
  const { code = "" } = seat.view.me;
  await lot.supervisor.until(() => alarms(lot.supervisor, code).includes("camera-off"));
  const { session } = mediaSeat(seat, 1);
  await expect.poll(() => camera(lot.supervisor, code), patience).toEqual(["on"]);
  await lot.supervisor.until(() => alarms(lot.supervisor, code).length === 0);
  const figures = await (await fetch(`${server().url}/metrics`)).text();
  expect(figures).toMatch(/^yuanping_media_rooms 1$/m);
  expect(figures).toMatch(/^yuanping_media_peers 1$/m);
  expect(figures).toMatch(/^yuanping_media_tracks 2$/m);
  expect(figures).toMatch(/^yuanping_media_poor_tracks 0$/m);
  expect(figures).toMatch(/^yuanping_media_track_changes_total\{what="started"\} 2$/m);
  for (const unsaid of [lot.id, seat.view.me.person]) expect(figures).not.toContain(unsaid);
  for (let click = 0; click < 10; click += 1) session.setMuted("camera", click % 2 === 0);
  session.unpublish("camera");
  await expect.poll(() => camera(lot.supervisor, code).at(-1), patience).toBe("off");
  expect(camera(lot.supervisor, code).length).toBeLessThanOrEqual(3);
  await lot.supervisor.until(() => alarms(lot.supervisor, code).includes("camera-off"));
});

test("the supervisor's microphone is refused until the room was told, and taken away at the end", async () => {
  await mediaReady(server().url, () => {});
  const lot = await (await Lot.open(server().url, { room: 2 })).checkIn();
  atEnd(() => lot.close());
  const { session } = mediaSeat(lot.supervisor, 2);
  session.unpublish("camera");
  const host = mediaSeat(lot.host, 3).session;
  const { person } = lot.supervisor.view.me;
  const heard = () => host.state.tracks.get(person)?.microphone !== undefined;
  const refused = () => session.state.failures.some(({ code }) => code === "media.may-not-send");
  await expect.poll(refused, patience).toBe(true);
  expect(heard()).toBe(false);
  await lot.supervisor.do({ type: "beginSpeakIn", reason: "请保持安静" });
  await expect.poll(heard, patience).toBe(true);
  expect(lot.host.view.speakIn).toMatchObject({ reason: "请保持安静" });
  await lot.supervisor.do({ type: "endSpeakIn" });
  await expect.poll(heard, patience).toBe(false);
});
