import { at, repeated } from "./at.ts";
import { binomial } from "./combinatorics.ts";
import type { Cell, GroupClass } from "./grouping.ts";
import type { RegionNode, RegionTree } from "./region-tree.ts";
import type { Ring } from "./ring.ts";
import type { StateSpace } from "./states.ts";

/** Values by state; what is absent from a sparse polynomial is zero. */
export type Dense<T> = readonly T[];
export interface Term<T> {
  readonly state: number;
  readonly value: T;
}

/** One factor of a product: what it counts alone, and the product of all factors before it. */
export interface Factor<T> {
  readonly terms: readonly Term<T>[];
  readonly before: Dense<T>;
}

export interface CountedClass<T> extends Factor<T> {
  readonly members: GroupClass;
}

export interface CountedCell<T> {
  readonly kind: "cell";
  readonly max: number;
  readonly classes: readonly CountedClass<T>[];
  readonly terms: readonly Term<T>[];
}

export interface CountedPart<T> extends Factor<T> {
  readonly node: CountedNode<T>;
}

export interface CountedArea<T> {
  readonly kind: "area";
  readonly max: number;
  readonly parts: readonly CountedPart<T>[];
  readonly terms: readonly Term<T>[];
}

export type CountedNode<T> = CountedCell<T> | CountedArea<T>;

/**
 * Counts the weighted panels of a whole tree: for every node and every state, how many ways (or
 * how much weight) fill exactly those seats from it. The root's one term is N at the full state.
 *
 * The method is a product of generating polynomials, one factor per class of employers
 * (1 + sum of W_s x_s, to the power of the class), cut off at the quotas and the region's bounds.
 */
export function countTree<T>(
  tree: RegionTree,
  cells: readonly Cell[],
  space: StateSpace,
  ring: Ring<T>,
): CountedArea<T> {
  function count(node: RegionNode): CountedNode<T> {
    if (node.kind === "cell") {
      const factors = at(cells, node.cell).map((members) => ({
        members,
        terms: classTerms(members, node.max, space, ring),
      }));
      const { before, product } = multiplyAll(factors, node.max, space, ring);
      const classes = factors.map((factor, i) => ({ ...factor, before: at(before, i) }));
      const terms = within(product, node.min, node.max, space, ring);
      return { kind: "cell", max: node.max, classes, terms };
    }
    return countArea(node.parts.map(count), node.min, node.max);
  }

  function countArea(nodes: readonly CountedNode<T>[], min: number, max: number): CountedArea<T> {
    const { before, product } = multiplyAll(nodes, max, space, ring);
    const parts = nodes.map((node, i) => ({ node, terms: node.terms, before: at(before, i) }));
    return { kind: "area", max, parts, terms: within(product, min, max, space, ring) };
  }

  return countArea(tree.root.parts.map(count), tree.root.min, tree.root.max);
}

/** N: the value at the full state, or zero. */
export function panelCount<T>(counted: CountedNode<T>, space: StateSpace, ring: Ring<T>): T {
  return counted.terms.find((term) => term.state === space.full)?.value ?? ring.zero;
}

/** Ways for d of m alike groups to fill the seats a: C(m,d) * d!/prod(a_s!) * prod(W_s^a_s). */
function classTerms<T>(
  members: GroupClass,
  max: number,
  space: StateSpace,
  ring: Ring<T>,
): readonly Term<T>[] {
  const terms: Term<T>[] = [{ state: 0, value: ring.one }];
  const groupCount = members.groups.length;
  const limit = Math.min(max, groupCount);
  const powers = members.seatWeights.map((weight, seat) =>
    powersUpTo(weight, Math.min(limit, at(space.quotas, seat)), ring),
  );

  function extend(seat: number, state: number, used: number, value: T): void {
    if (seat === space.quotas.length) {
      if (state === 0) return;
      const ways = binomial(groupCount, used) * space.arrangements(state);
      terms.push({ state, value: ring.multiply(value, ring.fromCount(ways)) });
      return;
    }
    const radix = at(space.quotas, seat) + 1;
    for (const [count, power] of at(powers, seat).entries()) {
      if (used + count > limit) break;
      extend(seat + 1, state * radix + count, used + count, ring.multiply(value, power));
    }
  }

  extend(0, 0, 0, ring.one);
  return terms;
}

/** W^0..W^limit; only W^0 when W is zero, so that impossible seats are never walked. */
function powersUpTo<T>(weight: number, limit: number, ring: Ring<T>): readonly T[] {
  const powers = [ring.one];
  if (weight === 0) return powers;
  const base = ring.fromWeight(weight);
  for (let i = 1; i <= limit; i += 1) powers.push(ring.multiply(at(powers, i - 1), base));
  return powers;
}

function multiplyAll<T>(
  factors: readonly { readonly terms: readonly Term<T>[] }[],
  max: number,
  space: StateSpace,
  ring: Ring<T>,
): { readonly before: readonly Dense<T>[]; readonly product: Dense<T> } {
  const before: Dense<T>[] = [];
  let product: Dense<T> = emptyProduct(space, ring);
  for (const factor of factors) {
    before.push(product);
    product = multiply(product, factor.terms, max, space, ring);
  }
  return { before, product };
}

function emptyProduct<T>(space: StateSpace, ring: Ring<T>): Dense<T> {
  const one = repeated(ring.zero, space.size);
  one[0] = ring.one;
  return one;
}

function multiply<T>(
  left: Dense<T>,
  right: readonly Term<T>[],
  max: number,
  space: StateSpace,
  ring: Ring<T>,
): Dense<T> {
  const product = repeated(ring.zero, space.size);
  // Indexed directly, not through `at`: one shared accessor for every kind of array is slow here.
  for (const { state, value } of right) {
    const total = space.totals[state] ?? 0;
    for (const other of space.roomFor(state)) {
      const known = left[other] ?? ring.zero;
      if (known === ring.zero || (space.totals[other] ?? 0) + total > max) continue;
      const target = other + state;
      product[target] = ring.add(product[target] ?? ring.zero, ring.multiply(known, value));
    }
  }
  return product;
}

function within<T>(
  product: Dense<T>,
  min: number,
  max: number,
  space: StateSpace,
  ring: Ring<T>,
): readonly Term<T>[] {
  const terms: Term<T>[] = [];
  for (const [state, value] of product.entries()) {
    const total = at(space.totals, state);
    if (value !== ring.zero && total >= min && total <= max) terms.push({ state, value });
  }
  return terms;
}
