import { createSocket } from "node:dgram";
import { once } from "node:events";
import { expect, test } from "vitest";
import { encodingsFor } from "../../../client/src/media/encodings.ts";
import type { LiveTrack } from "../../../server/src/media/live-track.ts";
import {
  atEnd,
  attend,
  connect,
  decodes,
  evaluation,
  eventually,
  expert,
  mediaServer,
  opusOnly,
  personOf,
  raw,
  rawPeer,
  rawProducer,
  supervisor,
  type Attendee,
} from "./harness.ts";

/** Four seats receive 24 tracks; two workers of 16 hold them in twos, with four tracks piped each way. */
const small = { workers: 2, consumersPerWorker: 16 };
const seats = [0, 1, 2, 3];
const lowest = { spatial: 0, temporal: 0 };

const everybodySees = async (people: readonly Attendee[]): Promise<void> => {
  for (const viewer of people)
    for (const { seat } of people) if (seat !== viewer.seat) await decodes(viewer, seat);
};

test("a room that needs two workers hears and sees itself across them, before and after either is killed", async () => {
  const server = await mediaServer({ config: small });
  server.rooms.setParticipants(evaluation, seats.map(expert));
  const people = await Promise.all(seats.map((seat) => attend(server, seat)));
  await everybodySees(people);
  expect(server.plane.freeConsumers()).toBe(0);
  for (const killed of server.plane.workerPids()) {
    const before = people.map(({ session }) => session.state.tracks);
    process.kill(killed, "SIGKILL");
    await eventually("the dead worker is noticed", () =>
      people.every(({ session }, at) => session.state.tracks !== before[at]),
    );
    await everybodySees(people);
  }
  // Whoever was not on that worker may have asked for a track of it just then.
  const failures = people.flatMap(({ session }) => session.state.failures);
  expect(failures.filter(({ code }) => code !== "media.unknown")).toEqual([]);
  expect(server.faults).toEqual([]);
});

test("layers, silence, who speaks, copies for the recorder and the end of a track reach across workers", async () => {
  const copied = new Set<string>();
  const follow = (track: LiveTrack) => {
    void copyOf(track).then(() => copied.add(`${track.person} ${track.source}`));
    return () => {};
  };
  const server = await mediaServer({ config: small, follow });
  server.rooms.setParticipants(evaluation, seats.map(expert));
  const [first, ...others] = await Promise.all(
    seats.map((seat) => attend(server, seat, { encodings: encodingsFor })),
  );
  if (first === undefined) throw new Error("nobody came");
  const everybody = [first, ...others];
  await everybodySees(everybody);
  await eventually("every track is copied", () => copied.size === 2 * seats.length);

  for (const { session } of others) session.preferLayers(personOf(0), "camera", lowest);
  const pictures = others.map((other) => other.sees(0, "video"));
  await eventually("the lower layer goes on", () =>
    others.every((other, at) => other.sees(0, "video") > (pictures[at] ?? 0) + 10),
  );
  for (const { session } of others) session.setMuted("microphone", true);
  await eventually("only the first speaks, to everybody", () =>
    everybody.every(({ session }) => session.state.speaker === personOf(0)),
  );
  for (const { session } of others) session.setMuted("microphone", false);
  const sounds = everybody.map((each) => others.map(({ seat }) => each.sees(seat, "audio")));
  await eventually("everybody is heard again", () =>
    everybody.every((each, at) =>
      others.every(
        ({ seat }, which) =>
          seat === each.seat || each.sees(seat, "audio") > (sounds[at]?.[which] ?? 0) + 20,
      ),
    ),
  );
  first.session.unpublish("camera");
  await eventually("nobody has the picture any more", () =>
    others.every(({ session }) => session.state.tracks.get(personOf(0))?.camera === undefined),
  );
  for (const { session } of everybody) expect(session.state.failures).toEqual([]);
  expect(server.faults).toEqual([]);
});

test("a room that outgrows its worker takes another one, and whoever is past both is refused in words", async () => {
  const server = await mediaServer({ config: { workers: 2, consumersPerWorker: 8 } });
  const speaks = { ...expert(0), maySubscribe: false, mayPublish: ["microphone"] as const };
  const enter = async (seat: number) => {
    const socket = await connect(server, seat);
    return { socket, ...(await rawPeer(socket)) };
  };
  server.rooms.setParticipants(evaluation, [speaks]);
  const speaker = await enter(0);
  const { producer } = (await rawProducer(speaker.socket, speaker.send, 1)).body;
  const crowd = Array.from({ length: 17 }, (_, at) => supervisor(at + 1));
  server.rooms.setParticipants(evaluation, [speaks, ...crowd]);
  const codes: unknown[] = [];
  for (const { person } of crowd) {
    const socket = await connect(server, Number.parseInt(person, 16));
    const joined = await raw(socket, "media:join", {});
    const { epoch } = joined.body;
    const opened = await raw(socket, "media:transport", { direction: "receive", epoch });
    const { transport } = opened.body;
    const consumed = await raw(socket, "media:consume", {
      producer,
      transport,
      rtpCapabilities: opusOnly,
    });
    codes.push(joined.code ?? opened.code ?? consumed.code ?? "received");
  }
  // Fifteen, because the pipe to the second worker is one of the first one's eight.
  expect(codes).toEqual([
    ...Array.from({ length: 15 }, () => "received"),
    "media.room-full",
    "media.room-full",
  ]);
});

/** Resolves with the first packet of a copy. */
async function copyOf({ producer, router }: LiveTrack): Promise<void> {
  const socket = createSocket("udp4");
  atEnd(() => socket.close());
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const tap = await router.openTap(producer);
  if (!tap.ok) throw new Error(tap.refusal.code);
  await tap.value.connect(socket.address().port);
  await tap.value.resume();
  tap.value.requestKeyFrame();
  await once(socket, "message");
}
