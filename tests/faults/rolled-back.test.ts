import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  compareHeads,
  ED25519,
  fromBase64,
  noteKey,
  noteVerifier,
  parseVkey,
  verifyCheckpoint,
  type Checkpoint,
} from "@yuanping/shared/tlog/index.ts";
import { healthSchema } from "@yuanping/shared/contracts/http.ts";
import type { KeyValueStore } from "../../client/src/connection/draft-key.ts";
import { DrawParty } from "../../client/src/connection/draw-party.ts";
import { HeadWitness } from "../../client/src/connection/head-witness.ts";
import { SeatWitness } from "../../client/src/connection/seat-witness.ts";
import { memory } from "../../scripts/demo/partake.ts";
import { Seat } from "../../scripts/demo/seat.ts";
import type { OwnServer } from "../../scripts/demo/own-server.ts";
import { smallIntake } from "../support/server-case.ts";
import { signedIn } from "../support/server-people.ts";
import { atEnd, eventually, startTestServer, temporaryFolder } from "../support/server-process.ts";
import { codeOf, command, joined } from "../support/server-wire.ts";

async function serverIn(dataDir: string): Promise<OwnServer> {
  const { server } = await startTestServer({ dataDir });
  atEnd(server.stop);
  return server;
}

async function say(server: OwnServer, evaluation: string, texts: readonly string[]): Promise<void> {
  const socket = await joined(await signedIn(server.url, "supervisor"), evaluation);
  for (const text of texts)
    expect(await codeOf(command(socket, { type: "note", text }))).toBe("ok");
  socket.close();
}

async function text(server: OwnServer, path: string): Promise<string> {
  const { cookie } = await signedIn(server.url, "supervisor");
  const response = await fetch(server.url + path, { headers: { cookie } });
  return response.ok ? response.text() : "";
}

async function headIn(server: OwnServer, evaluation: string): Promise<Checkpoint> {
  const { name, publicKey } = parseVkey((await text(server, "/api/log/keys")).trim());
  const key = noteKey(`${name}/evaluation/${evaluation}`, ED25519, publicKey);
  const note = await text(server, `/api/evaluations/${evaluation}/checkpoint`);
  return (await verifyCheckpoint(note, [await noteVerifier(key)])).checkpoint;
}

/** What a keeper of an earlier head finds, asking nobody but the server itself. */
async function found(server: OwnServer, evaluation: string, kept: Checkpoint) {
  const shown = await headIn(server, evaluation);
  const query = `from=${kept.size}&to=${shown.size}`;
  const lines = await text(server, `/api/evaluations/${evaluation}/consistency?${query}`);
  const proof = lines.split("\n").filter((line) => line !== "");
  return compareHeads(kept, shown, proof.map(fromBase64));
}

/** With modes and times, as a backup does it: PostgreSQL refuses a folder that others may read. */
function copyFolder(from: string, to: string): void {
  execFileSync("cp", ["-a", from, to]);
}

/** What each person's browser keeps, from one server to the next. */
const stores = new Map<string, KeyValueStore>();
const storeOf = (login: string): KeyValueStore => {
  const store = stores.get(login) ?? memory();
  stores.set(login, store);
  return store;
};

async function seatIn(server: OwnServer, evaluation: string, login: string): Promise<Seat> {
  const seat = new Seat(await signedIn(server.url, login), evaluation);
  atEnd(() => seat.close());
  return seat.joined();
}

/** A party's browser that has the draw before it, and no log. */
function drawOnly(seat: Seat): void {
  const party = new DrawParty(storeOf(seat.account.login), () => seat.connection.now());
  let last: Promise<unknown> = Promise.resolve();
  const act = (): void => {
    last = last.then(async () => {
      const command = await party.command(seat.connection.getSnapshot());
      // What was done meanwhile is refused, and asked for no more.
      if (command !== undefined) await seat.connection.send(command);
    });
  };
  seat.connection.subscribe(act);
  // Whatever is due already may be followed by no other news.
  act();
}

/** A seat's browser as a witness, with what it remembers. */
function watch(seat: Seat, evaluation: string): HeadWitness {
  const { http, login } = seat.account;
  const now = (): number => seat.connection.now();
  const witness = new HeadWitness({ store: storeOf(login), routes: http, now });
  atEnd(new SeatWitness(seat.connection, witness, evaluation).start());
  return witness;
}

const gateOf = ({ view }: Seat) => view.witnessing?.open?.gate;

test("an older copy of the whole data folder starts in good health; whoever kept a head sees what is gone and then the fork, every screen says so, and the gate stays shut", async () => {
  const folder = temporaryFolder();
  const dataDir = join(folder, "data");
  const copy = join(folder, "copy");
  const first = await serverIn(dataDir);
  const agency = await signedIn(first.url, "agency");
  const registry = await agency.http.registry();
  if (!registry.ok) throw new Error(registry.refusal.en);
  const opened = await agency.http.openTender(smallIntake(registry.value));
  if (!opened.ok) throw new Error(opened.refusal.en);
  const { evaluation } = opened.value;
  const parties = ["host", "supervisor", "witness"] as const;
  const drawing = await Promise.all(parties.map((login) => seatIn(first, evaluation, login)));
  drawing.forEach(drawOnly);
  const sealing = await seatIn(first, evaluation, "agency");
  await sealing.until(({ view }) => view.ceremony?.phase === "sealing");
  await sealing.do({ type: "sealDraw" });
  // In the seat that draws: another of the same person would take it over before its part is done.
  const [drawn] = drawing;
  if (drawn === undefined) throw new Error("the host has no seat");
  await drawn.until((seat) => gateOf(seat) === "draw-result");
  await first.stop();
  copyFolder(dataDir, copy);

  const second = await serverIn(dataDir);
  const watchers = ["supervisor", "witness"] as const;
  for (const login of watchers) watch(await seatIn(second, evaluation, login), evaluation);
  const passing = await seatIn(second, evaluation, "host");
  await passing.until((seat) => gateOf(seat) === undefined);
  await say(second, evaluation, ["第二条", "第三条", "第四条"]);
  let kept = await headIn(second, evaluation);
  const early = kept;
  await say(second, evaluation, ["第五条"]);
  await eventually("the last head is signed", async () => {
    kept = await headIn(second, evaluation);
    return kept.size > early.size;
  });
  expect(await found(second, evaluation, early)).toBe("extends");
  await second.stop();
  rmSync(dataDir, { recursive: true });
  copyFolder(copy, dataDir);

  const rolledBack = await serverIn(dataDir);
  const health = healthSchema.parse(await (await fetch(`${rolledBack.url}/healthz`)).json());
  expect(health.status).toBe("ok");
  expect(await found(rolledBack, evaluation, kept)).toBe("rolled-back");

  const host = await seatIn(rolledBack, evaluation, "host");
  const supervisor = await seatIn(rolledBack, evaluation, "supervisor");
  expect(gateOf(host)).toBe("draw-result");
  const told = watch(supervisor, evaluation);
  for (const seat of [host, supervisor])
    await seat.until(({ view }) => view.witnessing?.fork?.kind === "rolled-back");
  const fork = host.view.witnessing?.fork;
  expect(told.alarm(evaluation)).toMatchObject({ kept: fork?.kept, shown: fork?.shown });
  for (const note of [fork?.kept, fork?.shown]) expect(note).toContain(`/evaluation/${evaluation}`);

  const others = Array.from({ length: Number(kept.size) }, (_, index) => `另外第 ${index} 条`);
  await say(rolledBack, evaluation, others);
  await eventually("the log has outgrown the kept head", async () => {
    return (await headIn(rolledBack, evaluation)).size > kept.size;
  });
  expect(await found(rolledBack, evaluation, kept)).toBe("forked");
  const late = watch(await seatIn(rolledBack, evaluation, "witness"), evaluation);
  await host.until(({ view }) => view.witnessing?.fork?.kind === "forked");
  expect(late.alarm(evaluation)).toMatchObject({ kept: expect.any(String), fork: "forked" });
  const step = await host.connection.send({ type: "beginCheckIn" });
  expect([gateOf(host), !step.ok && step.refusal.code]).toEqual([
    "draw-result",
    "witness.awaits-both",
  ]);
}, 240_000);
