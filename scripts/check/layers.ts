import type { Fault } from "./fault.ts";
import { resolveImport } from "./resolve-import.ts";
import type { SourceFile } from "./source-file.ts";

/** What a room of the house may import of the project, beside itself; paths or beginnings of paths. */
type Rooms = Readonly<Record<string, readonly string[]>>;

const domains = [
  "server/src/cluster/",
  "server/src/documents/",
  "server/src/evaluations/",
  "server/src/evidence/",
  "server/src/identity/",
  "server/src/media/",
  "server/src/notify/",
  "server/src/photos/",
  "server/src/recording/",
  "server/src/registry/",
];

// The schemas of a draw and of an evaluation method live with their meaning, so the
// contracts stand on both; of the contracts, the draw knows only what a refusal is.
const rooms: Rooms = {
  "shared/src/tlog/": [],
  "shared/src/method/": [],
  "shared/src/draw/": ["shared/src/tlog/", "shared/src/contracts/refusal.ts"],
  "shared/src/contracts/": ["shared/src/method/", "shared/src/draw/"],
  "shared/src/seal/": ["shared/src/contracts/", "shared/src/tlog/"],
  "shared/src/law/": ["shared/src/contracts/", "shared/src/method/"],
  "shared/src/i18n/": ["shared/src/contracts/", "shared/src/law/"],
  "shared/src/evaluation/": [
    "shared/src/contracts/",
    "shared/src/law/",
    "shared/src/method/",
    "shared/src/draw/",
    "shared/src/tlog/",
    "shared/src/seal/",
  ],
  "shared/src/evidence/": ["shared/src/"],
  "server/src/kernel/": ["shared/src/"],
  ...Object.fromEntries(
    domains.map((room) => [room, ["shared/src/", "server/src/kernel/", ...domains]]),
  ),
  "server/src/adapters/": ["shared/src/", "server/src/kernel/", ...domains],
  "server/src/transport/": ["shared/src/", "server/src/kernel/", ...domains],
  // What stands beside the folders is the wiring: main, compose, config.
  "server/src/": ["shared/src/"],
  "client/": ["shared/src/"],
  "scripts/verify.ts": ["shared/src/", "scripts/verify/"],
  "scripts/verify/": ["shared/src/"],
};

/** Packages that a room may use; a room that is not named here may use any. */
const packages: Rooms = {
  "shared/src/": ["zod"],
  "scripts/verify.ts": ["node:", "fflate"],
  "scripts/verify/": ["node:", "fflate"],
};

/** Every import that goes up, sideways into a foreign room, or to a package not allowed there. */
export function findForbiddenImports(files: readonly SourceFile[]): readonly Fault[] {
  return files.flatMap((file) =>
    file.imports.flatMap(({ specifier, line }) => {
      const text = refusalOf(file.path, specifier);
      return text === undefined ? [] : [{ path: file.path, line, text }];
    }),
  );
}

function refusalOf(path: string, specifier: string): string | undefined {
  const target = resolveImport(path, specifier);
  if (target === undefined) {
    const room = roomOf(path, packages);
    if (room === undefined || matches(specifier, packages[room] ?? [])) return undefined;
    return `${room} must not import the package ${specifier}`;
  }
  const room = roomOf(path, rooms);
  if (room === undefined || matches(target, [room, ...(rooms[room] ?? [])])) return undefined;
  return `${room} must not import ${target}`;
}

/** The narrowest room that holds this file. */
function roomOf(path: string, table: Rooms): string | undefined {
  return Object.keys(table)
    .filter((room) => path.startsWith(room))
    .toSorted((a, b) => b.length - a.length)[0];
}

function matches(target: string, allowed: readonly string[]): boolean {
  return allowed.some((place) =>
    place.endsWith("/") || place.endsWith(":") ? target.startsWith(place) : target === place,
  );
}
