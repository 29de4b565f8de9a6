import type { MarkReader } from "./mark-units.ts";
import type { Marks, Sheet } from "./marks.ts";

/** One member's mark on one item, in millionths of a point. */
export type MemberMark = { readonly member: string; readonly units: bigint };

/** Every member who appears in the marks, sorted, so that the order of a file never matters. */
export const membersOf = (marks: Marks): readonly string[] =>
  [...new Set(Object.values(marks).flatMap((sheets) => Object.keys(sheets)))].toSorted();

export const sheetsOf = (marks: Marks, bid: string): { readonly [member: string]: Sheet } =>
  Object.hasOwn(marks, bid) ? (marks[bid] ?? {}) : {};

/** The marks that were given on one item of one bid: who left it empty does not appear. */
export const givenMarks = (
  sheets: { readonly [member: string]: Sheet },
  members: readonly string[],
  item: string,
  read: MarkReader,
): readonly MemberMark[] => {
  const given: MemberMark[] = [];
  for (const member of members) {
    const mark = sheets[member]?.[item];
    if (mark !== undefined && mark !== null) given.push({ member, units: read(mark) });
  }
  return given;
};
