import { z } from "zod";

/** Values in one bucket differ by 2 % at most. */
const growth = 1.02;
/** The smallest value that is told apart, in the unit of the values. */
const smallest = 0.01;

export const histogramSchema = z.strictObject({
  count: z.int(),
  sum: z.number(),
  max: z.number(),
  /** Bucket number → how many. */
  buckets: z.record(z.string(), z.int()),
});
/** Values as counts in buckets, so that those of many processes can be put together. */
export type HistogramData = z.infer<typeof histogramSchema>;

export class Histogram {
  #count = 0;
  #sum = 0;
  #max = 0;
  readonly #buckets = new Map<number, number>();

  add(value: number): void {
    const bucket = Math.max(0, Math.ceil(Math.log(value / smallest) / Math.log(growth)));
    this.#buckets.set(bucket, (this.#buckets.get(bucket) ?? 0) + 1);
    this.#count += 1;
    this.#sum += value;
    this.#max = Math.max(this.#max, value);
  }

  merge({ count, sum, max, buckets }: HistogramData): this {
    this.#count += count;
    this.#sum += sum;
    this.#max = Math.max(this.#max, max);
    for (const [bucket, more] of Object.entries(buckets))
      this.#buckets.set(Number(bucket), (this.#buckets.get(Number(bucket)) ?? 0) + more);
    return this;
  }

  get count(): number {
    return this.#count;
  }

  get mean(): number {
    return this.#count === 0 ? 0 : this.#sum / this.#count;
  }

  get max(): number {
    return this.#max;
  }

  /** The value that a share of all values does not exceed, to 2 %; 0 where there are none. */
  at(share: number): number {
    let left = Math.ceil(share * this.#count);
    for (const bucket of [...this.#buckets.keys()].toSorted((a, b) => a - b)) {
      left -= this.#buckets.get(bucket) ?? 0;
      if (left <= 0) return Math.min(smallest * growth ** bucket, this.#max);
    }
    return 0;
  }

  data(): HistogramData {
    return {
      count: this.#count,
      sum: this.#sum,
      max: this.#max,
      buckets: Object.fromEntries(this.#buckets),
    };
  }
}
