import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { parseAccountsCsv, parseStandingCsv } from "../../../scripts/accounts/accounts-csv.ts";
import { MAX_ACCOUNTS } from "../../../scripts/accounts/csv-table.ts";
import { newPassword } from "../../../scripts/accounts/passwords.ts";
import { InputFault } from "../../../scripts/draw/input-fault.ts";

// Slow only when the machine is busy; nothing here is judged by its time.
vi.setConfig({ testTimeout: 120_000 });

const header = "login,name,offices,unit,phone,mail,specialties,region,employer";
const expert = "e1,李梅,expert,某院,13800001234,e1@experts.example,cost|it,成都,某院";
const clean = { history: [], relations: [], away: [] };
const longName = "阿卜杜热西提·阿卜杜克里木·买买提依明·吐尔逊江";

function fault(...rows: readonly string[]): string {
  try {
    parseAccountsCsv("people.csv", rows.join("\n"));
  } catch (error) {
    if (error instanceof InputFault) return error.text();
    throw error;
  }
  return "none";
}

test("accounts are read as they stand: quotes, a mark of UTF-8, Windows' line ends, 24 Chinese letters", () => {
  expect(Array.from(longName)).toHaveLength(24);
  const rows = [header, `zhou,${longName},host|admin,"某中心,""二楼""",,,,,`, expert, ""];
  expect(parseAccountsCsv("people.csv", `\uFEFF${rows.join("\r\n")}`)).toEqual([
    {
      line: 2,
      column: 1,
      staff: {
        login: "zhou",
        name: longName,
        offices: ["host", "admin"],
        unit: '某中心,"二楼"',
      },
    },
    {
      line: 3,
      column: 1,
      staff: { login: "e1", name: "李梅", offices: ["expert"], unit: "某院" },
      expert: {
        specialties: ["cost", "it"],
        region: "成都",
        employer: "某院",
        phone: "13800001234",
        mail: "e1@experts.example",
        standing: clean,
      },
    },
  ]);
});

test("why an expert might not sit is read field by field; an empty one says that there is nothing", () => {
  const rows = parseStandingCsv(
    "standing.csv",
    [
      "login,barredUntil,away,history,relations",
      'e1,9999-12-31,2026-12-01|2026-12-24/2027-01-02,"某院@2025-06-30|甲@乙,公司@2024-01-01",91510100MA61X|某集团',
      "e2,,,,",
    ].join("\n"),
  );
  expect(rows).toEqual([
    {
      line: 2,
      column: 1,
      login: "e1",
      change: {
        history: [
          { employer: "某院", until: "2025-06-30" },
          { employer: "甲@乙,公司", until: "2024-01-01" },
        ],
        relations: ["91510100MA61X", "某集团"],
        away: [
          { from: "2026-12-01", to: "2026-12-01" },
          { from: "2026-12-24", to: "2027-01-02" },
        ],
        barredUntil: "9999-12-31",
      },
    },
    { line: 3, column: 1, login: "e2", change: { ...clean, barredUntil: undefined } },
  ]);
  const [only] = parseStandingCsv("standing.csv", "login,away\ne1,2026-12-01");
  expect(Object.keys(only?.change ?? {})).toEqual(["away"]);
});

test("what a standing says wrongly is named by its field alone", () => {
  const wrong = (header: string, ...rows: readonly string[]): string => {
    try {
      parseStandingCsv("standing.csv", [header, ...rows].join("\n"));
    } catch (error) {
      if (error instanceof InputFault) return error.text();
      throw error;
    }
    return "none";
  };
  const faults = [
    wrong("login,history", "e1,某院"),
    wrong("login,history", "e1,@2025-06-30"),
    wrong("login,history", "e1,某院@2025-02-30"),
    wrong("login,away", "e1,2026-12-02/2026-12-01"),
    wrong("login,away", "e1,2026-12-01/2026-12-02/2026-12-03"),
    wrong("login,barredUntil", "e1,某院"),
    wrong("login,relations", `e1,${"某".repeat(201)}`),
    wrong("login,relations", "e1,某院", "e1,某院"),
    wrong("login", "e1"),
    wrong("login,name", "e1,某院"),
    wrong("away", "2026-12-01"),
  ];
  expect(faults.map((text) => /^standing\.csv:(\d+:\d+): /.exec(text)?.[1] ?? text)).toEqual(
    "2:4 2:4 2:4 2:4 2:4 2:4 2:4 3:1 1:1 1:7 1:1".split(" "),
  );
  expect(faults.join("\n")).not.toContain("某");
  expect(faults[0]).toContain("history: is not EMPLOYER@2026-12-31");
});

test("the example of the operations page can be imported", () => {
  const example = resolve(import.meta.dirname, "../../../server/deploy/accounts.csv");
  const rows = parseAccountsCsv(example, readFileSync(example, "utf8"));
  expect(rows.flatMap(({ staff }) => staff.offices)).toEqual([
    "admin",
    "agency",
    "host",
    "supervisor",
    "witness",
    "expert",
  ]);
});

test("columns come in any order, and those of experts may be left out where there are none", () => {
  const [row] = parseAccountsCsv("people.csv", "unit,login,name,offices\n某中心,a,温如玉,witness");
  expect(row).toMatchObject({ column: 5, staff: { login: "a", unit: "某中心" } });
});

test("whatever is wrong is named by line and column, without anybody's name, telephone or address", () => {
  const staff = (text: string) => fault(header, text);
  const faults = [
    staff("a,温如玉,hots,某中心,,,,,"),
    staff("a,温如玉,host|host,某中心,,,,,"),
    staff("a,温如玉,,某中心,,,,,"),
    staff("a,,host,某中心,,,,,"),
    staff("A b,温如玉,host,某中心,,,,,"),
    staff("a,温如玉,host,某中心,13800001234,,,,"),
    staff("a,温如玉,host"),
    staff('a,"温如玉,host,某中心,,,,,'),
    fault(header, expert, expert),
    fault(header, expert.replace("cost|it", "")),
    fault(header, expert.replace("cost|it", "cost|造价")),
    fault(header, expert.replace("@", " at ")),
    fault(header, expert.replace("13800001234", "call me")),
    fault(header),
    fault(`${header},salary`, `${expert},1`),
    fault("login,name,offices", "a,温如玉,host"),
    fault("login,name,offices,unit,unit", "a,温如玉,host,某中心,某中心"),
    fault(
      header,
      ...Array.from({ length: MAX_ACCOUNTS + 1 }, (_, i) => `h${i},名,host,某中心,,,,,`),
    ),
  ];
  const places = faults.map((text) => /^people\.csv:(\d+:\d+): /.exec(text)?.[1] ?? text);
  expect(places).toEqual(
    "2:7 2:7 2:1 2:1 2:1 2:16 2:1 2:3 3:1 2:1 2:48 2:29 2:17 2:1 1:64 1:1 1:25 2002:1".split(" "),
  );
  expect(faults[3]).toContain("name: is missing");
  expect(faults[0]).toMatch(/offices: .*"host"/);
  expect(faults.join("\n")).not.toMatch(/温如玉|李梅|1380000|call me|experts\.example/);
});

test("a password is sixteen random signs that nobody mistakes for others", () => {
  const passwords = Array.from({ length: 200 }, newPassword);
  expect(new Set(passwords).size).toBe(200);
  for (const one of passwords) expect(one).toMatch(/^([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/);
});

const folder = mkdtempSync(join(tmpdir(), "accounts-"));
afterAll(() => rmSync(folder, { recursive: true }));

function accounts(...args: readonly string[]) {
  const program = resolve(import.meta.dirname, "../../../scripts/accounts.ts");
  const env = { ...process.env, DATA_DIR: join(folder, "data") };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", program, ...args],
    { encoding: "utf8", env },
  );
  return { status, stdout, stderr };
}

test("a file that is not UTF-8 is refused before any store is opened, and a wrong call is told how", () => {
  const file = join(folder, "gbk.csv");
  // 温 as GBK, which spreadsheets like to write.
  writeFileSync(file, Buffer.concat([Buffer.from(`${header}\na,`), Buffer.from([0xce, 0xc2])]));
  expect(accounts("import", file)).toEqual({
    status: 2,
    stdout: "",
    stderr: `${file}:2:3: not valid UTF-8\n`,
  });
  const wrong = accounts("remove", "a");
  expect([wrong.status, wrong.stdout]).toEqual([2, ""]);
  expect(wrong.stderr).toContain("accounts -- import FILE.csv");
});
