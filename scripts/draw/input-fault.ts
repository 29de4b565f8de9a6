/** What is wrong with a file or an option, and where; lines and columns count from one. */
export class InputFault extends Error {
  readonly source: string;
  readonly line: number | null;
  readonly column: number | null;

  constructor(source: string, message: string, line: number | null, column: number | null) {
    super(message);
    this.name = "InputFault";
    this.source = source;
    this.line = line;
    this.column = column;
  }

  /** `pool.csv:3:7: message`, which editors can open. */
  text(): string {
    const place = this.line === null ? "" : `:${this.line}:${this.column ?? 1}`;
    return `${this.source}${place}: ${this.message}`;
  }
}
