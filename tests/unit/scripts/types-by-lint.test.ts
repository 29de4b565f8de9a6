import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { run } from "../../../scripts/toolchain/command.ts";
import { projectRoot } from "../../../scripts/toolchain/folders.ts";

const linter = join(projectRoot, "node_modules/oxlint/bin/oxlint");
/** Where the linter looks for its reader of types when it is not called from the project's own folder. */
const tools = join(projectRoot, "node_modules/.bin");
const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

/** What `npm run -s check` says of a module of this text: the linter is the only one that looks at types. */
async function lintOf(text: string) {
  const folder = await mkdtemp(join(tmpdir(), "yuanping-types-"));
  folders.push(folder);
  const settings = { extends: join(projectRoot, "tsconfig.base.json"), include: ["."] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(settings));
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  await writeFile(join(folder, "module.ts"), text);
  const rules = join(projectRoot, ".oxlintrc.json");
  const { status, stdout } = await run(
    process.execPath,
    [linter, "--quiet", "--format", "unix", "--config", rules, "."],
    { cwd: folder, env: { ...process.env, PATH: `${tools}${delimiter}${process.env["PATH"]}` } },
  );
  return { status, said: stdout };
}

test("sound types pass", async () => {
  expect(await lintOf("export const count: number = 1;\n")).toMatchObject({ status: 0 });
});

test.each([
  ["a value of another type", 'export const count: number = "1";', "TS2322"],
  ["what may be undefined", "export const sizeOf = (s?: string): number => s.length;", "TS18048"],
  ["a step too far in a list", "export const first = (l: string[]): string => l[0];", "TS2322"],
  ["a module that is not there", 'export { x } from "./nowhere.ts";', "TS2307"],
  ["a parameter without a type", "export const same = (x) => x;", "TS7006"],
  ["syntax that does not vanish", "export enum Side { Left }", "TS1294"],
  ["an optional field set to nothing", "export const o: { a?: 1 } = { a: undefined };", "TS2375"],
  ["Node's names where none are", "export const here = process.cwd();", "TS2591"],
])("%s is found", async (_, text, code) => {
  const { status, said } = await lintOf(`${text}\n`);
  expect(said).toContain(code);
  expect(status).toBe(1);
});
