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
 * have none, are in a venue without a name at the end. Whoever waits at the door comes first, with their venue; who left
 * comes last.
 */
export function venuesOf({ members }: Pick<EvaluationView, "members">): readonly Venue[] {
  const groups = new Map<string, MemberView[]>();
  for (const member of members) {
    const name = member.desk === undefined ? "" : placeOf(member.desk).venue;
    groups.set(name, [...(groups.get(name) ?? []), member]);
  }
  return [...groups]
    .map(([name, seated]) => ({ name, members: seated.toSorted(asTheySit) }))
    .toSorted(
      (a, b) =>
        Number(b.members.some(waits)) - Number(a.members.some(waits)) ||
        Number(a.name === "") - Number(b.name === "") ||
        inOrder(a.name, b.name),
    );
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
  const waiting = sitting.filter(waits);
  return { here: here.length, of: sitting.length, waiting: waiting.length };
}

/** Where the member with this code sits, as far as the viewer may know. */
export function deskOf(
  { members }: Pick<EvaluationView, "members">,
  code: string | undefined,
): string | undefined {
  return code === undefined ? undefined : members.find((member) => member.code === code)?.desk;
}

function waits({ status }: MemberView): boolean {
  return status === "checked-in";
}

const places = { "checked-in": 0, drawn: 1, admitted: 1, out: 2 } as const;

function asTheySit(a: MemberView, b: MemberView): number {
  return places[a.status] - places[b.status] || inOrder(a.desk ?? "", b.desk ?? "");
}

function inOrder(a: string, b: string): number {
  return a.localeCompare(b, "zh", { numeric: true });
}
