import { seededRandom } from "../faults/seeded-random.ts";

/** The items in an order that one seed always gives. */
export function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const random = seededRandom(seed);
  const order = items.map((item) => ({ item, rank: random() }));
  return order.toSorted((a, b) => a.rank - b.rank).map(({ item }) => item);
}
