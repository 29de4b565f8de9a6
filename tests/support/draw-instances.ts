import type { DrawLaw, DrawRequest } from "@yuanping/shared/draw/index.ts";
import { seededRandom } from "./reference-draw.ts";

/**
 * A random small request, rebuilt from its seed alone: 1-3 specialties, up to 12 experts with one
 * or two of them, up to 4 regions of which some nest or stay unnamed, shared employers inside
 * regions, both laws. Experts without a sought specialty occur.
 */
export function randomRequest(seed: number): DrawRequest {
  const below = seededRandom(seed);
  const specialties = Array.from({ length: 1 + below(3) }, (_, i) => `s${i}`);
  const seats = specialties.map((specialty) => ({ specialty, count: 1 + below(2) }));
  const total = seats.reduce((sum, seat) => sum + seat.count, 0);
  const regionCount = 1 + below(4);
  const names = Array.from({ length: regionCount }, (_, i) => `r${i}`);
  const named = names.slice(0, below(regionCount + 1));
  const regions = named.map((region, i) => {
    const min = below(4) === 0 ? 1 : 0;
    const max = Math.max(min, 1 + below(total + 1));
    const parent = i > 0 && below(3) === 0 ? names[below(i)] : undefined;
    return parent === undefined ? { region, min, max } : { region, min, max, parent };
  });
  const pool = Array.from({ length: 4 + below(9) }, (_, i) => {
    const region = names[below(regionCount)] ?? "r0";
    const held = specialties.filter(() => below(2) === 0);
    return {
      ref: `e${String(i).padStart(2, "0")}`,
      specialties: held.length === 0 && below(4) > 0 ? [specialties[0] ?? "s0"] : held,
      region,
      employer: below(3) === 0 ? null : `${region}-org${below(4)}`,
      weight: 1 + below(5),
    };
  });
  const law: DrawLaw = below(2) === 0 ? "uniform" : "equal";
  return { spec: { seats, regions, onePerEmployer: below(4) > 0 }, pool, law };
}
