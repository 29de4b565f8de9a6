import { z } from "zod";

/** A natural number in decimal digits. */
export const countSchema = z
  .string()
  .regex(/^(?:0|[1-9][0-9]*)$/u)
  .max(20_000);
