import { writeFile } from "node:fs/promises";

/**
 * Writes a command that starts a program with libraries of its own, so that its path alone
 * is enough to run it. `program` and the values are relative to the launcher's folder, so
 * that the folder may be moved.
 */
export async function writeLauncher(
  path: string,
  program: string,
  folders: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const settings = Object.entries(folders).map(
    ([name, places]) => `${name}="${places.map((place) => `$here/${place}`).join(":")}"`,
  );
  const script = [
    "#!/bin/sh",
    'here=$(cd "$(dirname "$0")" && pwd)',
    `export ${settings.join(" ")}`,
    `exec "$here/${program}" "$@"`,
  ];
  await writeFile(path, `${script.join("\n")}\n`, { mode: 0o755 });
}
