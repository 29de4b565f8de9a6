import type { Aggregate } from "../aggregate.ts";
import type { Item } from "../item.ts";
import type { BaseSpec } from "../price/base-spec.ts";
import type { RoundingMode } from "../rounding.ts";

/** The words of an explanation; the numbers and the order of the lines are the same everywhere. */
export type Phrases = {
  readonly bid: (id: string) => string;
  readonly quoted: (price: string) => string;
  readonly evaluatedPrice: string;
  readonly kind: { readonly [Kind in Item["kind"]]: string };
  readonly item: (id: string, kind: string, max: string) => string;
  readonly vote: (id: string, passes: number, fails: number, failed: boolean) => string;
  readonly marks: string;
  readonly nobody: string;
  readonly memberLeftOut: (member: string) => string;
  readonly aggregate: { readonly [Kind in Aggregate["kind"]]: string };
  readonly contribution: string;
  readonly rounded: (places: number, mode: RoundingMode) => string;
  readonly lowestPrice: string;
  readonly base: { readonly [Kind in BaseSpec["kind"]]: string };
  readonly baseUsed: string;
  readonly baseDropped: string;
  readonly deviation: string;
  readonly counts: (value: string) => string;
  readonly pricePoints: string;
  readonly noSaving: string;
  readonly floorReached: (floor: string) => string;
  readonly timesFactor: string;
  readonly given: string;
  readonly memberRank: (member: string, own: string, rank: number) => string;
  readonly meanRank: string;
  readonly total: string;
  readonly rank: (rank: number, joint: boolean) => string;
  readonly rejected: (reason: string) => string;
  readonly warnings: string;
  readonly separator: string;
  readonly colon: string;
};
