import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { Lot, signedIn } from "../../support/server-people.ts";
import { bodiesOf } from "../../support/server-database.ts";
import { atEnd, sharedServer } from "../../support/server-process.ts";

const server = sharedServer();
const name = `${"ab".repeat(32)}.webm`;

const viewing = z.object({
  type: z.string(),
  evaluation: z.string(),
  file: z.string().optional(),
});

/** A lot, a file in its folder, and how somebody asks for it. */
async function lotWithFile() {
  const { url, dataDir } = server();
  const lot = await Lot.open(url);
  atEnd(() => lot.close());
  const folder = join(dataDir, "recordings", lot.id);
  mkdirSync(join(folder, "open"), { recursive: true });
  writeFileSync(join(folder, name), "0123456789");
  writeFileSync(join(folder, "open", "secret.webm"), "still being written");
  const get = (cookie: string, path: string, headers: Record<string, string> = {}) =>
    fetch(`${url}/api/evaluations/${lot.id}/recordings${path}`, {
      headers: { cookie, ...headers },
    });
  return { url, lot, get };
}

test("a supervisor gets a recording piece by piece, and each viewing is on the centre's record", async () => {
  const { lot, get } = await lotWithFile();
  const { cookie } = lot.supervisor.account;
  const list = await get(cookie, "");
  expect([list.status, await list.json()]).toMatchObject([200, { tracks: [] }]);
  const piece = await get(cookie, `/${name}`, { range: "bytes=2-4" });
  expect([piece.status, await piece.text()]).toEqual([206, "234"]);
  expect(piece.headers.get("content-range")).toBe("bytes 2-4/10");
  await get(cookie, `/${name}`, { range: "bytes=5-9" });
  const bodies = await bodiesOf(server().dataDir, "registry");
  const viewings = bodies.filter((body) => body.includes(lot.id) && body.includes('"Recording'));
  expect(
    viewings.map((body) => z.object({ event: viewing }).parse(JSON.parse(body)).event),
  ).toEqual([
    { type: "RecordingsOpened", evaluation: lot.id },
    { type: "RecordingPlayed", evaluation: lot.id, file: name },
  ]);
});

test("members, strangers and whoever is not signed in get nothing, and the host nothing before the end", async () => {
  const { url, lot, get } = await lotWithFile();
  const stranger = await signedIn(url, "host2");
  for (const [cookie, status] of [
    ["", 401],
    [stranger.cookie, 404],
    [lot.host.account.cookie, 403],
    [lot.agency.cookie, 403],
  ] as const) {
    expect((await get(cookie, "")).status).toBe(status);
    expect((await get(cookie, `/${name}`)).status).toBe(status);
  }
  await lot.host.do({ type: "terminate", code: "206", reason: "演练结束" });
  expect((await get(lot.agency.cookie, `/${name}`)).status).toBe(200);
});

test("nothing but a closed file can be asked for: no folder, no path, nothing that is being written", async () => {
  const { lot, get } = await lotWithFile();
  const { cookie } = lot.supervisor.account;
  for (const path of [
    "/open",
    "/open%2Fsecret.webm",
    "/..%2F..%2Fkeys%2Fmaster.key",
    `/${"0".repeat(64)}.webm`,
    `/${name}.json`,
  ]) {
    expect([path, (await get(cookie, path)).status]).toEqual([path, 404]);
  }
});
