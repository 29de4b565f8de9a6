import { isMarkText, mostMarks } from "@yuanping/shared/method/index.ts";
import type { Mark, Row } from "@yuanping/shared/method/index.ts";
import { PlainJson } from "./plain-json.ts";

/** What stands in a plainly written `marks` object. */
export type ScannedMarks = {
  /** Where the object ends in the text. */
  readonly end: number;
  /** Items as they first appear: the positions of the rows. */
  readonly items: readonly string[];
  /** bid → member → row. */
  readonly bids: ReadonlyMap<string, ReadonlyMap<string, Row>>;
};

const quote = 0x22;
/** A decimal of 26 characters and its quotes; a mark that is longer is none. */
const longestMark = 28;

/**
 * Reads sheets one after the other. They all look alike, so each is compared with the one before it:
 * where the text between two marks is the same, it means the same and need not be read again.
 */
class SheetScan {
  readonly items: string[] = [];
  count = 0;
  readonly #json: PlainJson;
  readonly #positions = new Map<string, number>();
  /** Marks that were met before, by their text: they come again by the million. */
  readonly #marks = new Map<string, string>();
  /** Of the last sheet that was read by names: the text before each mark, and where that mark belongs. */
  #before: string[] = [];
  #order: number[] = [];

  constructor(json: PlainJson) {
    this.#json = json;
  }

  /** The next sheet; undefined where it is not plain. */
  row(): Row | undefined {
    const { at } = this.#json;
    const alike = this.#likeTheLast();
    if (alike !== undefined) return alike;
    this.#json.at = at;
    return this.#byNames();
  }

  #likeTheLast(): Row | undefined {
    const json = this.#json;
    const row: (Mark | undefined)[] = this.items.map(() => undefined);
    let index = 0;
    for (const before of this.#before) {
      if (!json.text.startsWith(before, json.at)) return undefined;
      json.at += before.length;
      const mark = this.#mark();
      if (mark === undefined) return undefined;
      row[this.#order[index] ?? 0] = mark;
      index += 1;
    }
    if (index === 0 || !json.take("}")) return undefined;
    this.count += index;
    return row;
  }

  #byNames(): Row | undefined {
    const json = this.#json;
    const row: (Mark | undefined)[] = this.items.map(() => undefined);
    this.#before = [];
    this.#order = [];
    let from = json.at;
    const isPlain = json.object((item) => {
      this.#before.push(json.text.slice(from, json.at));
      const position = this.#positionOf(item);
      const mark = this.#mark();
      if (mark === undefined || row[position] !== undefined) return false;
      row[position] = mark;
      this.#order.push(position);
      from = json.at;
      return true;
    });
    this.count += this.#order.length;
    return isPlain ? row : undefined;
  }

  #positionOf(item: string): number {
    const known = this.#positions.get(item);
    if (known !== undefined) return known;
    this.#positions.set(item, this.items.length);
    return this.items.push(item) - 1;
  }

  #mark(): Mark | undefined {
    const json = this.#json;
    const { text, at } = json;
    if (text.charCodeAt(at) !== quote) {
      if (!text.startsWith("null", at)) return undefined;
      json.at = at + 4;
      return null;
    }
    let end = at + 1;
    const last = at + longestMark;
    while (end < last && text.charCodeAt(end) !== quote) end += 1;
    const written = text.slice(at + 1, end);
    json.at = end + 1;
    const known = this.#marks.get(written);
    if (known !== undefined) return known;
    if (text.charCodeAt(end) !== quote || !isMarkText(written)) return undefined;
    this.#marks.set(written, written);
    return written;
  }
}

/**
 * Reads the marks that begin at `start`, several times faster than `JSON.parse`, which makes a hash
 * table of every sheet of 128 items or more. Undefined, where anything at all is out of the ordinary:
 * an escape, a doubled name, a value that is no mark, too many marks, or no JSON.
 */
export const scanMarks = (text: string, start: number): ScannedMarks | undefined => {
  const json = new PlainJson(text, start);
  const sheets = new SheetScan(json);
  const bids = new Map<string, Map<string, Row>>();
  const isPlain = json.object((bid) => {
    const rows = new Map<string, Row>();
    if (bids.has(bid)) return false;
    bids.set(bid, rows);
    return json.object((member) => {
      const row = rows.has(member) ? undefined : sheets.row();
      if (row === undefined || sheets.count > mostMarks) return false;
      rows.set(member, row);
      return true;
    });
  });
  return isPlain ? { end: json.at, items: sheets.items, bids } : undefined;
};
