import { DEMO_PASSWORD, demoAccounts } from "../../../server/src/registry/demo-centre.ts";
import type { EvaluationCase } from "@yuanping/shared/method/index.ts";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { signIn, type Account } from "../../demo/account.ts";
import { intakeOf } from "../../demo/case-intake.ts";
import { holdDraw } from "../../demo/hold-draw.ts";
import { play } from "../../demo/play.ts";
import { Seat } from "../../demo/seat.ts";
import { mayEnd } from "../may-end.ts";
import { Talk } from "./talk.ts";

/** Between two commands of one person, in milliseconds. */
const leastPause = 150;
const mostPause = 450;

/**
 * Opens a tender and brings it to the check-in, from where on its officers may talk: each of them gets a `Talk` that has
 * not begun yet.
 */
export async function openTalk(
  url: string,
  room: number,
  evaluation: EvaluationCase,
  random: () => number,
): Promise<readonly Talk[]> {
  const agency = await signIn(url, "agency", DEMO_PASSWORD);
  const registry = await agency.http.registry();
  if (!registry.ok) throw new Error(registry.refusal.en);
  const { invitations: _invitations, ...intake } = intakeOf(evaluation, registry.value, room);
  const opened = await agency.http.openTender(intake);
  if (!opened.ok) throw new Error(opened.refusal.en);
  const logins = [room % 2 === 0 ? "host" : "host2", "supervisor", "witness"];
  const enter = (account: Account): Promise<Seat> =>
    new Seat(account, opened.value.evaluation, { patient: true }).joined();
  const officers: Seat[] = [];
  for (const login of logins) officers.push(await enter(await signIn(url, login, DEMO_PASSWORD)));
  const agencySeat = await enter(agency);
  await holdDraw(agencySeat, officers, () => {});
  agencySeat.close();
  await officers[0]?.do({ type: "beginCheckIn" });
  return officers.map(
    (seat) => new Talk(seat, () => leastPause + random() * (mostPause - leastPause)),
  );
}

export type Playing = Readonly<{
  url: string;
  evaluation: EvaluationCase;
  signal: AbortSignal;
  entered: (seat: Seat) => void;
  say: (text: string) => void;
}>;

export type PlayedOn = Readonly<{
  evaluations: number;
  cutShort: number;
  broken: readonly string[];
}>;

/** Plays one evaluation after another, from intake to the verified bundle, until told to end. */
export async function playOn({
  url,
  evaluation,
  signal,
  entered,
  say,
}: Playing): Promise<PlayedOn> {
  const experts = await signInExperts(url);
  let evaluations = 0;
  let cutShort = 0;
  const broken: string[] = [];
  while (!signal.aborted && broken.length === 0) {
    try {
      const { bundle, evaluation: id } = await play(evaluation, 0, {
        url,
        password: DEMO_PASSWORD,
        experts,
        say: () => {},
        media: "none",
        failed: () => {},
        entered,
        patient: true,
      });
      const { ok, checks } = await verifyBundle(bundle);
      const faults = checks.flatMap(({ ok: good, name, detail }) =>
        good ? [] : `${name} ${detail}`,
      );
      if (!ok) broken.push(`${id}: ${faults.join("; ")}`);
      evaluations += 1;
      say(`${id}: played to its end, evidence ${ok ? "verified" : "does not verify"}`);
    } catch (error) {
      if (mayEnd(error)) cutShort += 1;
      else broken.push(`the evaluation broke off: ${String(error)}`);
    }
  }
  return { evaluations, cutShort, broken };
}

async function signInExperts(url: string): Promise<readonly Account[]> {
  const accounts: Account[] = [];
  for (const { login, offices } of demoAccounts)
    if (offices.includes("expert")) accounts.push(await signIn(url, login, DEMO_PASSWORD));
  return accounts;
}
