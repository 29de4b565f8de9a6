import { isIdentifier } from "@yuanping/shared/method/index.ts";

const quote = 0x22;

const isBlank = (code: number): boolean =>
  code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

/**
 * Walks through JSON as one writes it: names without escapes that are identifiers. Whatever else
 * stands there, valid or not, is answered with false or undefined and is for `JSON.parse` to judge.
 */
export class PlainJson {
  readonly text: string;
  at: number;

  constructor(text: string, at: number) {
    this.text = text;
    this.at = at;
  }

  /** Steps over blanks and this one character; false, where another stands. */
  take(character: "{" | "}" | ":" | ","): boolean {
    this.blanks();
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  /** An object, each value read by `value`, which is told its name and says whether it was plain. */
  object(value: (name: string) => boolean): boolean {
    if (!this.take("{")) return false;
    if (this.take("}")) return true;
    do {
      const name = this.#name();
      if (name === undefined) return false;
      this.blanks();
      if (!value(name)) return false;
    } while (this.take(","));
    return this.take("}");
  }

  blanks(): void {
    while (isBlank(this.text.charCodeAt(this.at))) this.at += 1;
  }

  #name(): string | undefined {
    this.blanks();
    if (this.text.charCodeAt(this.at) !== quote) return undefined;
    const end = this.text.indexOf('"', this.at + 1);
    const name = this.text.slice(this.at + 1, end);
    if (end < 0 || name.includes("\\") || !isIdentifier(name)) return undefined;
    this.at = end + 1;
    return this.take(":") ? name : undefined;
  }
}
