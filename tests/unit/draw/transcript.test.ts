import { describe, expect, it, vi } from "vitest";
import {
  poolLines,
  poolRoot,
  readPoolLines,
  verifyTranscript,
} from "@yuanping/shared/draw/index.ts";
import { canonicalize } from "@yuanping/shared/tlog/canonical-json.ts";
import {
  holdCeremony,
  holdEqualCeremony,
  leximinRequest,
  logThatHolds,
  someNumbers,
  type Ceremony,
} from "../../support/draw-ceremony.ts";
import { alterations } from "../../support/json-alterations.ts";
import { smallRequest } from "../../vectors/draw/draw-vectors.ts";

// Slow only when the machine is busy; nothing here is judged by its time.
vi.setConfig({ testTimeout: 120_000 });

const ceremonies: readonly (readonly [string, Ceremony])[] = [
  ["a uniform draw", holdCeremony(smallRequest(), 2)],
  ["an equal draw", holdEqualCeremony(smallRequest(), 2)],
  ["a draw of LEXIMIN chances", holdEqualCeremony(leximinRequest, 2)],
  ["a draw with desks and coefficients", holdCeremony(smallRequest(), 2, null, [], someNumbers)],
];

/** The check that must notice, by the place that was altered. */
const NOTICED_BY: readonly (readonly [RegExp, number])[] = [
  [/^(?:drawId|spec|specSignatures)\b/u, 1],
  [/^commits\.\d+\.anchor/u, 4],
  [/^(?:commits|freeze)\b/u, 3],
  [/^rounds\.\d+\.(?:reveals|beacon)/u, 4],
  [/^rounds\.\d+\.key/u, 5],
  [/^rounds\.\d+\.numbers/u, 13],
  [/^rounds\.\d+\.N/u, 6],
  [/^rounds\.\d+\.(?:U|rejected)/u, 7],
  [/^rounds\.\d+\.panel/u, 8],
  [/^rounds\.\d+\.(?:t|vacancies|exclusionsAdded)/u, 11],
  [/^openings\.\d+\.ref/u, 9],
  [/^chances\b/u, 10],
  [/^logProofs/u, 12],
];

const WITHOUT_ALTERNATIVE = /^(?:v|pool|spec\.v|spec\.algo|spec\.law|spec\.employerCap)$/u;

describe.each(ceremonies)("the transcript of %s with two substitutions", (_, ceremony) => {
  const { transcript, lines } = ceremony;
  const log = logThatHolds(transcript);
  const failed = (changed: unknown, pool = lines) =>
    verifyTranscript(changed, pool, log)
      .checks.filter(({ ok }) => ok !== true)
      .map(({ number }) => number);

  it("passes all thirteen checks", () => {
    const { checks } = verifyTranscript(JSON.parse(JSON.stringify(transcript)), lines, log);
    expect(checks.map(({ number, ok }) => [number, ok])).toEqual(
      Array.from({ length: 13 }, (_unused, i) => [i + 1, true]),
    );
  });

  const changes = alterations(transcript).filter(
    // The proof of an opening needs the pseudonym key, which no public transcript has.
    ({ path }) => !/^openings\.\d+\.(?:expertId|proof)/u.test(path.join(".")),
  );

  it(`fails the right check when any one of its ${changes.length} values is altered`, () => {
    const missed = changes.filter(({ path, value }) => {
      const noticed = failed(value);
      const name = path.join(".");
      // Of these no other value is well-formed, so nothing can be checked at all.
      if (WITHOUT_ALTERNATIVE.test(name)) return noticed.length < 13;
      const [, expected] = NOTICED_BY.find(([pattern]) => pattern.test(name)) ?? [];
      return expected === undefined || !noticed.includes(expected);
    });
    expect(missed.map(({ path }) => path)).toEqual([]);
  });

  it("fails the pool check when any line of the pool is altered, swapped, lost or doubled", () => {
    for (const [i, line] of lines.entries()) {
      const replace = (...others: string[]) => lines.toSpliced(i, 1, ...others);
      expect(failed(transcript, replace(line.replace('"w":', '"w":1')))).toContain(2);
      expect(failed(transcript, replace())).toContain(2);
      expect(failed(transcript, replace(line, line))).toContain(2);
      expect(failed(transcript, replace(` ${line}`))).toContain(2);
    }
    expect(failed(transcript, lines.toReversed())).toContain(2);
  });

  it("leaves undecided what the caller's log cannot tell", () => {
    const unsure = { ...log, included: () => ({ ok: null, detail: "no log at hand" }) };
    const undecided = verifyTranscript(transcript, lines, unsure).checks.filter(
      ({ ok }) => ok === null,
    );
    expect(undecided.map(({ number }) => number)).toEqual([12]);
  });

  it("is refused as a whole when it is not a transcript", () => {
    for (const nonsense of [null, 7, [], {}, { ...transcript, extra: 1 }]) {
      expect(failed(nonsense).length).toBe(13);
    }
  });
});

it("a substitution never seats someone who left, nor a second member of an employer", () => {
  const { transcript, lines } = holdCeremony(smallRequest(), 4);
  expect(
    verifyTranscript(transcript, lines, logThatHolds(transcript)).checks.every(({ ok }) => ok),
  ).toBe(true);
  const left = transcript.rounds.flatMap((round) => round.vacancies.map(({ ref }) => ref));
  const drawnLater = transcript.rounds
    .slice(1)
    .flatMap((round) => round.panel.map(({ ref }) => ref));
  expect(left.length).toBe(4);
  expect(left.filter((ref, i) => drawnLater.slice(i).includes(ref))).toEqual([]);
});

it("a beacon named in the spec is part of every key", () => {
  const { transcript, lines } = holdCeremony(smallRequest(), 1, "cd".repeat(32));
  const { checks } = verifyTranscript(transcript, lines, logThatHolds(transcript));
  expect(checks.every(({ ok }) => ok)).toBe(true);
  expect(transcript.rounds[0]?.key).not.toBe(
    holdCeremony(smallRequest(), 0).transcript.rounds[0]?.key,
  );
});

it("the pool's root does not depend on the order in which experts were listed", () => {
  const { pool } = smallRequest();
  expect(poolRoot(poolLines(pool.toReversed()))).toBe(poolRoot(poolLines(pool)));
});

it("every sealed line is canonical JSON, whatever its names are made of", () => {
  const names = ["plain", 'quote " and \\ backslash', "远评", "tab\tand\u0001", "\u{1f600}\u007f"];
  const pool = names.map((name) => ({
    ref: `ref ${name}`,
    specialties: [name, "other"],
    region: name,
    employer: name === "plain" ? null : name,
    weight: 16_777_215,
  }));
  const lines = [...poolLines(pool)];
  expect(lines.map((line) => canonicalize(JSON.parse(line)))).toEqual(lines);
  expect(readPoolLines(lines)).toEqual(
    pool.toSorted((a, b) => Buffer.compare(Buffer.from(a.ref), Buffer.from(b.ref))),
  );
});
