import {
  drawNumbers,
  keyedStream,
  numberSetSchema,
  waysOf,
  type NumberSet,
} from "@yuanping/shared/draw/index.ts";
import { z } from "zod";
import { InputFault } from "./input-fault.ts";
import { parseJson, specFault } from "./spec-file.ts";

/** `{"numbers":[{"name","from","count"?}]}`: here nothing waits for any bids, so that `due` is not asked for. */
const fileSchema = z.strictObject({
  numbers: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(64),
        from: z.array(z.string()).min(1).max(1000),
        count: z.int().min(1).max(1000).default(1),
      }),
    )
    .min(1)
    .max(16),
});

/** Reads the sets that numbers are drawn from; every fault is placed at the value that is wrong. */
export function parseNumbers(source: string, text: string): readonly NumberSet[] {
  const parsed = fileSchema.safeParse(parseJson(source, text));
  if (!parsed.success) throw faultAt(source, text, [], parsed.error);
  const { numbers } = parsed.data;
  return numbers.map((set, index) => {
    if (numbers.findIndex(({ name }) => name === set.name) < index) {
      throw specFault(source, text, ["numbers", index, "name"], "names a set twice");
    }
    const checked = numberSetSchema.safeParse({ ...set, due: "panel" });
    if (checked.success) return checked.data;
    throw faultAt(source, text, ["numbers", index], checked.error);
  });
}

function faultAt(
  source: string,
  text: string,
  within: readonly (string | number)[],
  error: z.ZodError,
): InputFault {
  const [issue] = error.issues;
  const path = (issue?.path ?? []).map((key) => (typeof key === "number" ? key : String(key)));
  return specFault(source, text, [...within, ...path], issue?.message ?? "no sets of numbers");
}

/** How many ways there are and, with a seed, which of them is drawn. */
export function numbersOutput(
  sets: readonly NumberSet[],
  seed: Uint8Array | null,
): Readonly<Record<string, unknown>> {
  return seed === null ? { N: String(waysOf(sets)) } : { ...drawNumbers(sets, keyedStream(seed)) };
}
