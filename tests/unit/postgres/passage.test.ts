import { chmod, mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { letPass, mustReach } from "../../../server/src/adapters/postgres/embedded/passage.ts";

/** Somebody who owns nothing here. */
const stranger = 4_000_000;
let home: string;
let folder: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "yuanping-passage-"));
  await chmod(home, 0o755);
  folder = join(home, "data", "postgres");
  await mkdir(folder, { recursive: true, mode: 0o700 });
});
afterEach(() => rm(home, { recursive: true, force: true }));

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

test("the folder around ours is opened for passing through and no more, ours stays as it is", async () => {
  await letPass(folder, stranger);
  expect(await modeOf(join(home, "data"))).toBe(0o701);
  expect(await modeOf(folder)).toBe(0o700);
  await letPass(folder, stranger);
  expect(await modeOf(join(home, "data"))).toBe(0o701);
});

test("below a home that is closed nothing is opened, and the closed folder is named", async () => {
  await chmod(home, 0o700);
  const refused = { code: "closed-off", message: expect.stringContaining(`${home} is closed`) };
  await expect(letPass(folder, stranger)).rejects.toMatchObject(refused);
  await expect(mustReach(join(home, "program"), stranger)).rejects.toMatchObject(refused);
  expect(await modeOf(join(home, "data"))).toBe(0o700);
});

test("what belongs to somebody is open to them", async () => {
  const { uid } = await stat(home);
  await chmod(home, 0o700);
  await expect(mustReach(join(home, "program"), uid)).resolves.toBeUndefined();
});
