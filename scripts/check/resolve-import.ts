import { dirname, join } from "node:path/posix";

const workspace = /^@yuanping\/(shared|server|client)\/(.+)$/;

/**
 * The project file that an import means, from the project's root, or undefined for a
 * package or a part of Node.js. Imports name their files in full, extension included.
 */
export function resolveImport(importer: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) return join(dirname(importer), specifier);
  const match = workspace.exec(specifier);
  return match ? `${match[1]}/src/${match[2]}` : undefined;
}
