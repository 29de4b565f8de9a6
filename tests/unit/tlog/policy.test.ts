import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  TlogError,
  formatVkey,
  isQuorum,
  noteKey,
  parsePolicy,
} from "@yuanping/shared/tlog/index.ts";

const vectors = z
  .object({ policy_example: z.string() })
  .parse(
    JSON.parse(
      readFileSync(new URL("../../vectors/tlog/note-vectors.json", import.meta.url), "utf8"),
    ),
  );

async function code(action: () => unknown): Promise<string> {
  try {
    await action();
  } catch (error) {
    if (error instanceof TlogError) return error.code;
    throw error;
  }
  return "accepted";
}

const keys = ["A", "B", "C", "D", "E"].map((name, i) => ({
  name,
  vkey: formatVkey(noteKey(`w${i}.example`, 0x04, new Uint8Array(32).fill(i + 1))),
}));
const LOG = formatVkey(noteKey("log.example", 0x01, new Uint8Array(32).fill(77)));
const WITNESSES = keys.map(({ name, vkey }) => `witness ${name} ${vkey}\n`).join("");
const TWO_LEVELS = `log ${LOG}\n${WITNESSES}group X 2 A B C\ngroup Y any D E\ngroup Z all X Y\nquorum Z\n`;

/** A policy whose quorum is the last of `count` groups, each holding only the one before it. */
function chainOfGroups(count: number): string {
  const members = ["A", ...Array.from({ length: count - 1 }, (_, i) => `g${i}`)];
  const groups = members.map((member, i) => `group g${i} 1 ${member}\n`);
  return `${WITNESSES}${groups.join("")}quorum g${count - 1}\n`;
}

describe("policies", () => {
  it("read the example", () => {
    const policy = parsePolicy(vectors.policy_example);
    expect(policy.logs.map(({ key }) => key.name)).toEqual(["zhaocai.example/audit/1"]);
    expect([...policy.witnesses.keys()]).toEqual(["W1"]);
    expect(policy.quorum).toBe("W1");
  });

  it("skip comments, blanks and tabs, and keep the address", () => {
    const policy = parsePolicy(
      `# c\n\n \t\n  log\t${LOG}  https://log.example/ \n\t# d\nquorum none\n`,
    );
    expect(policy.logs[0]?.url).toBe("https://log.example/");
    expect(isQuorum(policy, new Set())).toBe(true);
  });

  it("ask for two of the first three and one of the last two, for all 32 sets of witnesses", () => {
    const policy = parsePolicy(TWO_LEVELS);
    for (let set = 0; set < 32; set++) {
      const present = keys.filter((_, i) => (set >> i) % 2 === 1).map(({ name }) => name);
      const first = present.filter((name) => "ABC".includes(name)).length;
      const expected = first >= 2 && present.length > first;
      expect([...present, isQuorum(policy, new Set(present))]).toEqual([...present, expected]);
    }
  });

  it("do not count a group's name as a witness", () => {
    expect(isQuorum(parsePolicy(TWO_LEVELS), new Set(["X", "Y", "Z"]))).toBe(false);
  });

  it("take 32 of each and refuse a flood", async () => {
    expect(isQuorum(parsePolicy(chainOfGroups(256)), new Set(["A"]))).toBe(true);
    expect(await code(() => parsePolicy(chainOfGroups(257)))).toBe("policy.too-long");
  });

  it.each([
    ["no quorum", WITNESSES, "policy.quorum"],
    ["two quorums", "quorum none\nquorum none\n", "policy.quorum"],
    ["a quorum of a stranger", "quorum A\n", "policy.unknown-name"],
    ["a quorum before its witness", `quorum A\n${WITNESSES}`, "policy.unknown-name"],
    ["a group of none", `${WITNESSES}group X 1 none\nquorum X\n`, "policy.unknown-name"],
    ["a group of itself", `${WITNESSES}group X 1 X\nquorum X\n`, "policy.unknown-name"],
    ["an empty group", `${WITNESSES}group X all\nquorum X\n`, "policy.syntax"],
    ["a member twice", `${WITNESSES}group X 2 A A\nquorum X\n`, "policy.reused-member"],
    [
      "a member of two groups",
      `${WITNESSES}group X 1 A\ngroup Y 1 A\nquorum X\n`,
      "policy.reused-member",
    ],
    ["threshold 0", `${WITNESSES}group X 0 A\nquorum X\n`, "policy.threshold"],
    ["threshold 3 of 2", `${WITNESSES}group X 3 A B\nquorum X\n`, "policy.threshold"],
    ["threshold 02", `${WITNESSES}group X 02 A B\nquorum X\n`, "policy.threshold"],
    ["a name twice", `${WITNESSES}group A 1 B\nquorum A\n`, "policy.duplicate-name"],
    [
      "a witness called none",
      `witness none ${keys[0]?.vkey}\nquorum none\n`,
      "policy.duplicate-name",
    ],
    ["a log twice", `log ${LOG}\nlog ${LOG}\nquorum none\n`, "policy.duplicate-key"],
    [
      "one key under two witness names",
      `${WITNESSES}witness F ${keys[0]?.vkey}\nquorum A\n`,
      "policy.duplicate-key",
    ],
    [
      "one key under two key names",
      `${WITNESSES}witness F ${formatVkey(noteKey("f.example", 0x04, new Uint8Array(32).fill(1)))}\nquorum A\n`,
      "policy.duplicate-key",
    ],
    ["a log's key as witness", `witness A ${LOG}\nquorum A\n`, "policy.key"],
    ["a witness's key as log", `log ${keys[0]?.vkey}\nquorum none\n`, "policy.key"],
    ["a broken key", "log x+y+z\nquorum none\n", "policy.key"],
    ["an unknown keyword", "logs\nquorum none\n", "policy.syntax"],
    ["surplus words", `log ${LOG} url more\nquorum none\n`, "policy.syntax"],
    ["a carriage return", "quorum none\r\n", "policy.characters"],
    ["no final newline", "quorum none", "policy.syntax"],
    ["nothing", "", "policy.quorum"],
    ["a megabyte", "#\n".repeat(1 << 19), "policy.too-long"],
  ])("with %s are refused", async (_, text, expected) => {
    expect(await code(() => parsePolicy(text))).toBe(expected);
  });
});
