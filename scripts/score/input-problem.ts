/** The input cannot be computed; the message names the place and goes to a person. */
export class InputProblem extends Error {}

const plainName = /^[\p{L}_][\p{L}\p{N}_-]*$/u;
const longestName = 60;

const step = (part: PropertyKey, first: boolean): string => {
  if (typeof part === "number") return `[${part}]`;
  const name = String(part);
  const shown = name.length > longestName ? `${name.slice(0, longestName)}…` : name;
  if (!plainName.test(name)) return `[${JSON.stringify(shown)}]`;
  return first ? shown : `.${shown}`;
};

/** A path as a person writes it: `marks.B1.E1["Skating Skills"]`, `bids[0].price`. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.length === 0 ? "the file" : path.map((part, index) => step(part, index === 0)).join("");
