import { describe, expect, test } from "vitest";
import {
  chainStep,
  countDraw,
  drawFrom,
  drawIdOf,
  freezeHashOf,
  isDrawRefusal,
  keyedStream,
  poolLines,
  poolRoot,
  prepareDraw,
  problemOf,
  roundKey,
  rulesOf,
  statedChances,
  transcriptSchema,
  withEqualities,
  type PoolEntry,
  type Transcript,
} from "@yuanping/shared/draw/index.ts";
import { transcriptOf } from "@yuanping/shared/evaluation/ceremony/transcript.ts";
import { verifyDrawAlone } from "@yuanping/shared/evidence/index.ts";
import { fromHex, hex } from "@yuanping/shared/tlog/index.ts";
import { key, played } from "../../support/evidence/genuine.ts";

const whole = transcriptSchema.parse(transcriptOf(played.state));
/** The draw of the panel alone, so that nothing but what the operator touched is wrong. */
const honest: Transcript = { ...whole, rounds: whole.rounds.slice(0, 1) };
const { pool } = played.state.panel;
const lines = [...poolLines(pool)];

/**
 * What an operator writes who has learned every secret and makes everything else fit: pool root, draw id, key, count,
 * chances, number and panel are all worked out anew.
 */
function forged(
  change: Readonly<{
    pool?: readonly PoolEntry[];
    spec?: object;
    reveals?: Transcript["rounds"][number]["reveals"];
    freeze?: string;
  }>,
): Readonly<{ transcript: Transcript; lines: readonly string[] }> {
  const drawn = change.pool ?? pool;
  const others = [...poolLines(drawn)];
  const spec = {
    ...honest.spec,
    ...change.spec,
    poolRoot: poolRoot(others),
    poolSize: others.length,
  };
  const drawId = drawIdOf(spec);
  const freeze = change.freeze ?? honest.freeze;
  const reveals = change.reveals ?? honest.rounds[0]?.reveals ?? [];
  const roundSecret = roundKey({
    drawId,
    freezeHash: freezeHashOf(freeze) ?? "",
    round: 0,
    reveals: reveals.map(({ value }) => fromHex(value)),
    beacon: new Uint8Array(),
  });
  const request = { spec: rulesOf(spec), pool: drawn, law: spec.law };
  const prepared = prepareDraw(
    problemOf({ ...request, spec: withEqualities(request.spec, spec.equalities) }),
  );
  if (isDrawRefusal(prepared)) throw new Error(prepared.detail);
  const draw = countDraw(prepared);
  const result = drawFrom(draw, keyedStream(roundSecret));
  const chances = statedChances(request, spec.equalities, draw);
  if (isDrawRefusal(result)) throw new Error(result.detail);
  if (isDrawRefusal(chances)) throw new Error(chances.detail);
  const commits = honest.commits.map((commit) => {
    const value = reveals.find(({ party }) => party === commit.party)?.value ?? commit.anchor;
    return { ...commit, anchor: hex(chainStep(drawId, commit.party, fromHex(value))) };
  });
  const round = {
    ...honest.rounds[0],
    t: 0,
    reveals,
    beacon: "",
    key: hex(roundSecret),
    N: result.N,
    U: result.U,
    rejected: [...result.rejected],
    panel: [...result.panel],
    vacancies: [],
    exclusionsAdded: [],
  };
  return {
    lines: others,
    transcript: { ...honest, drawId, spec, freeze, commits, chances, rounds: [round] },
  };
}

async function failing(transcript: unknown, sealed: readonly string[] = lines) {
  const checks = await verifyDrawAlone(transcript, sealed, [key.vkey]);
  return checks.filter(({ ok }) => ok === false).map(({ name }) => name);
}

const [first] = honest.rounds;
const others = pool.filter(({ ref }) => first?.panel.every((seat) => seat.ref !== ref));

describe("an operator who steers a draw, whatever else is made to fit", () => {
  test("has nothing against them while the record is honest", async () => {
    expect(await failing(honest)).toEqual([]);
    expect(await failing(whole)).toEqual([]);
  });

  test.each<[string, Parameters<typeof forged>[0], string]>([
    ["leaves someone out of the pool", { pool: pool.slice(1) }, "spec"],
    [
      "puts a friend into the pool",
      { pool: [...pool, ...pool.slice(0, 1).map((entry) => ({ ...entry, ref: "zz" }))] },
      "spec",
    ],
    ["makes a rule of the spec weaker", { spec: { employerCap: null } }, "spec"],
    ["gives other deadlines", { spec: { deadlines: { commit: 1, reveal: 2 } } }, "spec"],
    [
      "reveals and commits another value in a party's place",
      {
        reveals: (first?.reveals ?? []).map((reveal, n) =>
          n === 1 ? { ...reveal, value: "5e".repeat(32) } : reveal,
        ),
      },
      "spec",
    ],
    [
      "freezes another head to turn the key",
      { freeze: honest.freeze.replace(/\n[0-9]+\n/u, "\n999\n") },
      "commits",
    ],
  ])("%s, and is found", async (_, change, named) => {
    const made = forged(change);
    const found = await failing(made.transcript, made.lines);
    expect(found).toContain(named);
  });

  test("draws another panel, and is found", async () => {
    const seats = first?.panel ?? [];
    const [friend] = others.filter(({ specialties }) => specialties.includes(seats[0]?.seat ?? ""));
    const panel = seats.map((seat, n) => (n === 0 ? { ...seat, ref: friend?.ref ?? "" } : seat));
    const rounds = honest.rounds.map((round) => ({ ...round, panel }));
    expect(await failing({ ...honest, rounds })).toContain("panels");
  });

  test("takes another number, or draws again until it suits, and is found", async () => {
    const next = String((BigInt(first?.U ?? "0") + 1n) % BigInt(first?.N ?? "1"));
    const skipped = honest.rounds.map((round) => ({ ...round, U: next, rejected: [round.U] }));
    expect(await failing({ ...honest, rounds: skipped })).toContain("numbers");
  });

  test("drops a party's reveal, and is found", async () => {
    const dropped = honest.rounds.map((round) => ({ ...round, reveals: round.reveals.slice(1) }));
    expect(await failing({ ...honest, rounds: dropped })).toEqual(
      expect.arrayContaining(["reveals", "keys"]),
    );
  });

  test("drops a party altogether, and is found", async () => {
    const spec = { ...honest.spec, parties: honest.spec.parties.slice(1) };
    expect((await failing({ ...honest, spec })).length).toBe(13);
  });
});
