/** What the command line of `npm test` asks for. */
export interface Request {
  /** Projects to run, in this order. */
  readonly projects: readonly ProjectName[];
  /** Words for vitest: file filters and its options. */
  readonly words: readonly string[];
  /** Whether everything was asked for: then the checks run too and no project may be empty. */
  readonly isWhole: boolean;
}

export const projectNames = ["unit", "integration", "e2e"] as const;
export type ProjectName = (typeof projectNames)[number];

/** Reads `[--project NAME] … [WORD …]`; returns undefined for a project that does not exist. */
export function readRequest(args: readonly string[]): Request | undefined {
  const projects: ProjectName[] = [];
  const words: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? "";
    if (word !== "--project" && !word.startsWith("--project=")) {
      words.push(word);
      continue;
    }
    const name = word === "--project" ? args[(index += 1)] : word.slice("--project=".length);
    const known = projectNames.find((project) => project === name);
    if (known === undefined) return undefined;
    projects.push(known);
  }
  const isWhole = args.length === 0;
  return { projects: projects.length > 0 ? projects : projectNames, words, isWhole };
}
