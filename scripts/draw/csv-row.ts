import { InputFault } from "./input-fault.ts";

/** One field of a CSV row, and the column in which it begins, counted from one. */
export interface Field {
  readonly text: string;
  readonly column: number;
}

/** The fields of a row, which may be quoted as in RFC 4180, within one line. Throws an `InputFault`. */
export function splitRow(source: string, line: string, number: number): readonly Field[] {
  if (!line.includes('"')) {
    let column = 1;
    return line.split(",").map((text) => {
      const field = { text, column };
      column += text.length + 1;
      return field;
    });
  }
  const fields: Field[] = [];
  const pattern = /"((?:[^"]|"")*)"|([^",]*)/uy;
  for (let position = 0; position <= line.length; position = pattern.lastIndex + 1) {
    pattern.lastIndex = position;
    const match = pattern.exec(line);
    const end = pattern.lastIndex;
    if (match === null || (end < line.length && line[end] !== ",")) {
      throw new InputFault(source, "a quote is out of place", number, end + 1);
    }
    fields.push({ text: match[1]?.replaceAll('""', '"') ?? match[2] ?? "", column: position + 1 });
  }
  return fields;
}
