import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { findBoundaryFaults } from "../../../scripts/check/boundaries.ts";
import { formatFault } from "../../../scripts/check/fault.ts";

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

/** What the check finds in a checkout that holds only these files. */
function faultsOf(files: Readonly<Record<string, string>>): readonly string[] {
  const root = mkdtempSync(join(tmpdir(), "yuanping-boundaries-"));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return findBoundaryFaults(root).map(formatFault);
}

const importing = (specifier: string): string => `import { x } from "${specifier}";\nx();\n`;

test.each([
  ["shared/src/law/a.ts", "../evaluation/b.ts"],
  ["shared/src/tlog/a.ts", "../contracts/b.ts"],
  ["shared/src/draw/a.ts", "../contracts/b.ts"],
  ["shared/src/contracts/deep/a.ts", "../../evaluation/b.ts"],
  ["shared/src/evaluation/a.ts", "../evidence/b.ts"],
  ["shared/src/evidence/a.ts", "../../../server/src/b.ts"],
  ["server/src/kernel/a.ts", "../registry/b.ts"],
  ["server/src/kernel/a.ts", "../adapters/postgres/b.ts"],
  ["server/src/registry/a.ts", "../transport/http/b.ts"],
  ["server/src/media/a.ts", "../adapters/mediasoup/b.ts"],
  ["server/src/transport/http/a.ts", "../../adapters/postgres/b.ts"],
  ["server/src/adapters/redis/a.ts", "../../transport/socket/b.ts"],
  ["server/src/identity/a.ts", "../compose.ts"],
  ["server/src/kernel/a.ts", "@yuanping/client/app/b.ts"],
  ["client/src/app/a.ts", "../../../server/src/b.ts"],
  ["client/src/app/a.tsx", "@yuanping/server/b.ts"],
  ["client/src/app/a.ts", "../../../scripts/b.ts"],
  ["scripts/verify.ts", "../server/src/b.ts"],
  ["scripts/verify.ts", "./demo/b.ts"],
  ["scripts/verify/a.ts", "../../client/src/b.ts"],
])("%s must not import %s", (path, specifier) => {
  const [fault, ...others] = faultsOf({ [path]: importing(specifier) });
  expect(fault).toMatch(/^\S+:1: \S+ must not import \S+\/b\.ts$|compose\.ts$/);
  expect(fault?.startsWith(`${path}:1: `)).toBe(true);
  expect(others).toEqual([]);
});

test.each([
  ["shared/src/contracts/a.ts", "lodash"],
  ["shared/src/evidence/a.ts", "node:crypto"],
  ["scripts/verify.ts", "zod"],
  ["scripts/verify/a.ts", "@noble/curves"],
])("%s must not use the package %s", (path, name) => {
  expect(faultsOf({ [path]: importing(name) })).toHaveLength(1);
});

test.each([
  ["shared/src/law/a.ts", "../contracts/b.ts"],
  ["shared/src/contracts/a.ts", "zod"],
  ["shared/src/draw/a.ts", "../contracts/refusal.ts"],
  ["shared/src/evidence/a.ts", "../evaluation/b.ts"],
  ["server/src/kernel/a.ts", "@yuanping/shared/evaluation/index.ts"],
  ["server/src/adapters/postgres/a.ts", "../../kernel/b.ts"],
  ["server/src/transport/http/a.ts", "../../registry/b.ts"],
  ["server/src/compose.ts", "./adapters/postgres/b.ts"],
  ["client/src/app/a.ts", "@yuanping/shared/contracts/b.ts"],
  ["scripts/verify.ts", "@yuanping/shared/evidence/index.ts"],
  ["scripts/verify.ts", "node:fs"],
  ["scripts/verify.ts", "fflate"],
  ["scripts/demo.ts", "../server/src/main.ts"],
])("%s may import %s", (path, specifier) => {
  expect(faultsOf({ [path]: importing(specifier) })).toEqual([]);
});

test("imports hide neither in types, nor in re-exports, nor in calls", () => {
  const path = "client/src/a.ts";
  const target = "../../server/src/b.ts";
  expect(
    faultsOf({ [path]: `import type { B } from "${target}";\nexport const b: B = 1;` }),
  ).toHaveLength(1);
  expect(faultsOf({ [path]: `export { b } from "${target}";` })).toHaveLength(1);
  expect(faultsOf({ [path]: `export * from "${target}";` })).toHaveLength(1);
  expect(faultsOf({ [path]: `export const b = import("${target}");` })).toHaveLength(1);
});

test("words about imports in comments and strings are no imports", () => {
  const text = `// import { b } from "../../server/src/b.ts"\nexport const s = 'import x from "../../server/src/b.ts"';\n`;
  expect(faultsOf({ "client/src/a.ts": text })).toEqual([]);
});

test("a circle of three files is told once with its whole way", () => {
  const faults = faultsOf({
    "scripts/a.ts": importing("./b.ts"),
    "scripts/b.ts": importing("./c.ts"),
    "scripts/c.ts": importing("./a.ts"),
  });
  expect(faults).toEqual([
    "scripts/c.ts:1: circle: scripts/a.ts → scripts/b.ts → scripts/c.ts → scripts/a.ts",
  ]);
});

test("files that share what they import are no circle", () => {
  expect(
    faultsOf({
      "scripts/a.ts": `${importing("./b.ts")}${importing("./c.ts")}`,
      "scripts/b.ts": "export const x = () => 1;",
      "scripts/c.ts": importing("./b.ts"),
    }),
  ).toEqual([]);
});

test("a file that imports itself is a circle", () => {
  expect(faultsOf({ "scripts/a.ts": importing("./a.ts") })).toHaveLength(1);
});

test("two files that only know each other's types are no circle", () => {
  expect(
    faultsOf({
      "scripts/a.ts": `import type { B } from "./b.ts";\nexport type A = B;`,
      "scripts/b.ts": `import { type A } from "./a.ts";\nexport type B = A;`,
    }),
  ).toEqual([]);
});

test.each([
  ["export const now = () => Date.now();", "the clock"],
  ["export const now = () => new Date();", "the clock"],
  ["export const soon = setTimeout(() => 1, 5);", "a timer"],
  ["export const mode = process.env;", "the process"],
  ["console.log('hello');", "the console"],
  ["export const c = globalThis.Date;", "the world"],
  ["export const page = fetch('/');", "the network"],
  ["export const dice = Math.random();", "chance"],
  ["export const dice = Math['random']();", "chance"],
  ["export const { a } = { a: Date };", "the clock"],
])("in a pure folder, %s reaches %s", (text, what) => {
  const [fault, ...others] = faultsOf({ "shared/src/law/a.ts": text });
  expect(fault).toContain(`reaches ${what}`);
  expect(others).toEqual([]);
  expect(faultsOf({ "server/src/kernel/a.ts": text })).toEqual([]);
});

test.each([
  "export async function f() { return 1; }",
  "export const f = async () => 1;",
  "export const v = await 1;",
  "export class A { async f() { return 1; } }",
])("a pure folder does not wait: %s", (text) => {
  expect(faultsOf({ "shared/src/evaluation/a.ts": text })[0]).toContain("does not wait");
  expect(faultsOf({ "shared/src/tlog/merkle.ts": text })[0]).toContain("does not wait");
  expect(faultsOf({ "shared/src/tlog/signature-ed25519.ts": text })).toEqual([]);
  expect(faultsOf({ "shared/src/evidence/a.ts": text })).toEqual([]);
});

test("types, members and own names that sound worldly are not", () => {
  const text = [
    "export type Clock = { readonly now: () => Date };",
    "export interface Steps { readonly process: string; console: typeof console }",
    "export const name = (step: Steps) => step.process;",
    "export const grade = (performance: number) => performance + 1;",
    "export const labels = { Date: 'day', fetch: 'get' };",
  ].join("\n");
  expect(faultsOf({ "shared/src/law/a.ts": text })).toEqual([]);
});

test("a type assertion does not hide the clock", () => {
  expect(faultsOf({ "shared/src/law/a.ts": "export const d = Date as unknown;" })).toHaveLength(1);
});

test("a checkout without sources is an error, not a pass", () => {
  expect(() => faultsOf({ "README.md": "" })).toThrow(/holds no sources/);
});
