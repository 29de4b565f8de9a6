import { evaluationViewSchema } from "@yuanping/shared/contracts/view.ts";
import type { Evaluation, Viewer, view } from "@yuanping/shared/evaluation/index.ts";
import { host, members, supervisor, trialAt } from "./evaluation-stages.ts";
import { chanceOf } from "./evaluation-room.ts";
import { moments, names, secretsOf, submitSecret, viewersOf } from "./evaluation-secrets.ts";

export type ViewFunction = typeof view;

/** What a view function tells that it should not; empty when it keeps every secret. At most `enough` are collected. */
export function leaksOf(see: ViewFunction, enough = Number.POSITIVE_INFINITY): readonly string[] {
  const found: string[] = [];
  for (const check of [secretsTold, submissionsTold, rollbacksTold, choicesTold]) {
    for (const leak of check(see)) {
      found.push(leak);
      if (found.length >= enough) return found;
    }
  }
  return found;
}

let played: ReturnType<typeof moments> | undefined;

/** Views that are not of the contract's form, or hold a secret's text before its time. */
function* secretsTold(see: ViewFunction): Generator<string> {
  played ??= moments();
  for (const { name, state } of played) {
    for (const viewer of viewersOf(state)) {
      const seen = see(state, viewer, names);
      const whose = `${viewer.role} ${codeOf(state, viewer)} at ${name}`;
      if (!evaluationViewSchema.safeParse(seen).success) yield `${whose}: not of the form`;
      const text = JSON.stringify(seen);
      for (const secret of secretsOf(state)) {
        if (!secret.open(state, viewer) && text.includes(secret.text)) {
          yield `${whose}: ${secret.name} ${secret.text}`;
        }
      }
    }
  }
}

function codeOf(state: Evaluation, { person }: Viewer): string {
  return state.panel.members.find((one) => one.person === person)?.code ?? "";
}

/** A shuffle that follows from a seed. */
export function shuffled<T>(values: readonly T[], seed: string): readonly T[] {
  return values
    .map((value, n) => ({ value, key: chanceOf(`${seed}/${n}`) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ value }) => value);
}

/**
 * Members submit in many orders and at many times. An expert must see no change at all when a peer submits; host,
 * supervisor and witness may see how many have, but the same whoever it was.
 */
function* submissionsTold(see: ViewFunction): Generator<string> {
  const start = trialAt("scoring");
  const watched = new Map<string, string>();
  for (const seed of Array.from({ length: 12 }, (_, n) => `order/${n}`)) {
    const trial = start.fork();
    for (const [step, person] of shuffled(members(trial), seed).entries()) {
      const before = viewersOf(trial.state).map(
        (viewer) => [viewer, read(trial.state, viewer)] as const,
      );
      trial.wait(Number.parseInt(chanceOf(`${seed}/wait/${step}`).slice(0, 5), 16));
      submitSecret(trial, person);
      for (const [viewer, was] of before) {
        const now = read(trial.state, viewer);
        if (viewer.person === person) continue;
        if (viewer.role === "expert") {
          if (now !== was) yield `an expert sees that a peer has submitted (${seed})`;
          continue;
        }
        const key = `${viewer.role}/${step}`;
        if ((watched.get(key) ?? now) !== now)
          yield `the ${viewer.role} sees who submitted (${seed})`;
        watched.set(key, now);
      }
    }
  }
  function read(state: Evaluation, viewer: Viewer): string {
    return JSON.stringify(see(state, viewer, names));
  }
}

/** When the stage is rolled back, nobody sees whose sheets were in, nor a member how many. */
function* rollbacksTold(see: ViewFunction): Generator<string> {
  const alternatives = [[], [0], [1], [2, 3]].map((submitters) => {
    const trial = trialAt("scoring");
    for (const n of submitters) submitSecret(trial, members(trial)[n] ?? "");
    trial.do(host, { type: "requestRollback", to: "preliminary-review", reason: "依据有误" });
    const asked = trial.state;
    trial.do(supervisor, { type: "approveRollback", request: 1 });
    return { count: submitters.length, states: [asked, trial.state] };
  });
  const told = new Map<string, string>();
  for (const { count, states } of alternatives) {
    for (const [step, state] of states.entries()) {
      for (const viewer of viewersOf(state)) {
        const isPeer = viewer.role === "expert";
        // The first four members are those who may have a receipt of their own.
        if (isPeer && viewer.person !== state.panel.members.at(-1)?.person) continue;
        const key = `${viewer.role}/${step}/${isPeer ? "any" : count}`;
        const seen = JSON.stringify(see(state, viewer, names)).replaceAll(
          /\b1\d{12}\b/g,
          "<instant>",
        );
        if ((told.get(key) ?? seen) !== seen) yield `the ${viewer.role} sees what a rollback kept`;
        told.set(key, seen);
      }
    }
  }
}

/** Nobody else's view depends on whom a member votes for, nor on what a member finds. */
function* choicesTold(see: ViewFunction): Generator<string> {
  const actorOf = (person: string) =>
    ({ person, role: "expert", session: "session-choice" }) as const;
  const voting = [0, 1, 2].map((n) => {
    const trial = trialAt("lead-election");
    const [voter = ""] = members(trial);
    const candidate = members(trial)[n] ?? "";
    trial.do(actorOf(voter), { type: "castBallot", candidate });
    return { state: trial.state, chooser: voter };
  });
  const finding = (["pass", "fail"] as const).map((verdict) => {
    const trial = trialAt("preliminary-review");
    const chooser = members(trial)[3] ?? "";
    const base = { type: "recordFinding", bid: "B1", item: "formal" } as const;
    const reason = "未签章";
    trial.do(
      actorOf(chooser),
      verdict === "pass" ? { ...base, verdict } : { ...base, verdict, reason },
    );
    return { state: trial.state, chooser };
  });
  for (const alternatives of [voting, finding]) {
    const [first] = alternatives;
    if (first === undefined) continue;
    for (const viewer of viewersOf(first.state)) {
      if (viewer.person === first.chooser) continue;
      const texts = alternatives.map(({ state }) => JSON.stringify(see(state, viewer, names)));
      if (new Set(texts).size > 1) yield `the ${viewer.role} sees what a member chose`;
    }
  }
}
