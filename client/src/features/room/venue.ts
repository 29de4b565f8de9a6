import type { EvaluationView, MemberView } from "@yuanping/shared/contracts/view.ts";

/** A desk as the tender writes it, parted: the venue may be empty, and the seat is what is left. */
export type Place = Readonly<{ venue: string; seat: string }>;

/** The last number with what stands behind it, and the words that only introduce it. */
const numbered = /^(.*?)[\s·,,、/-]*((?:(?:no\.?|seat|desk)\s*)?\d+\s*[^\d]*)$/iu;

/** 城东分中心 3 号席 → 城东分中心, 3 号席. A desk without a number has no venue. */
export function placeOf(desk: string): Place {
  const [, venue = "", seat = ""] = numbered.exec(desk.trim()) ?? [];
  return seat === "" || venue === "" ? { venue: "", seat: desk.trim() } : { venue, seat };
}

export type Venue = Readonly<{ name: string; members: readonly MemberView[] }>;

/**
 * Members as they sit, venue by venue, each in the order of its seats; those whose place the viewer may not know, or who
 * have none, are in a venue without a name at the end, whoever waits at the door first. Members who left come last.
 */
export function venuesOf({ members }: Pick<EvaluationView, "members">): readonly Venue[] {
  const groups = new Map<string, MemberView[]>();
  for (const member of members) {
    const name = member.desk === undefined ? "" : placeOf(member.desk).venue;
    groups.set(name, [...(groups.get(name) ?? []), member]);
  }
  return [...groups]
    .map(([name, seated]) => ({ name, members: seated.toSorted(asTheySit) }))
    .toSorted((a, b) => Number(a.name === "") - Number(b.name === "") || inOrder(a.name, b.name));
}

/** How many of those who belong there are in their seats, and how many wait to be let in. */
export function attendance(
  { members }: Venue,
  { seats }: Pick<EvaluationView, "seats">,
): Readonly<{ here: number; of: number; waiting: number }> {
  const sitting = members.filter(({ status }) => status !== "out");
  const here = sitting.filter(({ person }) =>
    seats.some((seat) => seat.person === person && seat.presence === "present"),
  );
  const waiting = sitting.filter(({ status }) => status === "checked-in");
  return { here: here.length, of: sitting.length, waiting: waiting.length };
}

/** Where the member with this code sits, as far as the viewer may know. */
export function deskOf(
  { members }: Pick<EvaluationView, "members">,
  code: string | undefined,
): string | undefined {
  return code === undefined ? undefined : members.find((member) => member.code === code)?.desk;
}

function asTheySit(a: MemberView, b: MemberView): number {
  const left = Number(a.status === "out") - Number(b.status === "out");
  if (left !== 0) return left;
  if (a.desk !== undefined && b.desk !== undefined) return inOrder(a.desk, b.desk);
  return Number(b.status === "checked-in") - Number(a.status === "checked-in");
}

function inOrder(a: string, b: string): number {
  return a.localeCompare(b, "zh", { numeric: true });
}
