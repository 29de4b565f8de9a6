/** One place where the project breaks one of its own rules. */
export interface Fault {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/** The form that editors and terminals link: path:line: text. */
export function formatFault({ path, line, text }: Fault): string {
  return `${path}:${line}: ${text}`;
}
