import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { panelAt, seatsOf } from "@yuanping/shared/draw/draw.ts";
import {
  countDraw,
  drawPanel,
  drawSpecSchema,
  hashChain,
  isDrawRefusal,
  keyedStream,
  prepareDraw,
  problemOf,
  redraw,
  roundKey,
  seatChances,
  verifyTranscript,
  type DrawRequest,
  type LogChecks,
} from "@yuanping/shared/draw/index.ts";
import { canonicalize } from "@yuanping/shared/tlog/canonical-json.ts";
import { fromHex, hex } from "@yuanping/shared/tlog/encoding.ts";
import { renewedCeremony } from "../../support/renewed-draw.ts";
import {
  holdCeremony,
  holdEqualCeremony,
  leximinRequest,
  someNumbers,
} from "../../support/draw-ceremony.ts";
import { randomRequest } from "../../support/draw-instances.ts";
import { alterations } from "../../support/json-alterations.ts";
import {
  drawVectors,
  publicRequest,
  smallRequest,
  vectorFile,
} from "../../vectors/draw/draw-vectors.ts";

// Slow only when the machine is busy; nothing here is judged by its time.
vi.setConfig({ testTimeout: 120_000 });

const program = fileURLToPath(new URL("../../independent/verify_draw.py", import.meta.url));

/** A question to the second verifier, and our own answer to it. */
interface Exchange {
  readonly task: Readonly<Record<string, unknown>>;
  readonly ours: unknown;
}

/** The second verifier's answers, as canonical JSON lines. */
function answersOf(exchanges: readonly Exchange[]): readonly string[] {
  const input = exchanges.map(({ task }) => `${JSON.stringify(task)}\n`).join("");
  const { status, stdout, stderr } = spawnSync("python3", ["-B", program, "--batch"], {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(stderr);
  return stdout.trimEnd().split("\n");
}

/** The questions that the two answer differently, by even one byte. */
function disagreements(exchanges: readonly Exchange[]): readonly unknown[] {
  const theirs = answersOf(exchanges);
  return exchanges
    .map(({ task, ours }, i) => ({ task, ours: canonicalize(ours), theirs: theirs[i] }))
    .filter((exchange) => exchange.ours !== exchange.theirs);
}

function drawnOrNull(outcome: ReturnType<typeof drawPanel>): unknown {
  return isDrawRefusal(outcome) ? null : outcome;
}

/** Count, panels by number, chances and one draw of a request, asked of both. */
function exchangesOn(request: DrawRequest, numbers: readonly string[], key: string): Exchange[] {
  const prepared = prepareDraw(problemOf(request));
  if (isDrawRefusal(prepared)) return [{ task: { task: "draw", key, ...request }, ours: null }];
  const draw = countDraw(prepared);
  const chances = [...seatChances(draw)].filter(({ weight }) => weight > 0n);
  return [
    { task: { task: "count", ...request }, ours: String(draw.N) },
    {
      task: { task: "panels", numbers, ...request },
      ours: numbers.map((U) => seatsOf(draw.problem, panelAt(draw, BigInt(U)))),
    },
    {
      task: { task: "chances", ...request },
      ours: Object.fromEntries(
        chances.map(({ seat, ref, weight }) => [`${seat}:${ref}`, String(weight)]),
      ),
    },
    {
      task: { task: "draw", key, ...request },
      ours: drawnOrNull(drawPanel(request, fromHex(key))),
    },
  ];
}

/** Like the second verifier: signatures and log proofs stay undecided. */
const undecided: LogChecks = {
  specSigned: () => ({ ok: null, detail: "" }),
  frozen: () => ({ ok: null, detail: "" }),
  beacons: ({ spec }) => ({ ok: spec.beacon === null ? true : null, detail: "" }),
  declines: () => ({ ok: null, detail: "" }),
  included: () => ({ ok: null, detail: "" }),
};

function verification(transcript: unknown, lines: readonly string[]): Exchange {
  const { checks } = verifyTranscript(transcript, lines, undecided);
  return {
    task: { task: "verify", transcript, lines },
    ours: checks.map(({ number, name, ok }) => ({ number, name, ok })),
  };
}

describe("the second verifier, in Python, gives byte-equal answers", () => {
  const {
    stream,
    small_uniform: small,
    small_weighted: weighted,
    seed_protocol: seed,
  } = drawVectors;

  it("on the stream and the seed protocol", () => {
    const bounds = stream.uniform_in_sequence.map(({ N }) => N);
    const own = keyedStream(fromHex(stream.key));
    const chains = seed.parties.map(({ id, secret }) => ({
      task: { task: "chain", drawId: seed.drawId, party: id, secret, length: seed.L },
      ours: hashChain(seed.drawId, id, fromHex(secret), seed.L).slice(1).map(hex),
    }));
    const keys = seed.rounds.map(({ round, beacon }) => {
      const input = { drawId: seed.drawId, freezeHash: seed.freezeHash, round };
      const reveals = seed.parties.map((party) => party.reveals[round] ?? "");
      return {
        task: { task: "key", ...input, reveals, beacon },
        ours: hex(roundKey({ ...input, reveals: reveals.map(fromHex), beacon: fromHex(beacon) })),
      };
    });
    const numbers = {
      task: { task: "stream", key: stream.key, bounds },
      ours: bounds.map((bound) => String(own.uniform(BigInt(bound)))),
    };
    expect(disagreements([numbers, ...chains, ...keys])).toEqual([]);
  });

  it("on the counts, panels, chances and draws of all vectors", () => {
    const spec = drawSpecSchema.parse(drawVectors.cross_implementation.spec);
    const thousand = vectorFile("pool-1000.csv")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => {
        const [ref = "", specialty = "", region = ""] = line.split(",");
        return { ref, specialties: [specialty], region, employer: null, weight: 1 };
      });
    const exchanges = [
      ...exchangesOn(
        smallRequest(),
        small.unrank.map(({ U }) => U),
        stream.key,
      ),
      ...exchangesOn(
        smallRequest(weighted.weights),
        weighted.unrank.map(({ U }) => U),
        stream.key,
      ),
      ...exchangesOn(
        { spec, pool: thousand, law: "uniform" },
        ["0", "5806600041120719"],
        stream.key,
      ),
      ...exchangesOn(
        publicRequest(99, 20, 9),
        ["0", "1", "814225107551835924136191999"],
        stream.key,
      ),
    ];
    expect(disagreements(exchanges)).toEqual([]);
  });

  it("on 200 random pools (seeds 1..200), and on a substitution in each", () => {
    const exchanges: Exchange[] = [];
    for (let i = 1; i <= 200; i += 1) {
      const request = randomRequest(i);
      const key = i.toString(16).padStart(64, "0");
      exchanges.push(...exchangesOn(request, [], key));
      const outcome = drawPanel(request, fromHex(key));
      if (isDrawRefusal(outcome)) continue;
      const [leaving, ...keep] = outcome.panel;
      const exclude = leaving === undefined ? [] : [leaving.ref];
      exchanges.push({
        task: { task: "redraw", ...request, keep, exclude, key },
        ours: drawnOrNull(redraw({ ...request, keep, exclude }, fromHex(key))),
      });
    }
    expect(disagreements(exchanges)).toEqual([]);
  });

  it("on whole transcripts, honest and with every single value altered", () => {
    const honest = [
      holdCeremony(smallRequest(), 2),
      holdEqualCeremony(smallRequest(), 1),
      holdEqualCeremony(leximinRequest, 1),
      holdCeremony(smallRequest(), 1, "cd".repeat(32)),
      renewedCeremony(),
      holdCeremony(smallRequest(), 1, null, [], someNumbers),
    ];
    const exchanges = honest.flatMap(({ transcript, lines }) => [
      verification(transcript, lines),
      verification(transcript, lines.slice(1)),
      verification(transcript, lines.toReversed()),
      ...alterations(transcript).map(({ value }) => verification(value, lines)),
    ]);
    expect(exchanges.length).toBeGreaterThan(300);
    expect(disagreements(exchanges)).toEqual([]);
  });
});

it("the second verifier reads files: 2 while signatures are undecided, 1 when a check fails", () => {
  const folder = mkdtempSync(join(tmpdir(), "verify-"));
  const { transcript, lines } = holdCeremony(smallRequest(), 1);
  const pool = join(folder, "pool.ndjson");
  const honest = join(folder, "honest.json");
  const altered = join(folder, "altered.json");
  writeFileSync(pool, lines.map((line) => `${line}\n`).join(""));
  writeFileSync(honest, JSON.stringify(transcript));
  writeFileSync(altered, JSON.stringify({ ...transcript, drawId: "00".repeat(32) }));
  const run = (file: string) => spawnSync("python3", ["-B", program, file, "--pool", pool]).status;
  expect([run(honest), run(altered)]).toEqual([2, 1]);
  rmSync(folder, { recursive: true });
});
