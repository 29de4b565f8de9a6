import { describe, expect, test } from "vitest";
import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { view, type Evaluation, type Viewer } from "@yuanping/shared/evaluation/index.ts";
import { codesOf } from "@yuanping/shared/evaluation/panel/state.ts";
import { leaksOf, type ViewFunction } from "../../support/evaluation-leaks.ts";
import { moments, nameOf, names, secretsOf, viewersOf } from "../../support/evaluation-secrets.ts";
import { stageSchema } from "@yuanping/shared/contracts/stages.ts";

type Leak = (seen: EvaluationView, state: Evaluation, viewer: Viewer) => EvaluationView;

/** The view with something added to it, as a careless change might. */
function leaky(leak: Leak): ViewFunction {
  return (state, viewer, directory) => leak(view(state, viewer, directory), state, viewer);
}

const submittedIn = (state: Evaluation) => Object.keys(state.scoring.submitted);
const isExpert = ({ role }: Viewer) => role === "expert";

const leaks: readonly (readonly [string, Leak])[] = [
  [
    "a peer's receipt",
    (seen, { scoring }, viewer) => {
      const [peer] = Object.entries(scoring.submitted).filter(([who]) => who !== viewer.person);
      if (peer === undefined || !isExpert(viewer)) return seen;
      const { commitment, at } = peer[1];
      return { ...seen, scoring: { ...seen.scoring, receipt: { commitment, at } } };
    },
  ],
  [
    "who has submitted, under codes",
    (seen, state) => {
      const codes = submittedIn(state).map((who) => codesOf(state.panel).get(who) ?? "");
      return { ...seen, tender: { ...seen.tender, lot: codes.toSorted().join() } };
    },
  ],
  [
    "who has submitted, to the host alone",
    (seen, state, { role }) =>
      role === "host"
        ? { ...seen, tender: { ...seen.tender, lot: submittedIn(state).join() } }
        : seen,
  ],
  [
    "to experts, how many have submitted",
    (seen, state) => {
      const progress = { submitted: submittedIn(state).length, of: 5 };
      return { ...seen, scoring: { ...seen.scoring, progress } };
    },
  ],
  [
    "when the last sheet came in",
    (seen, { scoring }) => {
      const times = Object.values(scoring.submitted).map(({ at }) => at);
      return { ...seen, openedAt: Math.max(seen.openedAt, ...times) };
    },
  ],
  [
    "the sealed sheets",
    (seen, { scoring }) => {
      const sealed = Object.values(scoring.submitted).map((one) => one.sealed.ciphertext);
      return { ...seen, tender: { ...seen.tender, lot: sealed.join() } };
    },
  ],
  [
    "the result, to the agency before all have signed",
    (seen, { scoring }) => {
      const marks = JSON.stringify(scoring.marks);
      return { ...seen, tender: { ...seen.tender, lot: marks } };
    },
  ],
  [
    "everybody's name",
    (seen) => ({
      ...seen,
      members: seen.members.map((one) => ({ ...one, name: nameOf(one.person) })),
    }),
  ],
  [
    "a name at a seat",
    (seen) => ({ ...seen, seats: seen.seats.map((one) => ({ ...one, name: nameOf(one.person) })) }),
  ],
  [
    "the bidders, before they are shown",
    (seen, { tender }) => ({ ...seen, bidders: tender.bidders }),
  ],
  ["the bids, to everybody once unsealed", (seen, { bids }) => ({ ...seen, bids: [...bids] })],
  [
    "the lowest price, to the agency",
    (seen, { bids }, { role }) =>
      role === "agency" ? { ...seen, panelSize: Number(bids[0]?.price ?? 5) } : seen,
  ],
  [
    "commitments to the bids",
    (seen, { commitments }) => ({
      ...seen,
      tender: { ...seen.tender, lot: JSON.stringify(commitments) },
    }),
  ],
  [
    "the members, to the agency",
    (seen, { panel }) => ({
      ...seen,
      tender: { ...seen.tender, lot: panel.members.map(({ person }) => person).join() },
    }),
  ],
  [
    "a peer's findings",
    (seen, { review }) => {
      const [mine] = Object.values(review.findings);
      if (mine === undefined) return seen;
      const copied = Object.entries(mine).map(([bid, row]) => [bid, { ...row }] as const);
      return { ...seen, review: { ...seen.review, mine: Object.fromEntries(copied) } };
    },
  ],
  [
    "whom somebody voted for",
    (seen, { election, panel }) => {
      const [candidate] = Object.values(election.ballots);
      const lead = codesOf(panel).get(candidate ?? "");
      return lead === undefined ? seen : { ...seen, election: { ...seen.election, lead } };
    },
  ],
  [
    "talk, to the agency",
    (seen, { room }) => ({ ...seen, talk: room.talk.map((line) => ({ ...line })) }),
  ],
  ["something the contract does not know", (seen) => ({ ...seen, extra: 1 })],
];

describe("what a viewer may see", () => {
  test("holds no secret before its time, in any stage, for any role", () => {
    expect(leaksOf(view)).toEqual([]);
  });

  test.each(leaks)("would be found to leak %s", (_name, leak) => {
    expect(leaksOf(leaky(leak), 1)).toHaveLength(1);
  });

  test("comes to be known in the end: every secret is read by somebody who may", () => {
    const unread = new Set<string>();
    const read = new Set<string>();
    for (const { state } of moments()) {
      for (const viewer of viewersOf(state)) {
        const text = JSON.stringify(view(state, viewer, names));
        for (const secret of secretsOf(state)) {
          const known = secret.open(state, viewer) && text.includes(secret.text);
          (known ? read : unread).add(secret.name);
        }
      }
    }
    const never = [...unread].filter((name) => !read.has(name));
    // Nobody is ever shown a ciphertext, or what the bids' contents can be checked against.
    expect(never.toSorted()).toEqual(["commitment to a bid", "sealed sheet"]);
  });

  test("is looked at in every stage that an evaluation passes", () => {
    const stages = new Set(moments().map(({ state }) => state.stage));
    const missed = stageSchema.options.filter((stage) => !stages.has(stage));
    expect(missed).toEqual(["terminated"]);
  });
});
