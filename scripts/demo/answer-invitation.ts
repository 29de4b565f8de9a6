import type { InvitationAnswer } from "@yuanping/shared/contracts/http.ts";
import { newCommandId } from "../../client/src/connection/command.ts";
import type { Account } from "./account.ts";

const pause = 250;
const tries = 240;

/** An expert's answer, as the home page gives it; tries again while the server is out of reach. */
export async function answerInvitation(
  account: Account,
  evaluation: string,
  command: InvitationAnswer["command"],
): Promise<void> {
  const answer = { id: newCommandId(), command };
  for (let count = 0; count < tries; count += 1) {
    const given = await account.http.answerInvitation(evaluation, answer);
    if (given.ok) return;
    if (given.refusal.category !== "unavailable")
      throw new Error(`${account.login} ${command.type}: ${given.refusal.code}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error(`${account.login} could not answer the invitation`);
}

/** Whether the evaluation stands in the account's own list, waiting for an answer. */
export async function isAsked(account: Account, evaluation: string): Promise<boolean> {
  const listed = await account.http.evaluations();
  if (!listed.ok) throw new Error(listed.refusal.en);
  const own = listed.value.evaluations.find((entry) => entry.evaluation === evaluation);
  return own?.invitation !== undefined && own.invitation.answer === undefined;
}
