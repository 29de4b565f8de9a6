import { Router, type Request, type Response } from "express";
import {
  intakeSchema,
  invitationAnswerSchema,
  type EvaluationSummary,
} from "@yuanping/shared/contracts/http.ts";
import { evaluationIdSchema } from "@yuanping/shared/contracts/ids.ts";
import { refuse } from "@yuanping/shared/contracts/refusal.ts";
import type { Evaluation, Viewer } from "@yuanping/shared/evaluation/index.ts";
import { ownInvitation } from "@yuanping/shared/evaluation/invitation/view.ts";
import { isOver, knows } from "@yuanping/shared/evaluation/knowledge.ts";
import { renderReport } from "@yuanping/shared/evaluation/report/render.ts";
import { canonicalize } from "@yuanping/shared/tlog/index.ts";
import { standingOf } from "../../evaluations/standing.ts";
import { answerInvitation } from "../../evaluations/answering-invitations.ts";
import { takeIn, type IntakeSources } from "../../evaluations/intake.ts";
import { streamOf } from "@yuanping/shared/contracts/record.ts";
import type { EventStore } from "../../kernel/ports.ts";
import { handling, parsedBody, sendRefusal } from "./refusing.ts";
import { requireUser, type SessionSources } from "./routes-session.ts";

export type EvaluationSources = SessionSources &
  IntakeSources &
  Readonly<{ store: EventStore; exportBundle: (evaluation: string) => Promise<Uint8Array> }>;

export type Entered = Readonly<{ state: Evaluation; viewer: Viewer }>;

/** `/api/evaluations`: lists, intake, and what an evaluation leaves behind. */
export function evaluationRoutes(sources: EvaluationSources): Router {
  const router = Router();

  router.get(
    "/",
    handling(async (request, response) => {
      const signedIn = await requireUser(request, response, sources);
      if (signedIn === undefined) return;
      response.json({ evaluations: await summariesFor(signedIn.userId, sources) });
    }),
  );

  router.post(
    "/",
    handling(async (request, response) => {
      const signedIn = await requireUser(request, response, sources);
      if (signedIn === undefined) return;
      const intake = parsedBody(intakeSchema, request, response);
      if (intake === undefined) return;
      const outcome = await takeIn(intake, signedIn.user, signedIn.sessionId, sources);
      if (outcome.ok) response.status(201).json({ evaluation: outcome.evaluation });
      else sendRefusal(response, outcome.refusal);
    }),
  );

  router.post(
    "/:id/invitation",
    handling(async (request, response) => {
      const signedIn = await requireUser(request, response, sources);
      if (signedIn === undefined) return;
      const answer = parsedBody(invitationAnswerSchema, request, response);
      if (answer === undefined) return;
      const receipt = await answerInvitation(request.params["id"], signedIn, answer, sources);
      if (receipt.ok) response.json({ ok: true });
      else
        sendRefusal(
          response,
          receipt.refusal,
          receipt.refusal.code === "room.unknown" ? 404 : undefined,
        );
    }),
  );

  router.get(
    ["/:id/report.html", "/:id/report.json"],
    handling(async (request, response) => {
      const entered = await enter(request, response, sources);
      if (entered === undefined) return;
      const { viewer, state } = entered;
      const { issued } = state.report;
      if (issued === undefined || !knows.result(state, viewer)) {
        sendRefusal(response, refuse("conflict", "report.not-issued"));
        return;
      }
      if (request.path.endsWith(".html")) response.type("html").send(renderReport(issued.report));
      else response.type("json").send(canonicalize(issued.report));
    }),
  );

  router.get(
    "/:id/trail",
    handling(async (request, response) => {
      const entered = await enterWhenOver(request, response, sources);
      if (entered === undefined) return;
      response.type("application/x-ndjson");
      for await (const line of linesOf(entered.state.id, sources.store))
        response.write(`${line}\n`);
      response.end();
    }),
  );

  router.get(
    "/:id/bundle",
    handling(async (request, response) => {
      const entered = await enterWhenOver(request, response, sources);
      if (entered === undefined) return;
      const { id } = entered.state;
      const bundle = await sources.exportBundle(id);
      response.type("zip").attachment(`${id}.evidence.zip`).send(Buffer.from(bundle));
    }),
  );

  return router;
}

async function summariesFor(
  userId: string,
  { evaluations, rooms, pseudonyms }: EvaluationSources,
): Promise<readonly EvaluationSummary[]> {
  const summaries: EvaluationSummary[] = [];
  for (const { id } of await evaluations.ofUser(userId)) {
    const seen = await rooms.look(id);
    const state = seen.ok ? seen.state : undefined;
    const viewer = state && (await standingOf(state, userId, pseudonyms));
    if (state === undefined || viewer === undefined) continue;
    const { number, title, lot } = state.tender;
    summaries.push({
      evaluation: id,
      ...(knows.project(state, viewer)
        ? { number, title, lot }
        : { number: "", title: "", lot: "", withheld: true }),
      ...ownInvitation(state, viewer),
      stage: state.stage,
      paused: state.supervision.paused !== undefined,
      role: viewer.role,
      openedAt: state.openedAt,
    });
  }
  return summaries;
}

/** The evaluation of the request, for someone who has a place in it; answers the refusal itself otherwise. */
export async function enter(
  request: Request,
  response: Response,
  sources: EvaluationSources,
): Promise<Entered | undefined> {
  const signedIn = await requireUser(request, response, sources);
  if (signedIn === undefined) return undefined;
  const id = evaluationIdSchema.safeParse(request.params["id"]);
  const seen = id.success ? await sources.rooms.look(id.data) : undefined;
  const state = seen?.ok === true ? seen.state : undefined;
  const viewer = state && (await standingOf(state, signedIn.userId, sources.pseudonyms));
  if (state !== undefined && viewer !== undefined) return { state, viewer };
  // Whether an evaluation exists is nothing that strangers may learn.
  sendRefusal(response, refuse("invalid", "room.unknown"), 404);
  return undefined;
}

/** As above, for the whole record, which opens when the evaluation is over. */
async function enterWhenOver(
  request: Request,
  response: Response,
  sources: EvaluationSources,
): Promise<Entered | undefined> {
  const entered = await enter(request, response, sources);
  if (entered === undefined || isOver(entered.state.stage)) return entered;
  sendRefusal(response, refuse("conflict", "trail.not-yet"));
  return undefined;
}

async function* linesOf(evaluation: string, store: EventStore): AsyncIterable<string> {
  for await (const { body } of store.read(streamOf(evaluation))) yield body;
}
