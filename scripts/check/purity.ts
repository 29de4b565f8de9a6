import type { Fault } from "./fault.ts";
import { lineAt, type SourceFile } from "./source-file.ts";

const pure = /^shared\/src\//;
// Signing and opening seals wait for the platform's cryptography.
const mayWait = /^shared\/src\/(evidence\/|seal\/|tlog\/signature[^/]*\.ts$)/;

const worldly: ReadonlyMap<string, string> = new Map([
  ["Date", "the clock"],
  ["performance", "the clock"],
  ["setTimeout", "a timer"],
  ["setInterval", "a timer"],
  ["setImmediate", "a timer"],
  ["queueMicrotask", "a timer"],
  ["process", "the process"],
  ["console", "the console"],
  ["fetch", "the network"],
  ["globalThis", "the world"],
]);

/**
 * What the pure folders reach of the world: clock, chance, timers, process, console, and
 * waiting. There, time and randomness come in as arguments, so that every decision can be
 * made again later from the record and come out the same.
 */
export function findImpurities(files: readonly SourceFile[]): readonly Fault[] {
  return files.filter(({ path }) => pure.test(path)).flatMap(impuritiesOf);
}

function impuritiesOf(file: SourceFile): readonly Fault[] {
  const faults: Fault[] = [];
  const ownNames = new Set<string>();
  const report = (node: Node, text: string): void => {
    faults.push({ path: file.path, line: lineAt(file.text, node.start), text });
  };
  walk(file.program, (node) => {
    for (const name of declaredNames(node)) ownNames.add(name);
  });
  walk(file.program, (node) => {
    if (node.type === "Identifier" && typeof node["name"] === "string") {
      const reached = worldly.get(node["name"]);
      if (reached !== undefined && !ownNames.has(node["name"])) {
        report(node, `${node["name"]} reaches ${reached} from a pure folder`);
      }
    }
    if (isMathRandom(node)) report(node, "Math.random reaches chance from a pure folder");
    if (isWaiting(node) && !mayWait.test(file.path)) {
      report(node, "a pure folder does not wait: async is for the shell");
    }
  });
  return faults;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

/** Calls `visit` for every node that is evaluated: types and the names of members are not. */
function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
    return;
  }
  if (!isNode(value)) return;
  if (isType(value)) return;
  visit(value);
  const skipped = nameOfMember(value);
  for (const [key, child] of Object.entries(value)) {
    if (key !== skipped) walk(child, visit);
  }
}

/** `x as T`, `x satisfies T`, `x!` and `f<T>` hold an expression; every other TS node is a type. */
function isType(node: Node): boolean {
  return node.type.startsWith("TS") && !isNode(node["expression"]);
}

function nameOfMember(node: Node): string | undefined {
  if (node["computed"] === true) return undefined;
  if (node.type === "MemberExpression") return "property";
  if (/^(Property|MethodDefinition|PropertyDefinition|AccessorProperty)$/.test(node.type)) {
    // In `{ Date }` key and value are the same name, and the value is still visited.
    return "key";
  }
  return undefined;
}

function declaredNames(node: Node): readonly string[] {
  if (node.type === "VariableDeclarator") return namesIn(node["id"]);
  if (/^Import.*Specifier$/.test(node.type)) return namesIn(node["local"]);
  if (/Function/.test(node.type)) return [...namesIn(node["id"]), ...namesIn(node["params"])];
  return [];
}

function namesIn(pattern: unknown): readonly string[] {
  const names: string[] = [];
  walk(pattern, (node) => {
    if (node.type === "Identifier" && typeof node["name"] === "string") names.push(node["name"]);
  });
  return names;
}

function isMathRandom(node: Node): boolean {
  if (node.type !== "MemberExpression") return false;
  const { object, property } = node;
  return isNamed(object, "Math") && isNamed(property, "random");
}

function isNamed(node: unknown, name: string): boolean {
  return isNode(node) && (node["name"] === name || node["value"] === name);
}

function isWaiting(node: Node): boolean {
  return node["async"] === true || node["await"] === true || node.type === "AwaitExpression";
}
