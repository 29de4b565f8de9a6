import { Router } from "express";
import { passwordChangeSchema } from "@yuanping/shared/contracts/http.ts";
import { refuse } from "@yuanping/shared/contracts/refusal.ts";
import { isOver } from "@yuanping/shared/evaluation/knowledge.ts";
import { standingOf } from "../../evaluations/standing.ts";
import { hashPassword } from "../../identity/index.ts";
import { setSessionCookie } from "./cookies.ts";
import { handling, parsedBody, sendRefusal } from "./refusing.ts";
import type { EvaluationSources } from "./routes-evaluations.ts";
import { requireUser } from "./routes-session.ts";

/**
 * `PUT /api/session/password`: a person who is signed in and proves the present password chooses another. Every session of
 * theirs ends; the answer carries a new one. It is on record as `PasswordSet` by the person themselves.
 */
export function passwordRoutes(sources: EvaluationSources): Router {
  const { identity, users, clock } = sources;
  const router = Router();
  router.put(
    "/",
    handling(async (request, response) => {
      const signedIn = await requireUser(request, response, sources);
      if (signedIn === undefined) return;
      const body = parsedBody(passwordChangeSchema, request, response);
      if (body === undefined) return;
      const { userId, user } = signedIn;
      const proof = await identity.verifyPassword(userId, body.password, clock.now());
      if (!proof.ok) {
        sendRefusal(response, proof.refusal);
        return;
      }
      if (isGuessable(body.next, user.login, body.password)) {
        sendRefusal(response, refuse("invalid", "identity.password-guessable"));
        return;
      }
      if (await hasSeat(userId, sources)) {
        sendRefusal(response, refuse("conflict", "identity.drafts-kept"));
        return;
      }
      await users.setPassword(userId, await hashPassword(body.next), userId);
      setSessionCookie(response, await identity.signInAnew(userId, clock.now()));
      response.json({ ok: true });
    }),
  );
  return router;
}

/** What a stranger would try first: the one before, the login in it, one sign again and again. */
function isGuessable(next: string, login: string, present: string): boolean {
  const plain = next.normalize("NFKC").toLowerCase();
  return (
    next.normalize("NFKC") === present.normalize("NFKC") ||
    plain.includes(login.toLowerCase()) ||
    new Set(plain).size < 5
  );
}

/** Whether somebody sits on a panel that is at work: their drafts are sealed under the present password. */
async function hasSeat(
  userId: string,
  { evaluations, rooms, pseudonyms }: EvaluationSources,
): Promise<boolean> {
  for (const { id } of await evaluations.ofUser(userId)) {
    const seen = await rooms.look(id);
    const state = seen.ok ? seen.state : undefined;
    const viewer = state && (await standingOf(state, userId, pseudonyms));
    const isAtWork = state !== undefined && !isOver(state.stage) && state.stage !== "terminated";
    if (isAtWork && viewer?.role === "expert") return true;
  }
  return false;
}
