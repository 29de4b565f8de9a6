import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { healthSchema } from "@yuanping/shared/contracts/http.ts";
import { parseCheckpoint, parseNote, parseTlogProof } from "@yuanping/shared/tlog/index.ts";
import type { OwnServer } from "../../scripts/demo/own-server.ts";
import { recordAttacks, type Attack } from "../support/record-attacks.ts";
import { operatorsPassword, tableCases } from "../support/table-attacks.ts";
import { codeIn } from "../support/server-http.ts";
import { DEMO_PASSWORD } from "../../server/src/registry/demo-centre.ts";
import { smallIntake } from "../support/server-case.ts";
import { bodiesOf } from "../support/server-database.ts";
import { signedIn } from "../support/server-people.ts";
import { eventually, startTestServer } from "../support/server-process.ts";
import { asOperator } from "../support/stopped-database.ts";
import { codeOf, command, joined } from "../support/server-wire.ts";

/** Opens this many evaluations and lets each of them have a few events. */
async function evaluationsIn(server: OwnServer, count: number): Promise<readonly string[]> {
  const agency = await signedIn(server.url, "agency");
  const supervisor = await signedIn(server.url, "supervisor");
  const registry = await agency.http.registry();
  if (!registry.ok) throw new Error(registry.refusal.en);
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const opened = await agency.http.openTender(smallIntake(registry.value));
    if (!opened.ok) throw new Error(opened.refusal.en);
    const { evaluation } = opened.value;
    const socket = await joined(supervisor, evaluation);
    for (const text of ["提示 0", "提示 1", "提示 2"]) {
      expect(await codeOf(command(socket, { type: "note", text }))).toBe("ok");
    }
    socket.close();
    ids.push(evaluation);
  }
  return ids;
}

async function healthAt(url: string) {
  return healthSchema.parse(await (await fetch(`${url}/healthz`)).json());
}

/** Longer than the audit takes for a change that was under way, in milliseconds. */
const changeUnderWayMs = 6_000;

let dataDir = "";
let again: OwnServer;
let logged: () => string;
const attacked = new Map<Attack, string>();
let sound = "";
let tables: readonly string[] = [];
const rowAttacks = Object.values(tableCases).flatMap((each) =>
  "attacks" in each ? each.attacks : [],
);

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "yuanping-altered-"));
  const { server } = await startTestServer({ dataDir });
  const seeded = Date.now();
  const ids = await evaluationsIn(server, recordAttacks.length + 1);
  // A row of the last few seconds may be missing because the server died before it was written: the rows under attack
  // are older than that beside the newest entry, here that of a sign-in.
  await eventually(
    "the centre's rows are of some age",
    () => Date.now() - seeded > changeUnderWayMs,
  );
  await signedIn(server.url, "supervisor");
  await server.stop();
  await asOperator(dataDir, async (client) => {
    for (const [index, attack] of recordAttacks.entries()) {
      const id = ids[index] ?? "";
      await attack.edit(client, `evaluation/${id}`);
      attacked.set(attack, id);
    }
    // Not an attack: what a server leaves behind that is killed between an append and its checkpoint.
    sound = ids.at(-1) ?? "";
    for (const { edit } of rowAttacks) await edit(client);
    const { rows } = await client.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    );
    tables = rows.map(({ name }) => name);
    await client.query(
      "delete from checkpoint where stream = $1 and size = (select max(size) from checkpoint where stream = $1)",
      [`evaluation/${sound}`],
    );
  });
  const restarted = await startTestServer({ dataDir });
  again = restarted.server;
  logged = restarted.logs;
}, 300_000);

afterAll(async () => {
  await again?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** What the log says of an evaluation's stream. */
function reportOn(evaluation: string): string {
  const lines = logged().split("\n");
  return lines.find((line) => line.includes(`"stream":"evaluation/${evaluation}"`)) ?? "no report";
}

test.each(recordAttacks)("at start it is found that $name", async (attack) => {
  const id = attacked.get(attack) ?? "";
  expect(reportOn(id)).toMatch(attack.found);
  const supervisor = await signedIn(again.url, "supervisor");
  await expect(joined(supervisor, id)).rejects.toThrow("record.altered");
});

test.each(rowAttacks)("at start it is found that $name", ({ found }) => {
  expect(logged()).toMatch(found);
});

test("no other row is said to be altered", () => {
  expect(logged().match(/a row is not what the record says of it/gu)).toHaveLength(
    rowAttacks.length,
  );
});

test("every table of the schema has its case", () => {
  expect(tables.toSorted()).toEqual(Object.keys(tableCases).toSorted());
});

test("whoever is not kept as the record has it cannot sign in, whatever the password", async () => {
  const signIn = async (login: string, password = DEMO_PASSWORD) => {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ login, password });
    const response = await fetch(`${again.url}/api/session`, { method: "POST", headers, body });
    return response.ok ? "ok" : codeIn(await response.text());
  };
  for (const login of ["expert50", "expert52", "forged"])
    expect([login, await signIn(login)]).toEqual([login, "identity.altered"]);
  expect(await signIn("expert51", operatorsPassword)).toBe("identity.altered");
  expect(await signIn("expert49")).toBe("ok");
});

test("health names the number of altered streams, and the others are served as before", async () => {
  const health = await healthAt(again.url);
  expect(health.status).toBe("degraded");
  expect(health.store.ok).toBe(true);
  expect(health.store.detail).toContain(`${recordAttacks.length} damaged`);
  expect(reportOn(sound)).toBe("no report");
  const socket = await joined(await signedIn(again.url, "supervisor"), sound);
  expect(await codeOf(command(socket, { type: "note", text: "照常" }))).toBe("ok");
  socket.close();
});

test("a checkpoint that a killed server could not keep is signed anew, over the same events", async () => {
  const { cookie } = await signedIn(again.url, "supervisor");
  const base = `${again.url}/api/evaluations/${sound}`;
  const seqs = (await bodiesOf(dataDir, `evaluation/${sound}`)).map((_, seq) => seq);
  const lastProof = () => fetch(`${base}/inclusion?seq=${seqs.at(-1)}`, { headers: { cookie } });
  await eventually("the newest signed head covers all", async () => (await lastProof()).ok);
  const { checkpoint } = parseTlogProof(await (await lastProof()).text());
  expect(parseCheckpoint(parseNote(checkpoint).text).size).toBe(BigInt(seqs.length));
});
