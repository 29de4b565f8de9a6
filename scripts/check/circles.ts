import type { Fault } from "./fault.ts";
import { resolveImport } from "./resolve-import.ts";
import type { SourceFile } from "./source-file.ts";

interface Edge {
  readonly target: string;
  readonly line: number;
}

/**
 * Every circle of imports, told once, at one of its files. Imports of types alone do not
 * count: nothing is left of them when the files are loaded, so no order can be wrong.
 */
export function findCircles(files: readonly SourceFile[]): readonly Fault[] {
  const edges = new Map(files.map((file) => [file.path, edgesOf(file)]));
  const faults: Fault[] = [];
  const finished = new Set<string>();
  const open: string[] = [];

  const visit = (path: string): void => {
    if (finished.has(path)) return;
    open.push(path);
    for (const { target, line } of edges.get(path) ?? []) {
      const start = open.indexOf(target);
      if (start === -1) visit(target);
      else
        faults.push({ path, line, text: `circle: ${[...open.slice(start), target].join(" → ")}` });
    }
    open.pop();
    finished.add(path);
  };
  for (const path of edges.keys()) visit(path);
  return faults;
}

function edgesOf(file: SourceFile): readonly Edge[] {
  return file.imports.flatMap(({ specifier, line, isTypeOnly }) => {
    const target = isTypeOnly ? undefined : resolveImport(file.path, specifier);
    return target === undefined ? [] : [{ target, line }];
  });
}
