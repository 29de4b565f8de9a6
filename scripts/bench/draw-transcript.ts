import {
  drawFrom,
  drawIdOf,
  freezeHashOf,
  hashChain,
  isDrawRefusal,
  keyedStream,
  poolLines,
  poolRoot,
  revealOf,
  roundKey,
  statedChances,
  type CeremonySpec,
  type CountedDraw,
  type DrawRequest,
  type Transcript,
} from "@yuanping/shared/draw/index.ts";
import { hex } from "@yuanping/shared/tlog/encoding.ts";

const PARTIES = ["host", "supervisor", "witness"] as const;
const CHAIN_LENGTH = 4;
const digest = "00".repeat(32);

/** An honest draw's transcript with its pool, for measuring how long a stranger needs to check it. */
export function transcriptFor(
  request: DrawRequest,
  draw: CountedDraw,
): Readonly<{ transcript: Transcript; lines: readonly string[] }> {
  const lines = [...poolLines(request.pool)];
  const spec = specFor(request, lines);
  const drawId = drawIdOf(spec);
  const chains = PARTIES.map((party, i) =>
    hashChain(drawId, party, new Uint8Array(32).fill(i + 1), CHAIN_LENGTH),
  );
  const freeze = `draws.example/log\n7\n${"A".repeat(43)}=\n\n\u2014 host AAAAAAAAAAAA\n`;
  const reveals = chains.map((chain) => revealOf(chain, 0));
  const freezeHash = freezeHashOf(freeze) ?? digest;
  const key = roundKey({ drawId, freezeHash, round: 0, reveals, beacon: new Uint8Array() });
  const result = drawFrom(draw, keyedStream(key));
  const chances = statedChances(request, [], draw);
  if (isDrawRefusal(result)) throw new Error(result.detail);
  if (isDrawRefusal(chances)) throw new Error(chances.detail);
  return {
    lines,
    transcript: {
      v: 1,
      drawId,
      spec,
      specSignatures: [],
      pool: "pool.ndjson",
      commits: PARTIES.map((party, i) => ({
        party,
        anchor: hex(chains[i]?.at(-1) ?? new Uint8Array()),
        signature: "",
      })),
      freeze,
      chances,
      rounds: [
        {
          t: 0,
          reveals: PARTIES.map((party, i) => ({ party, value: hex(reveals[i] ?? key) })),
          beacon: "",
          key: hex(key),
          N: result.N,
          rejected: [...result.rejected],
          U: result.U,
          panel: [...result.panel],
          vacancies: [],
          exclusionsAdded: [],
        },
      ],
      openings: [],
      logProofs: [],
    },
  };
}

function specFor({ spec, law }: DrawRequest, lines: readonly string[]): CeremonySpec {
  return {
    v: 1,
    projectId: "bench",
    lotId: "bench",
    drawNo: 1,
    prevDraw: null,
    algo: "laminar-unrank/1",
    law,
    seats: spec.seats,
    regions: spec.regions,
    employerCap: spec.onePerEmployer ? 1 : null,
    equalities: [],
    poolRoot: poolRoot(lines),
    poolSize: lines.length,
    eligibilityRulesHash: digest,
    exclusionsHash: digest,
    parties: PARTIES.map((id) => ({ id, role: id, vkey: `${id}-key` })),
    chainLen: CHAIN_LENGTH,
    beacon: null,
    deadlines: { commit: 1, reveal: 2 },
    verifierHash: digest,
  };
}
