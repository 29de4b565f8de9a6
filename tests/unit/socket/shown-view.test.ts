import { beforeAll, expect, test, vi } from "vitest";
import type { EventRecord } from "@yuanping/shared/contracts/record.ts";
import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { changedView } from "@yuanping/shared/contracts/view-change.ts";
import { evolve, view, type Evaluation } from "@yuanping/shared/evaluation/index.ts";
import type { Viewer } from "@yuanping/shared/evaluation/index.ts";
import { sitting } from "@yuanping/shared/evaluation/panel/state.ts";
import { canonicalize } from "@yuanping/shared/tlog/index.ts";
import { ShownView } from "../../../server/src/transport/socket/shown-view.ts";
import { playEvaluation } from "../../support/evaluation-script.ts";

// Slow only when the machine is busy; nothing here is judged by its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let records: readonly EventRecord[] = [];
let viewers: readonly Viewer[] = [];
const nobody = new Map<string, string>();

beforeAll(async () => {
  const played = await playEvaluation("shown");
  ({ records } = played);
  const { host, supervisor, witness, agency } = played.state.tender.offices;
  const [member = ""] = sitting(played.state.panel).map(({ person }) => person);
  viewers = [
    { person: host, role: "host" },
    { person: supervisor, role: "supervisor" },
    { person: witness, role: "witness" },
    { person: agency, role: "agency" },
    { person: member, role: "expert" },
  ];
});

/** What every viewer sees after every event of a whole evaluation. */
function* states(): Generator<Evaluation> {
  let state: Evaluation | undefined;
  for (const record of records) {
    state = evolve(state, record);
    yield state;
  }
}

/** As it is on the wire, whatever the order of its parts. */
function textOf(value: unknown): string {
  return canonicalize(JSON.parse(JSON.stringify(value)));
}

test("what a viewer puts together from changes is the view itself, at every moment of an evaluation", () => {
  const texts = new Map<string, string>();
  const shown = new Map(viewers.map((viewer) => [viewer, new ShownView(texts)]));
  const known = new Map<Viewer, EvaluationView>();
  let compared = 0;
  for (const state of states()) {
    for (const [viewer, own] of shown) {
      const whole = view(state, viewer, nobody);
      const change = own.change(whole);
      const before = known.get(viewer);
      const after =
        before === undefined || change === undefined
          ? (before ?? whole)
          : changedView(before, { version: 1, ...change });
      if (after === undefined) throw new Error("a change led to no view");
      known.set(viewer, after);
      expect(textOf(after)).toBe(textOf(whole));
      compared += 1;
    }
  }
  expect(compared).toBe(records.length * viewers.length);
});

test("what is said is sent to a viewer once, and not again with the next words", () => {
  const [viewer] = viewers;
  if (viewer === undefined) throw new Error("nobody looks");
  const shown = new ShownView(new Map());
  const saying = [...states()].map((state) => view(state, viewer, nobody));
  const long = saying.findLast(({ talk }) => talk.length > 1);
  if (long === undefined) throw new Error("nobody speaks");
  shown.change({ ...long, talk: long.talk.slice(0, -1) });
  expect(shown.change(long)).toEqual({ grown: { talk: long.talk.slice(-1) } });
  expect(shown.change(long)).toBeUndefined();
});

test("what may not be known any more is taken away", () => {
  const [viewer] = viewers;
  if (viewer === undefined) throw new Error("nobody looks");
  const shown = new ShownView(new Map());
  const [first] = [...states()].map((state) => view(state, viewer, nobody));
  if (first === undefined) throw new Error("nothing was played");
  shown.change({ ...first, speakIn: { reason: "核对", at: 1 } });
  expect(shown.change(first)).toEqual({ gone: ["speakIn"] });
});
