import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { describe, expect, it } from "vitest";

/** Every module that the verifier loads, found by following its imports from file to file. */
function modulesFrom(entry: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const open = [resolve(entry)];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path)) continue;
    const source = readFileSync(path, "utf8");
    const imports = [...source.matchAll(/^(?:import|export)\s[^;]*?from "([^"]+)";/gmu)];
    const named = imports.map(([, name = ""]) => name);
    found.set(path, named);
    const folder = dirname(path);
    open.push(...named.filter((name) => name.startsWith(".")).map((name) => resolve(folder, name)));
  }
  return found;
}

describe("the verifier", () => {
  const modules = modulesFrom("shared/src/evidence/index.ts");

  it("runs wherever TypeScript and zod do: it imports nothing else", () => {
    const foreign = [...modules].flatMap(([, named]) => named.filter((n) => !n.startsWith(".")));
    expect(modules.size).toBeGreaterThan(50);
    expect([...new Set(foreign)]).toEqual(["zod"]);
  });

  it("leaves the shared folder nowhere", () => {
    const home = resolve("shared/src");
    expect([...modules.keys()].filter((path) => !path.startsWith(`${home}/`))).toEqual([]);
  });
});
