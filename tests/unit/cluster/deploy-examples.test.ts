import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readConfig, settingsSchema } from "../../../server/src/config.ts";

const top = resolve(import.meta.dirname, "../../..");
const folder = join(top, "server/deploy");
const read = (name: string): string => readFileSync(join(folder, name), "utf8");
const settings = Object.keys(settingsSchema.shape);

describe("the systemd unit", () => {
  const unit = read("yuanping.service");
  const valuesOf = (name: string): readonly string[] =>
    [...unit.matchAll(new RegExp(`^${name}=(.*)$`, "gm"))].map(([, value = ""]) => value);

  test("starts and checks what is in the repository, in its folder", () => {
    const programs = [...valuesOf("ExecStart"), ...valuesOf("ExecStartPre")];
    expect(programs).toHaveLength(2);
    for (const line of programs) {
      const script = line.split(" ").find((word) => word.endsWith(".ts"));
      expect(existsSync(join(top, script ?? "nothing"))).toBe(true);
    }
    expect(valuesOf("WorkingDirectory")).toEqual(["/opt/yuanping"]);
  });

  test("sets only what there is to set, and gives an orderly stop its time", () => {
    const set = valuesOf("Environment").map((line) => line.split("=")[0]);
    expect(set.filter((name) => !settings.includes(name ?? ""))).toEqual([]);
    expect(Number(valuesOf("TimeoutStopSec")[0])).toBeGreaterThanOrEqual(60);
    expect(valuesOf("Restart")).toEqual(["always"]);
  });

  test("is found in order by systemd, where this machine has it", () => {
    const path = "/usr/bin/systemd-analyze";
    // The program that it names stands elsewhere here; everything else is judged.
    const own = unit
      .replaceAll("/opt/node/bin/node", process.execPath)
      .replaceAll("/opt/yuanping", top);
    const scratch = mkdtempSync(join(tmpdir(), "yuanping-unit-"));
    afterAll(() => rmSync(scratch, { recursive: true, force: true }));
    const file = join(scratch, "yuanping.service");
    writeFileSync(file, own);
    if (!existsSync(path)) return;
    const { status, stderr } = spawnSync(path, ["verify", "--man=no", file], { encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
  });
});

describe("the container file", () => {
  const lines = read("Containerfile")
    .replaceAll(/\\\n\s*/g, " ")
    .split("\n");
  const of = (instruction: string): readonly string[] =>
    lines.flatMap((line) =>
      line.startsWith(`${instruction} `) ? [line.slice(instruction.length + 1)] : [],
    );

  test("copies and runs what is in the repository", () => {
    const copied = of("COPY").flatMap((line) => line.split(" ").slice(0, -1));
    const inside = copied.filter((path) => !path.startsWith("--") && !path.startsWith("/"));
    expect(inside.filter((path) => !existsSync(join(top, path)))).toEqual([]);
    const scripts = [...of("RUN"), ...of("CMD")].flatMap(
      (line) => line.match(/[\w/.-]+\.ts/g) ?? [],
    );
    expect(scripts).toContain("server/src/main.ts");
    expect(scripts.filter((path) => !existsSync(join(top, path)))).toEqual([]);
  });

  test("is of the Node.js that the project runs on, as nobody in particular, with settings that can be read", () => {
    const bases = of("FROM").map((line) => line.split(" ")[0]);
    for (const base of bases) expect(base).toMatch(/\/node:24-bookworm/);
    expect(of("USER")).toEqual(["node"]);
    const given = new Map(
      of("ENV").flatMap((line) =>
        line.split(" ").map((pair): [string, string] => {
          const [name = "", value = ""] = pair.split("=");
          return [name, value];
        }),
      ),
    );
    expect([...given.keys()].filter((name) => !settings.includes(name))).toEqual([
      "XDG_CACHE_HOME",
    ]);
    given.delete("XDG_CACHE_HOME");
    expect(readConfig(Object.fromEntries(given)).MEDIA_PORT).toBe(40_000);
    expect(of("STOPSIGNAL")).toEqual(["SIGTERM"]);
  });
});

describe("the proxy example", () => {
  const config = read("nginx.conf");
  const code = config.replaceAll(/#.*$/gm, "");

  test("is whole: every block is closed, every line ended", () => {
    expect(code.split("{")).toHaveLength(code.split("}").length);
    for (const line of code.split("\n").map((each) => each.trim()))
      expect(line).toMatch(/^$|[;{}]$/);
  });

  test("carries the sockets, says where people come from, and shows nobody outside the figures", () => {
    expect(code).toMatch(/location \/socket\/ \{[^}]*Upgrade \$http_upgrade;[^}]*\}/);
    expect(code.match(/X-Forwarded-For \$remote_addr/g)).toHaveLength(2);
    expect(code.match(/X-Forwarded-Proto \$scheme/g)).toHaveLength(2);
    expect(code).toMatch(/location ~ \^\/\(metrics\|readyz\)\$ \{ deny all; \}/);
    // A longer silence than the server's own pings must not end a line.
    expect(code).toMatch(/proxy_read_timeout 1h/);
  });

  test("has a name for each node, by which its people are led to it and to no other", () => {
    const nodes = [...code.matchAll(/^ {4}(n\d)\.evaluation\.example (\S+);$/gm)];
    const upstream = [...code.matchAll(/^ {4}server (\S+:7300) /gm)].map(([, address]) => address);
    expect(nodes.map(([, , address]) => address)).toEqual(upstream);
    for (const [, name = ""] of nodes) expect(code).toMatch(new RegExp(`server_name [^;]*${name}`));
  });
});
