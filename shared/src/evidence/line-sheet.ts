const initialBytes = 1 << 16;
const newline = 0x0a;

/** Lines that grow into one file, each with its line end. As bytes: a long stream is longer than any string can be. */
export class LineSheet {
  #buffer = new Uint8Array(initialBytes);
  #length = 0;

  add(line: Uint8Array): void {
    const end = this.#length + line.length + 1;
    if (end > this.#buffer.length) this.#grow(end);
    this.#buffer.set(line, this.#length);
    this.#buffer[end - 1] = newline;
    this.#length = end;
  }

  /** The file so far, as a view that the next line may outdate. */
  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  #grow(least: number): void {
    const grown = new Uint8Array(Math.max(least, 2 * this.#buffer.length));
    grown.set(this.bytes());
    this.#buffer = grown;
  }
}
