import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { z } from "zod";
import { startMediaServer, workerPath } from "../../../scripts/demo/media-server.ts";
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
  raw,
  rawPeer,
  rawProducer,
  record,
} from "./harness.ts";

const alive = (pid: number) => existsSync(`/proc/${pid}`);

test("a killed worker is replaced and everyone decodes everyone again on the same sockets", async () => {
  const server = await mediaServer();
  server.rooms.setParticipants(evaluation, [expert(0), expert(1)]);
  const [first, second] = await Promise.all([attend(server, 0), attend(server, 1)]);
  await decodes(first, 1);
  await decodes(second, 0);
  const sockets = [first.socket.id, second.socket.id];
  const resets: unknown[] = [];
  first.socket.on("media:reset", (body) => resets.push(record(body)["epoch"]));
  const [killed] = server.plane.workerPids();
  if (killed === undefined) throw new Error("there is no worker to kill");

  process.kill(killed, "SIGKILL");
  await eventually("the old picture is gone", () => first.session.state.tracks.size === 0);
  await decodes(first, 1);
  await decodes(second, 0);
  expect(resets).toEqual([2]);
  // Nobody had to find out by silence.
  expect(first.session.state.failures).toEqual([]);
  expect([first.socket.id, second.socket.id]).toEqual(sockets);
  expect(server.plane.workerPids()).not.toContain(killed);
  expect(server.faults).toEqual([]);
});

test("a room moves to the worker that is left while the other is being replaced", async () => {
  const server = await mediaServer({ config: { workers: 2 } });
  server.rooms.setParticipants(evaluation, [expert(0), expert(1)]);
  const [first] = await Promise.all([attend(server, 0), attend(server, 1)]);
  await decodes(first, 1);
  for (const pid of server.plane.workerPids()) {
    process.kill(pid, "SIGKILL");
    await eventually("the dead worker is noticed", () => !server.plane.workerPids().includes(pid));
    await decodes(first, 1);
  }
  await eventually("two workers again", () => server.plane.workerPids().length === 2);
  expect(server.plane.status().state).toBe("ready");
});

test("before the worker exists everyone is told how far it is, and joins when it is there", async () => {
  const server = await startMediaServer({ config: { workers: 1 } });
  atEnd(server.stop);
  server.rooms.setParticipants(evaluation, [expert(0), expert(1)]);
  const first = await attend(server, 0);
  const raws = await connect(server, 1);
  expect((await raw(raws, "media:join", {})).code).toBe("media.preparing");
  server.plane.prepare({ fraction: 0.25, zh: "正在准备", en: "preparing" });
  await eventually("told", () => first.session.state.progress?.fraction === 0.25);
  expect(first.session.state.status).toBe("preparing");
  raws.disconnect();

  await server.plane.start(workerPath());
  const second = await attend(server, 1);
  await decodes(first, 1);
  await decodes(second, 0);
});

test("a worker that cannot start makes media unavailable and nothing else", async () => {
  const warnings: string[] = [];
  const server = await startMediaServer({
    config: { workers: 1, warn: (message) => warnings.push(message) },
  });
  atEnd(server.stop);
  server.rooms.setParticipants(evaluation, [expert(0)]);
  await expect(server.plane.start("/nowhere/mediasoup-worker")).rejects.toThrow(/no media worker/);
  const seat = await attend(server, 0, { publishes: false });
  await eventually("told", () => seat.session.state.status === "unavailable");
  expect((await raw(seat.socket, "media:join", {})).code).toBe("media.unavailable");
});

test("a room that no worker can hold lets in as many as fit, and refuses the others at the door", async () => {
  const server = await mediaServer({ config: { workers: 1, consumersPerWorker: 2 } });
  server.rooms.setParticipants(evaluation, [expert(0), expert(1)]);
  expect((await raw(await connect(server, 1), "media:join", {})).code).toBe("media.room-full");
  expect((await raw(await connect(server, 0), "media:join", {})).ok).toBe(true);
});

test("receiving the same track again and again takes up one place", async () => {
  const server = await mediaServer({ config: { workers: 1, consumersPerWorker: 1 } });
  const speaks = { ...expert(0), maySubscribe: false, mayPublish: ["microphone"] as const };
  const hears = { ...expert(1), mayPublish: [] };
  server.rooms.setParticipants(evaluation, [speaks, hears]);
  const speaker = await connect(server, 0);
  const listener = await connect(server, 1);
  const { send } = await rawPeer(speaker);
  const { receive } = await rawPeer(listener);
  const { producer } = (await rawProducer(speaker, send, 1)).body;
  for (const time of [1, 2, 3, 4]) {
    const again = { producer, transport: receive, rtpCapabilities: opusOnly };
    expect([time, (await raw(listener, "media:consume", again)).code]).toEqual([time, undefined]);
  }
});

test("stopping the plane leaves no worker behind", async () => {
  const server = await startMediaServer({ config: { workers: 2 } });
  await server.plane.start(workerPath());
  const pids = server.plane.workerPids();
  expect(pids.map(alive)).toEqual([true, true]);
  await server.stop();
  expect(pids.map(alive)).toEqual([false, false]);
});

test("a server that is killed leaves no worker behind", async () => {
  const child = spawn(process.execPath, [new URL("lone-server.ts", import.meta.url).pathname], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  atEnd(() => child.kill("SIGKILL"));
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const pids = z
    .array(z.int())
    .length(2)
    .parse(JSON.parse(String(line)));
  expect(pids.map(alive)).toEqual([true, true]);
  child.kill("SIGKILL");
  await eventually("both workers are gone", () => !pids.some(alive));
});

test("a process that made synthetic media ends by itself once they are stopped", async () => {
  const child = spawn(process.execPath, [new URL("lone-seat.ts", import.meta.url).pathname], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  atEnd(() => child.kill("SIGKILL"));
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  expect(line).toBe("seen and heard");
  const [code, signal] = await once(child, "exit");
  expect([code, signal]).toEqual([0, null]);
});
