import { expect, test } from "vitest";
import {
  noSupervision,
  noticesOf,
  withNotice,
  type Notice,
} from "@yuanping/shared/evaluation/supervision/state.ts";

const notice = (at: number): Notice => ({ kind: "note", by: "supervisor", text: `${at}`, at });

test("notices are read back as they came, and what was added to stays as it was", () => {
  let state = noSupervision;
  const all: Notice[] = [];
  for (let at = 0; at < 300; at += 1) {
    const before = state;
    state = { ...state, notices: withNotice(state.notices, notice(at)) };
    expect(noticesOf(before)).toEqual(all);
    all.push(notice(at));
    expect(noticesOf(state)).toEqual(all);
  }
});

test("a hundred thousand notices are held in few runs", () => {
  let { notices } = noSupervision;
  for (let at = 0; at < 100_000; at += 1) notices = withNotice(notices, notice(at));
  // One run for each bit of their number.
  expect(notices.map((run) => run.length)).toEqual([65_536, 32_768, 1024, 512, 128, 32]);
});
