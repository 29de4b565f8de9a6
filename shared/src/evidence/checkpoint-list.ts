/**
 * `checkpoints.txt`: earlier signed checkpoints, oldest first, with one empty line between two. A checkpoint's own text
 * has no empty line but the one before its signature lines, and those begin with a dash, so the list reads one way only.
 */
export function joinNotes(notes: readonly string[]): string {
  return notes.join("\n");
}

/** The notes of a list that may be empty. */
export function notesOf(text: string): readonly string[] {
  return text === "" ? [] : splitNotes(text);
}

/** The notes of the list; whether each is one is for their reader to say. */
export function splitNotes(text: string): readonly string[] {
  return text.split(/(?<=\n)\n(?!\u2014 )/u);
}
