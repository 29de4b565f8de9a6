import { z } from "zod";

const longest = 100;

/**
 * Control characters could forge lines in a printed explanation, half a character has no canonical
 * text, and `constructor`, `__proto__` and their like are names that every JavaScript object
 * already answers to.
 */
export const isIdentifier = (text: string): boolean =>
  text.length > 0 &&
  text.length <= longest &&
  !(text in Object.prototype) &&
  !/[\p{Cc}\p{Cs}]/u.test(text);

/** The name of a bid, an item, a member or a given: 1 to 100 characters, no control characters. */
export const identifierSchema = z.string().refine(isIdentifier, {
  error: "must be 1 to 100 characters, without control characters, and no reserved name",
});
