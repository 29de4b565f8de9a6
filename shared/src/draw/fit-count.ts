import { at } from "./at.ts";
import { binomial } from "./combinatorics.ts";
import type { GroupType } from "./expert-types.ts";
import type { PreparedDraw } from "./prepare.ts";
import type { RegionNode } from "./region-tree.ts";
import type { StateSpace } from "./states.ts";

/** Values by state, in doubles. */
type Dense = Float64Array;

/**
 * The count of `count.ts` and its derivative of `class-totals.ts`, in doubles and over flat arrays: fitting repeats both
 * dozens of times over tens of thousands of types. Nothing here decides a draw; what comes of it is checked exactly.
 */
export class FitCount {
  readonly #space: StateSpace;
  readonly #root: RegionNode;
  readonly #typesOf: readonly (readonly number[])[];
  /** Ways to choose d of a type's groups, d up to the seats of the panel. */
  readonly #choices: Float64Array;
  readonly #arrangements: Float64Array;
  readonly #seats: number;
  readonly #width: number;
  /** A row of states per type: the product of the types before it in its cell. */
  readonly #before: Float64Array;
  /** A row of states per type: what it counts alone. */
  readonly #own: Float64Array;
  readonly #groups: Int32Array;

  constructor(draw: PreparedDraw, types: readonly GroupType[]) {
    const { space, tree } = draw;
    this.#space = space;
    this.#root = tree.root;
    this.#seats = space.quotas.length;
    this.#width = at(space.totals, space.full) + 1;
    const cells = draw.cells.map((): number[] => []);
    for (const [type, { cell }] of types.entries()) at(cells, cell).push(type);
    this.#typesOf = cells;
    this.moments = new Float64Array(2 * cells.length);
    this.#groups = Int32Array.from(types, ({ groups }) => groups.length);
    this.#choices = new Float64Array(types.length * this.#width);
    const known = new Map<number, Float64Array>();
    for (const [type, { groups }] of types.entries()) {
      const row = known.get(groups.length) ?? choicesOf(groups.length, this.#width);
      known.set(groups.length, row);
      this.#choices.set(row, type * this.#width);
    }
    this.#arrangements = Float64Array.from({ length: space.size }, (_, state) =>
      Number(space.arrangements(state)),
    );
    this.#before = new Float64Array(types.length * space.size);
    this.#own = new Float64Array(types.length * space.size);
  }

  /** Mean and variance of how many members each cell sends, two numbers a cell. */
  readonly moments: Float64Array;

  /**
   * For every type and seat the weight of all panels in which the type fills the seat, counted per seat filled, over
   * the weight of all panels.
   *
   * @param weights sum of a group's weights per type and seat, flat
   */
  shares(weights: Float64Array): Float64Array {
    const totals = new Float64Array(this.#groups.length * this.#seats);
    const counted = this.#count(this.#root, weights);
    const all = counted.terms[this.#space.full] ?? 0;
    const influence = new Float64Array(this.#space.size);
    influence[this.#space.full] = 1 / all;
    this.#descend(counted, influence, totals);
    return totals;
  }

  #count(node: RegionNode, weights: Float64Array): Counted {
    const product = new Float64Array(this.#space.size);
    product[0] = 1;
    const { min, max } = node;
    if (node.kind === "cell") {
      const last = at(this.#typesOf, node.cell).reduce((left: Dense, type) => {
        this.#before.set(left, type * this.#space.size);
        this.#fill(type, max, weights);
        return this.#multiply(left, this.#row(this.#own, type), max);
      }, product);
      return { node, parts: [], befores: [], terms: this.#within(last, min, max) };
    }
    const parts: Counted[] = [];
    const befores: Dense[] = [];
    let left: Dense = product;
    for (const part of node.parts) {
      const counted = this.#count(part, weights);
      parts.push(counted);
      befores.push(left);
      left = this.#multiply(left, counted.terms, max);
    }
    return { node, parts, befores, terms: this.#within(left, min, max) };
  }

  /** C(m, d) * arrangements * product of W_s^a_s, at every state that the type's groups can fill. */
  #fill(type: number, max: number, weights: Float64Array): void {
    const row = this.#row(this.#own, type);
    row.fill(0);
    row[0] = 1;
    const limit = Math.min(max, at(this.#groups, type));
    const extend = (seat: number, state: number, used: number, value: number): void => {
      if (seat === this.#seats) {
        const choices = this.#choices[type * this.#width + used] ?? 0;
        row[state] = value * choices * (this.#arrangements[state] ?? 0);
        return;
      }
      const weight = weights[type * this.#seats + seat] ?? 0;
      const quota = this.#space.quotas[seat] ?? 0;
      let power = value;
      for (let count = 0; count <= quota && used + count <= limit; count += 1) {
        extend(seat + 1, state * (quota + 1) + count, used + count, power);
        if (weight === 0) break;
        power *= weight;
      }
    };
    extend(0, 0, 0, 1);
  }

  #multiply(left: Dense, right: Dense, max: number): Dense {
    const { size, totals } = this.#space;
    const product = new Float64Array(size);
    for (let state = 0; state < size; state += 1) {
      const value = right[state] ?? 0;
      if (value === 0) continue;
      const room = this.#space.roomFor(state);
      const most = max - (totals[state] ?? 0);
      for (let i = 0; i < room.length; i += 1) {
        const other = room[i] ?? 0;
        const known = left[other] ?? 0;
        if (known === 0 || (totals[other] ?? 0) > most) continue;
        product[other + state] = (product[other + state] ?? 0) + known * value;
      }
    }
    return product;
  }

  #within(product: Dense, min: number, max: number): Dense {
    const { totals } = this.#space;
    return product.map((value, state) => {
      const total = totals[state] ?? 0;
      return total >= min && total <= max ? value : 0;
    });
  }

  #descend({ node, parts, befores, terms }: Counted, influence: Dense, totals: Float64Array): void {
    let current: Dense = influence.map((value, state) => (terms[state] === 0 ? 0 : value));
    if (node.kind === "area") {
      for (let part = parts.length - 1; part >= 0; part -= 1) {
        const counted = at(parts, part);
        const { share, previous } = this.#walkBack(current, counted.terms, at(befores, part));
        this.#descend(counted, share, totals);
        current = previous;
      }
      return;
    }
    this.#note(node.cell, terms, influence);
    const types = at(this.#typesOf, node.cell);
    for (let i = types.length - 1; i >= 0; i -= 1) {
      const type = at(types, i);
      const own = this.#row(this.#own, type);
      const before = this.#row(this.#before, type);
      const { share, previous } = this.#walkBack(current, own, before);
      this.#addTotals(type, own, share, totals);
      current = previous;
    }
  }

  #note(cell: number, terms: Dense, influence: Dense): void {
    const { size, totals } = this.#space;
    let mean = 0;
    let square = 0;
    for (let state = 0; state < size; state += 1) {
      const chance = (terms[state] ?? 0) * (influence[state] ?? 0);
      const sent = totals[state] ?? 0;
      mean += chance * sent;
      square += chance * sent * sent;
    }
    this.moments[2 * cell] = mean;
    this.moments[2 * cell + 1] = square - mean * mean;
  }

  #walkBack(
    current: Dense,
    own: Dense,
    before: Dense,
  ): Readonly<{ share: Dense; previous: Dense }> {
    const { size } = this.#space;
    const share = new Float64Array(size);
    const previous = new Float64Array(size);
    for (let state = 0; state < size; state += 1) {
      const value = own[state] ?? 0;
      if (value === 0) continue;
      const room = this.#space.roomFor(state);
      let shared = 0;
      for (let i = 0; i < room.length; i += 1) {
        const other = room[i] ?? 0;
        const reached = current[other + state] ?? 0;
        if (reached === 0) continue;
        shared += reached * (before[other] ?? 0);
        previous[other] = (previous[other] ?? 0) + reached * value;
      }
      share[state] = shared;
    }
    return { share, previous };
  }

  #addTotals(type: number, own: Dense, share: Dense, totals: Float64Array): void {
    const { size, digits } = this.#space;
    for (let state = 0; state < size; state += 1) {
      const weight = (own[state] ?? 0) * (share[state] ?? 0);
      if (weight === 0) continue;
      for (let seat = 0; seat < this.#seats; seat += 1) {
        const filled = digits[state * this.#seats + seat] ?? 0;
        const place = type * this.#seats + seat;
        if (filled > 0) totals[place] = (totals[place] ?? 0) + weight * filled;
      }
    }
  }

  #row(rows: Float64Array, type: number): Dense {
    return rows.subarray(type * this.#space.size, (type + 1) * this.#space.size);
  }
}

interface Counted {
  readonly node: RegionNode;
  readonly parts: readonly Counted[];
  readonly befores: readonly Dense[];
  readonly terms: Dense;
}

function choicesOf(groups: number, width: number): Float64Array {
  return Float64Array.from({ length: width }, (_, d) => Number(binomial(groups, d)));
}
