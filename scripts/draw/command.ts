import {
  chanceRanges,
  countDraw,
  drawFrom,
  drawPanel,
  explainNoPanel,
  isCountable,
  isDrawRefusal,
  keyedStream,
  prepareDraw,
  problemOf,
  sealEqualWeights,
  seatChances,
  spanningEmployers,
  withEqualities,
  type CountedDraw,
  type DrawRefusal,
  type DrawRequest,
  type DrawSpec,
} from "@yuanping/shared/draw/index.ts";
import { compareBytewise } from "@yuanping/shared/draw/order.ts";
import type { PoolFile } from "./pool-csv.ts";

export interface DrawOrder {
  readonly spec: DrawSpec;
  readonly file: PoolFile;
  readonly law: "equal" | "uniform" | null;
  readonly seed: Uint8Array | null;
  readonly wantsChances: boolean;
}

/** The JSON to print, and notes for a person. */
export interface DrawReport {
  readonly output: Readonly<Record<string, unknown>>;
  readonly notes: readonly string[];
}

/** Counts, and draws when there is a seed. The output holds nothing but what the input implies. */
export function carryOut(order: DrawOrder): DrawReport | DrawRefusal {
  const request = requestOf(order);
  if (isDrawRefusal(request)) return request;
  if (order.seed !== null && !order.wantsChances && !isCountable(problemOf(request))) {
    return drawnUncounted(request, order.seed);
  }
  const prepared = prepareDraw(problemOf(request));
  if (isDrawRefusal(prepared)) return prepared;
  const draw = countDraw(prepared);
  const isDrawn = order.seed !== null || order.wantsChances;
  if (draw.N === 0n) {
    const refusal = explainNoPanel(draw);
    return isDrawn ? refusal : { output: { N: "0" }, notes: [refusal.detail] };
  }
  const drawn = order.seed === null ? { N: String(draw.N) } : drawnPanel(draw, order.seed);
  if (isDrawRefusal(drawn)) return drawn;
  const chances = order.wantsChances ? statedChances(draw) : {};
  return { output: { ...drawn, ...chances }, notes: notesOn(draw) };
}

function drawnUncounted(request: DrawRequest, seed: Uint8Array): DrawReport | DrawRefusal {
  const result = drawPanel(request, seed);
  if (isDrawRefusal(result)) return result;
  const panel = result.panel.map(({ seat, ref }) => ({ seat, id: ref }));
  const note = "too many seat states to count: N counts candidate subsets, valid or not";
  return { output: { ...result, panel }, notes: [note] };
}

/** Weights in the file are used as sealed; without them the equal law fits its own. */
function requestOf({ spec, file, law }: DrawOrder): DrawRequest | DrawRefusal {
  if (law === "equal" && !file.hasWeights) {
    const seal = sealEqualWeights(spec, file.pool);
    if (isDrawRefusal(seal)) return seal;
    return { spec: withEqualities(seal.spec, seal.equalities), pool: seal.pool, law };
  }
  return { spec, pool: file.pool, law: law ?? (file.hasWeights ? "equal" : "uniform") };
}

function drawnPanel(draw: CountedDraw, seed: Uint8Array): object {
  const result = drawFrom(draw, keyedStream(seed));
  if (isDrawRefusal(result)) return result;
  return { ...result, panel: result.panel.map(({ seat, ref }) => ({ seat, id: ref })) };
}

function statedChances(draw: CountedDraw): object {
  const seatOrder = draw.problem.specialties;
  const share = (weight: bigint): string => `${weight}/${draw.N}`;
  const chances = [...seatChances(draw)].toSorted(
    (a, b) =>
      seatOrder.indexOf(a.seat) - seatOrder.indexOf(b.seat) || compareBytewise(a.ref, b.ref),
  );
  return {
    ranges: chanceRanges(draw).map(({ seat, experts, smallest, largest }) => ({
      seat,
      experts,
      smallest: share(smallest),
      largest: share(largest),
    })),
    chances: chances.map(({ seat, ref, weight }) => ({ seat, id: ref, chance: share(weight) })),
  };
}

function notesOn(draw: CountedDraw): readonly string[] {
  const spanning = spanningEmployers(draw.cells);
  if (spanning.length === 0) return [];
  return [
    `${spanning.length} employers have experts in several regions: N and the chances include panels that seat two of them, which a draw rejects`,
  ];
}
