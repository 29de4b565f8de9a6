import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { settingsTable } from "../../../server/src/config-table.ts";
import { readConfig, settingsSchema } from "../../../server/src/config.ts";

const readme = readFileSync(resolve(import.meta.dirname, "../../../server/README.md"), "utf8");

test("the table of settings in the server's README is the one that the schema gives", () => {
  expect(readme).toContain(settingsTable());
});

test("every setting that can be read is in the table, with what holds without it", () => {
  const rows = settingsTable().split("\n").slice(2, -1);
  expect(rows.map((row) => row.split("`")[1])).toEqual(Object.keys(settingsSchema.shape));
  for (const row of rows) expect(row).toMatch(/^\| `[A-Z_]+` \| \S.* \| \S.+ \|$/);
});

test("proxies that may say where a request comes from are addresses or networks, and nothing else", () => {
  const proxies = (text: string) => readConfig({ TRUSTED_PROXIES: text }).TRUSTED_PROXIES;
  expect(proxies("10.0.0.0/8, loopback ::1")).toEqual(["10.0.0.0/8", "loopback", "::1"]);
  expect(proxies("")).toEqual([]);
  expect(() => proxies("true")).toThrow("TRUSTED_PROXIES");
});
