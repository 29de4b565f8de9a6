import {
  countDraw,
  drawFrom,
  drawNumbers,
  drawIdOf,
  freezeHashOf,
  hashChain,
  isDrawRefusal,
  keyedStream,
  poolLines,
  poolRoot,
  prepareDraw,
  problemOf,
  redraw,
  revealOf,
  roundKey,
  sealEqualWeights,
  statedChances,
  withEqualities,
  type CeremonySpec,
  type DrawRequest,
  type DrawResult,
  type LogChecks,
  type NumberSet,
  type PanelSeat,
  type RegionEquality,
  type Transcript,
} from "@yuanping/shared/draw/index.ts";
import { fromHex, hex } from "@yuanping/shared/tlog/encoding.ts";

const PARTIES = ["host", "supervisor", "witness"] as const;
const CHAIN_LENGTH = 8;

export interface Ceremony {
  readonly transcript: Transcript;
  readonly lines: readonly string[];
}

/**
 * A whole honest draw with `substitutions` rounds after it, in each of which one member leaves; with `numbers`, what is
 * due with the panel comes with it, and what waits for the bids in a round at the end.
 */
export function holdCeremony(
  request: DrawRequest,
  substitutions: number,
  beacon: string | null = null,
  equalities: readonly RegionEquality[] = [],
  numbers: readonly NumberSet[] = [],
): Ceremony {
  const lines = [...poolLines(request.pool)];
  const first = { ...request, spec: withEqualities(request.spec, equalities) };
  const sets = numbers.length === 0 ? {} : { numbers: [...numbers] };
  const spec = { ...sealedSpec(request, lines, beacon !== null, equalities), ...sets };
  const afterBids = numbers.filter(({ due }) => due === "bids");
  const last = substitutions + (afterBids.length > 0 ? 1 : 0);
  const drawId = drawIdOf(spec);
  const chains = PARTIES.map((party, i) =>
    hashChain(drawId, party, new Uint8Array(32).fill(i + 1), CHAIN_LENGTH),
  );
  const freeze = `draws.example/log\n7\n${Buffer.from(fromHex(drawId)).toString("base64")}\n\n\u2014 host AAAAAAAAAAAA\n`;
  const rounds: Transcript["rounds"] = [];
  const exclude: string[] = [];
  let panel: readonly PanelSeat[] = [];
  for (let t = 0; t <= last; t += 1) {
    const reveals = chains.map((chain) => revealOf(chain, t));
    const freezeHash = freezeHashOf(freeze) ?? "";
    const key = roundKey({ drawId, freezeHash, round: t, reveals, beacon: fromHex(beacon ?? "") });
    const leaving = t === 0 || t > substitutions ? [] : panel.slice(t % panel.length).slice(0, 1);
    exclude.push(...leaving.map(({ ref }) => ref));
    const kept = panel.filter(({ ref }) => !exclude.includes(ref));
    const result =
      t === 0 ? firstDraw(first, key) : drawn(redraw({ ...request, keep: kept, exclude }, key));
    rounds.push({
      t,
      reveals: PARTIES.map((party, i) => ({ party, value: hex(reveals[i] ?? key) })),
      beacon: beacon ?? "",
      key: hex(key),
      N: result.N,
      rejected: [...result.rejected],
      U: result.U,
      panel: [...result.panel],
      ...numbersOf(
        t === 0 ? numbers.filter(({ due }) => due === "panel") : t > substitutions ? afterBids : [],
        key,
        result,
      ),
      vacancies: leaving.map((seat) => ({
        ...seat,
        reason: "declined",
        evidence: "ab".repeat(32),
      })),
      exclusionsAdded: leaving.map(({ ref }) => ref),
    });
    panel = [...kept, ...result.panel];
  }
  return {
    lines,
    transcript: {
      v: 1,
      drawId,
      spec,
      specSignatures: PARTIES.map((party) => ({ party, signature: `${party} signs ${drawId}` })),
      pool: "pool.ndjson",
      commits: PARTIES.map((party, i) => {
        const anchor = hex(chains[i]?.at(-1) ?? new Uint8Array(32));
        return { party, anchor, signature: `${party} commits ${anchor}` };
      }),
      freeze,
      chances: chancesOf(request, equalities, first),
      rounds,
      openings: panel.slice(0, 1).map(({ ref }) => ({ ref, expertId: "expert-1", proof: "p" })),
      logProofs: ["proof of the result"],
    },
  };
}

/** An honest draw under the equal law, with weights fitted to the pool. */
export function holdEqualCeremony({ spec, pool }: DrawRequest, substitutions: number): Ceremony {
  const seal = sealEqualWeights(spec, pool);
  if (isDrawRefusal(seal)) throw new Error(seal.detail);
  const request = { spec: seal.spec, pool: seal.pool, law: "equal" } as const;
  return holdCeremony(request, substitutions, null, seal.equalities);
}

function sealedSpec(
  { spec, law }: DrawRequest,
  lines: readonly string[],
  hasBeacon: boolean,
  equalities: readonly RegionEquality[],
): CeremonySpec {
  return {
    v: 1,
    projectId: "project-1",
    lotId: "lot-1",
    drawNo: 1,
    prevDraw: null,
    algo: "laminar-unrank/1",
    law,
    seats: spec.seats,
    regions: spec.regions,
    employerCap: spec.onePerEmployer ? 1 : null,
    equalities: [...equalities],
    poolRoot: poolRoot(lines),
    poolSize: lines.length,
    eligibilityRulesHash: "11".repeat(32),
    exclusionsHash: "22".repeat(32),
    parties: PARTIES.map((id) => ({ id, role: id, vkey: `${id}-key` })),
    chainLen: CHAIN_LENGTH,
    beacon: hasBeacon ? { chain: "33".repeat(32), firstRound: 1000 } : null,
    deadlines: { commit: 1_000, reveal: 2_000 },
    verifierHash: "44".repeat(32),
  };
}

function firstDraw(request: DrawRequest, key: Uint8Array): DrawResult {
  const prepared = prepareDraw(problemOf(request));
  if (isDrawRefusal(prepared)) throw new Error(prepared.detail);
  return drawn(drawFrom(countDraw(prepared), keyedStream(key)));
}

/** What the round's stream gives after its panel. */
function numbersOf(
  sets: readonly NumberSet[],
  key: Uint8Array,
  { N, rejected }: DrawResult,
): Pick<Transcript["rounds"][number], "numbers"> {
  if (sets.length === 0) return {};
  const stream = keyedStream(key);
  for (let read = 0; read <= rejected.length; read += 1) stream.uniform(BigInt(N));
  return { numbers: drawNumbers(sets, stream) };
}

/** Desks that come with the panel, and coefficients that wait for the bids. */
export const someNumbers: readonly NumberSet[] = [
  { name: "desk", from: ["1", "2", "3", "4", "5", "6", "7", "8"], count: 4, due: "panel" },
  { name: "k", from: ["0.95", "0.96", "0.97"], count: 1, due: "bids" },
  { name: "c", from: ["10", "20", "30", "40"], count: 1, due: "bids" },
];

function drawn(outcome: ReturnType<typeof redraw>): DrawResult {
  if (isDrawRefusal(outcome)) throw new Error(outcome.detail);
  return outcome;
}

function chancesOf(
  sealed: DrawRequest,
  equalities: readonly RegionEquality[],
  request: DrawRequest,
): Transcript["chances"] {
  const prepared = prepareDraw(problemOf(request));
  if (isDrawRefusal(prepared)) throw new Error(prepared.detail);
  const draw = countDraw(prepared);
  const chances = statedChances(sealed, equalities, draw);
  if (isDrawRefusal(chances)) throw new Error(chances.detail);
  return chances;
}

/** A log that vouches for exactly one transcript's signatures, evidence and proofs. */
export function logThatHolds(honest: Transcript): LogChecks {
  const same = (part: (transcript: Transcript) => unknown) => (transcript: Transcript) => {
    const isSame = JSON.stringify(part(transcript)) === JSON.stringify(part(honest));
    return { ok: isSame, detail: isSame ? "in the log" : "not in the log" };
  };
  return {
    specSigned: same((transcript) => transcript.specSignatures),
    frozen: same(({ commits, freeze }) => ({ commits, freeze })),
    beacons: same(({ rounds }) => rounds.map((round) => round.beacon)),
    declines: same(({ rounds }) => rounds.map((round) => round.vacancies)),
    included: same((transcript) => transcript.logProofs),
  };
}

/** Three of four lawyers work for one employer, who can send one: the fourth must have a larger chance than they. */
export const leximinRequest: DrawRequest = {
  spec: {
    seats: [
      { specialty: "law", count: 1 },
      { specialty: "art", count: 2 },
    ],
    regions: [{ region: "north", min: 1, max: 1 }],
    onePerEmployer: true,
  },
  pool: [
    ...["a", "b", "c"].map((ref) => expert(ref, ["law"], "north", "x")),
    expert("d", ["law", "art"], "south", null),
    ...["e", "f", "g", "h", "i"].map((ref) => expert(ref, ["art"], "south", `own-${ref}`)),
    ...["j", "k"].map((ref) => expert(ref, ["law"], "south", "y")),
  ],
  law: "equal",
};

function expert(ref: string, specialties: string[], region: string, employer: string | null) {
  return { ref, specialties, region, employer, weight: 1 };
}
