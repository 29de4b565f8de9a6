import { findCircles } from "./circles.ts";
import type { Fault } from "./fault.ts";
import { findForbiddenImports } from "./layers.ts";
import { findImpurities } from "./purity.ts";
import { readSourceFiles } from "./source-file.ts";

const places = ["shared/src", "server/src", "client/src", "scripts", "tests"];

/** Everything in the checkout at `root` that breaks the direction of imports or the purity of the core. */
export function findBoundaryFaults(root: string): readonly Fault[] {
  const files = readSourceFiles(root, places);
  if (files.length === 0) throw new Error(`${root} holds no sources`);
  return [...findForbiddenImports(files), ...findCircles(files), ...findImpurities(files)];
}
