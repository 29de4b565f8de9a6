import { randomNumbers, type RandomNumbers } from "./random-number.ts";

/**
 * What one member does while all score, or what host and supervisor do about a rollback. `cells` is how many cells of the
 * draft are filled.
 */
export type ScoringStep =
  | Readonly<{ member: number } & ({ cells: number } | { submits: string } | { asks: "time" })>
  | Readonly<{ rollback: "requested" | "refused" | "approved" }>;

/** Two courses of one scoring that differ in what nobody else may know. */
export type PlanPair = Readonly<{
  /** The member who does the same in both courses. */
  bystander: number;
  left: readonly ScoringStep[];
  right: readonly ScoringStep[];
}>;

/** Marks of different lengths, so that a length tells them apart. */
const marks = ["1", "41.8837", "7.5", "38.271933", "0", "69.99"] as const;
/** The two members beside the one whom nobody else's doings may reach. */
const others = (bystander: number): readonly [number, number] =>
  bystander === 0 ? [1, 2] : bystander === 1 ? [0, 2] : [0, 1];

/**
 * Peers fill in other numbers of cells, give other marks, submit in another order or not at all. Nobody but those who
 * watch the room may notice; the bystander does the same in both courses.
 */
export function differingPeers(seed: number): PlanPair {
  const dice = randomNumbers(seed);
  const bystander = dice.whole(0, 2);
  const peers = others(bystander);
  const submits = dice.chance(0.5);
  const numbers = submits ? ([0, 1] as const) : ([0, 1, 2] as const);
  const fewer = dice.pick(numbers);
  // What one course has more of, the other has not.
  const more = fewer === 0 ? dice.whole(1, submits ? 1 : 2) : dice.whole(0, fewer - 1);
  const own: readonly ScoringStep[] = [
    { member: bystander, cells: dice.whole(1, 3) },
    { member: dice.pick([0, 1, 2]), asks: "time" },
    { rollback: "requested" },
    ...(submits ? [{ member: bystander, submits: dice.pick(marks) }] : []),
    { rollback: "refused" },
  ];
  const course = (count: number) =>
    interleaved(
      own,
      peers.flatMap((member, index) => stepsOf(member, index < count, dice)),
      dice,
    );
  return { bystander, left: course(fewer), right: course(more) };
}

/** Peers do other things, and then the stage is rolled back with whatever was in. */
export function differingRollbacks(seed: number): PlanPair {
  const { bystander } = differingPeers(seed);
  const [first, second] = others(bystander);
  const end = [{ rollback: "requested" }, { rollback: "approved" }] as const;
  return {
    bystander,
    left: [{ member: first, submits: "1" }, ...end],
    right: [{ member: first, cells: 1 }, { member: second, cells: 2 }, ...end],
  };
}

/**
 * The same number of sheets comes in at the same steps, but of other members, with other marks and other drafts. Not
 * even those who watch the room may notice.
 */
export function differingAuthors(seed: number): PlanPair {
  const dice = randomNumbers(seed);
  const bystander = dice.whole(0, 2);
  const [first, second] = others(bystander);
  const both = dice.chance(0.5);
  const course = (members: readonly number[], mark: string, cells: number): ScoringStep[] => [
    { member: members[0] ?? first, asks: "time" },
    { rollback: "requested" },
    ...Array.from({ length: cells }, (_, filled) => ({ member: first, cells: filled + 1 })),
    ...members.map((member) => ({ member, submits: mark })),
    { member: bystander, cells: 1 },
  ];
  const [short, long] = [dice.pick(["1", "7.5", "0"]), dice.pick(["41.8837", "38.271933"])];
  const cells = dice.whole(0, 1);
  return both
    ? {
        bystander,
        left: course([first, second], short, cells),
        right: course([second, first], long, cells + dice.whole(1, 2)),
      }
    : {
        bystander,
        left: course([first], long, cells),
        right: course([second], short, cells + dice.whole(1, 2)),
      };
}

function stepsOf(member: number, submits: boolean, dice: RandomNumbers): readonly ScoringStep[] {
  const drafts = Array.from({ length: dice.whole(1, 3) }, (_, filled) => ({
    member,
    cells: filled + 1,
  }));
  return submits ? [...drafts, { member, submits: dice.pick(marks) }] : drafts;
}

/** Both sequences in their own order, one among the other. */
function interleaved<T>(a: readonly T[], b: readonly T[], dice: RandomNumbers): readonly T[] {
  const merged: T[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const fromFirst = j >= b.length || (i < a.length && dice.chance(0.5));
    const next = fromFirst ? a[i++] : b[j++];
    if (next !== undefined) merged.push(next);
  }
  return merged;
}
