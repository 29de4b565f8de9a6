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

test("an older copy of the whole data folder starts in good health, and whoever kept a head sees what is gone and then the fork", async () => {
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
  await say(first, evaluation, ["第一条"]);
  await first.stop();
  copyFolder(dataDir, copy);

  const second = await serverIn(dataDir);
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
  const others = Array.from({ length: Number(kept.size) }, (_, index) => `另外第 ${index} 条`);
  await say(rolledBack, evaluation, others);
  await eventually("the log has outgrown the kept head", async () => {
    return (await headIn(rolledBack, evaluation)).size > kept.size;
  });
  expect(await found(rolledBack, evaluation, kept)).toBe("forked");
}, 180_000);
