import { Router, type Request, type Response } from "express";
import { signInSchema, type SessionView } from "@yuanping/shared/contracts/http.ts";
import { refuse } from "@yuanping/shared/contracts/refusal.ts";
import { closeSession, resumeSession, type SignedIn } from "../../identity/sessions.ts";
import type { Identity } from "../../identity/sign-in.ts";
import type { IdentityTables } from "../../identity/tables.ts";
import type { Clock } from "../../kernel/ports.ts";
import type { User } from "../../registry/user.ts";
import type { Users } from "../../registry/users.ts";
import type { Kysely } from "kysely";
import { clearSessionCookie, sessionKeyOf, setSessionCookie } from "./cookies.ts";
import { handling, parsedBody, sendRefusal } from "./refusing.ts";

export type SessionSources = Readonly<{
  db: Kysely<IdentityTables>;
  identity: Identity;
  users: Users;
  clock: Clock;
}>;

export type SignedInUser = SignedIn & Readonly<{ user: User }>;

/** Who is signed in by the request's cookie; undefined when nobody is. */
export async function signedInUser(
  request: Request,
  { db, users, clock }: SessionSources,
): Promise<SignedInUser | undefined> {
  const key = sessionKeyOf(request);
  const signedIn = key && (await resumeSession(db, key, clock.now()));
  const user = signedIn && (await users.byId(signedIn.userId));
  return signedIn === undefined || user === undefined ? undefined : { ...signedIn, user };
}

/** As above, and answers 401 itself when nobody is. */
export async function requireUser(
  request: Request,
  response: Response,
  sources: SessionSources,
): Promise<SignedInUser | undefined> {
  const signedIn = await signedInUser(request, sources);
  if (signedIn !== undefined) return signedIn;
  sendRefusal(response, refuse("forbidden", "identity.signed-out"), 401);
  return undefined;
}

/** As above, and answers 403 itself when that is no agency. */
export async function requireAgency(
  request: Request,
  response: Response,
  sources: SessionSources,
): Promise<SignedInUser | undefined> {
  const signedIn = await requireUser(request, response, sources);
  if (signedIn === undefined || signedIn.user.offices.includes("agency")) return signedIn;
  sendRefusal(response, refuse("forbidden", "identity.not-in-office"));
  return undefined;
}

/** `POST`, `GET` and `DELETE /api/session`. */
export function sessionRoutes(sources: SessionSources): Router {
  const { db, identity, users, clock } = sources;
  const router = Router();

  router.post(
    "/",
    handling(async (request, response) => {
      const body = parsedBody(signInSchema, request, response);
      if (body === undefined) return;
      const attempt = { ...body, address: request.ip ?? "", at: clock.now() };
      const outcome = await identity.signIn(attempt);
      if (!outcome.ok) {
        sendRefusal(response, outcome.refusal);
        return;
      }
      const user = await users.byId(outcome.userId);
      if (user === undefined) throw new Error("a user who has just signed in is gone");
      setSessionCookie(response, outcome.session);
      response.json(sessionView(user));
    }),
  );

  router.get(
    "/",
    handling(async (request, response) => {
      const signedIn = await requireUser(request, response, sources);
      if (signedIn !== undefined) response.json(sessionView(signedIn.user));
    }),
  );

  router.delete(
    "/",
    handling(async (request, response) => {
      const key = sessionKeyOf(request);
      const signedIn = key && (await resumeSession(db, key, clock.now()));
      if (signedIn !== undefined) await closeSession(db, signedIn.sessionId);
      clearSessionCookie(response);
      response.status(204).end();
    }),
  );

  return router;
}

function sessionView({ id, name, login, offices }: User): SessionView {
  return {
    user: {
      id,
      name,
      login,
      offices: offices.filter((office) => office !== "expert"),
      expert: offices.includes("expert"),
    },
  };
}
