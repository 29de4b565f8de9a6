import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCentre } from "../../../scripts/centre/open-centre.ts";
import { verifyStreams } from "../../../scripts/backup/verify-streams.ts";
import { changeMasterKey, changeSteps } from "../../../server/src/change-master-key.ts";
import { testCluster } from "../../support/postgres.ts";
import { StoppedInstallation } from "../../support/stopped-installation.ts";

const cluster = testCluster();
const made: StoppedInstallation[] = [];

async function installation(): Promise<StoppedInstallation> {
  const one = await StoppedInstallation.make(await cluster.freshDatabase());
  made.push(one);
  return one;
}

let site: StoppedInstallation;
beforeAll(async () => {
  site = await installation();
}, 120_000);
afterAll(() => made.forEach((one) => one.remove()));

const changing = ["scripts/keys.ts", "change-master"] as const;

test.each(changeSteps)(
  "a change that is killed once it is %s leaves everything readable under one key, and can be made again",
  async (step) => {
    const before = await site.allOpens();
    const { signal, stderr } = await site.ran(["tests/support/killed-key-change.ts", step]);
    expect([signal, stderr]).toEqual(["SIGKILL", ""]);
    const after = await site.allOpens();
    const isChanged = step === "committed" || step === "in-place";
    expect(after === before).toBe(!isChanged);
    expect(site.keyFiles().includes("master.key.next")).toBe(false);
    expect(site.keyFiles().includes(`master.key.former-DAY-${before}`)).toBe(isChanged);
    await site.record();
    const again = await changeMasterKey(site.config);
    expect(again).toMatchObject({ former: after, altered: [] });
    expect(await site.allOpens()).toBe(again.current);
  },
  180_000,
);

test("where the disk takes nothing more the change is not made, and nothing is left of it", async () => {
  const [key, files] = [await site.allOpens(), site.keyFiles()];
  // Every write to a file fails in the kernel, as on a full disk, behind a file that was made already.
  const { code, stderr, stdout } = await site.ran(changing, "trap '' XFSZ; ulimit -f 0;");
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/EFBIG|ENOSPC/);
  expect(site.keyFiles()).toEqual(files);
  expect(await site.allOpens()).toBe(key);
}, 180_000);

test("the command prints the new fingerprint alone and where the former file lies, under which nothing starts any more", async () => {
  const before = await site.allOpens();
  const { code, stderr, stdout } = await site.ran(changing);
  expect(code).toBe(0);
  const key = await site.allOpens();
  expect(stdout).toBe(`${key}\n`);
  expect(stderr).toMatch(/主密钥已更换[^]*The master key was changed/);
  const [, formerFile = ""] = /its file is (\S+)\./.exec(stderr) ?? [];
  expect(formerFile).toContain(before);
  const kept = readFileSync(site.path);
  writeFileSync(site.path, readFileSync(formerFile));
  const files = site.keyFiles();
  const starts = await Promise.all(
    [changing, ["server/src/main.ts"]].map((args) => site.ran(args)),
  );
  for (const start of starts) {
    expect(start.code).toBe(1);
    expect(start.stderr).toMatch(/\[master-key\.other\] 密钥文件[^]*does not open the secrets/);
  }
  expect(site.keyFiles()).toEqual(files);
  writeFileSync(site.path, kept);
  expect(await site.allOpens()).toBe(key);
}, 180_000);

test("while a node lives, or another command works, the master key stays as it is", async () => {
  const key = await site.allOpens();
  const centre = await openCentre(site.config, () => {});
  const beside = await site.ran(changing);
  await centre.close();
  expect([beside.code, beside.stderr]).toEqual([
    1,
    "a node that starts, or another command, works with the keys of this database\n",
  ]);
  await site.database.db
    .insertInto("node")
    .values({
      id: "n1",
      boot: "n1.0",
      url: "http://n1",
      region: "",
      version: "0",
      rooms: 0,
      seats: 0,
      media_free: 0,
      draining: false,
    })
    .execute();
  const alive = await site.ran(changing);
  await site.database.db.deleteFrom("node").execute();
  expect([alive.code, alive.stderr]).toEqual([
    1,
    "1 node(s) run on this database; stop them and wait 30 s\n",
  ]);
  expect(await site.allOpens()).toBe(key);
}, 180_000);

test("what was altered before the change is told, and is found altered after it, too", async () => {
  const own = await installation();
  await own.database.db
    .updateTable("vault")
    .set({ ciphertext: Buffer.alloc(80) })
    .where("name", "=", "evaluation/a/bids")
    .execute();
  await own.database.db
    .updateTable("stream")
    .set({ seal: Buffer.alloc(32) })
    .where("stream", "=", "registry")
    .execute();
  const { altered } = await changeMasterKey(own.config);
  expect(altered).toEqual([
    expect.stringContaining("registry does not bear our seal"),
    expect.stringContaining("evaluation/a/bids"),
  ]);
  expect((await verifyStreams(own.database.db, own.path)).broken).toEqual([altered[0]]);
  await own.withKeys(async ({ vault }) => {
    await expect(vault.get("evaluation/a/bids")).rejects.toThrow("not kept as it was made");
    expect(String(await vault.get("evaluation/a/sealing"))).toBe("evaluation/a/sealing");
  });
}, 180_000);
