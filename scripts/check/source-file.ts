import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";

/** A TypeScript file of the project, read and parsed once for all checks. */
export interface SourceFile {
  /** From the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** The syntax tree (ESTree with the TypeScript nodes), walked by `walk`. */
  readonly program: unknown;
  readonly imports: readonly Import[];
}

export interface Import {
  /** The specifier as written. */
  readonly specifier: string;
  readonly line: number;
  /** Whether nothing of it is left once the types are stripped. */
  readonly isTypeOnly: boolean;
}

/** Reads every .ts and .tsx file under these folders or files of `root`, in stable order. */
export function readSourceFiles(root: string, places: readonly string[]): readonly SourceFile[] {
  return places.flatMap((place) => listFiles(root, place)).map((path) => readSource(root, path));
}

function listFiles(root: string, place: string): readonly string[] {
  if (/\.tsx?$/.test(place)) return [place];
  let names: readonly string[];
  try {
    names = readdirSync(join(root, place), { recursive: true, encoding: "utf8" });
  } catch {
    return [];
  }
  return names
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${place}/${name.replaceAll("\\", "/")}`)
    .toSorted();
}

function readSource(root: string, path: string): SourceFile {
  const text = readFileSync(join(root, path), "utf8");
  const { program, module, errors } = parseSync(path, text);
  const [error] = errors;
  if (error) throw new Error(`${path}: ${error.message}`);

  const imports: Import[] = [];
  for (const statement of module.staticImports) {
    imports.push({
      specifier: statement.moduleRequest.value,
      line: lineAt(text, statement.start),
      isTypeOnly: statement.entries.length > 0 && statement.entries.every(({ isType }) => isType),
    });
  }
  for (const statement of module.staticExports) {
    for (const { moduleRequest, isType } of statement.entries) {
      if (!moduleRequest) continue;
      const line = lineAt(text, statement.start);
      imports.push({ specifier: moduleRequest.value, line, isTypeOnly: isType });
    }
  }
  for (const { start, moduleRequest } of module.dynamicImports) {
    const specifier = text
      .slice(moduleRequest.start, moduleRequest.end)
      .replace(/^["'`]|["'`]$/g, "");
    imports.push({ specifier, line: lineAt(text, start), isTypeOnly: false });
  }
  return { path, text, program, imports };
}

/** The line, from 1, of an offset into a text. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
