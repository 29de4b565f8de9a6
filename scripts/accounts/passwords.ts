import { randomInt } from "node:crypto";

/** Without letters and digits that are taken for one another on paper. */
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
const groups = 4;
const groupLength = 4;

/** A random password of 16 signs, 79 bits, e.g. `k7wq-3nfa-x9dm-t2hv`. */
export function newPassword(): string {
  const group = (): string =>
    Array.from({ length: groupLength }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
  return Array.from({ length: groups }, group).join("-");
}
