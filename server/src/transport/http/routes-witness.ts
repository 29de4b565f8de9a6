import { Router, type Request, type Response } from "express";
import {
  outsideContradictionSchema,
  outsideCosignatureSchema,
} from "@yuanping/shared/contracts/http.ts";
import { evaluationIdSchema } from "@yuanping/shared/contracts/ids.ts";
import { systemActor } from "@yuanping/shared/contracts/record.ts";
import { refuse } from "@yuanping/shared/contracts/refusal.ts";
import type { Evaluation } from "@yuanping/shared/evaluation/index.ts";
import { parseNote, TlogError, type Note } from "@yuanping/shared/tlog/index.ts";
import { partyFault, type OwnLog } from "../../evaluations/party-door.ts";
import type { OutsideWitnesses } from "../../evidence/outside-witnesses.ts";
import type { Random } from "../../kernel/ports.ts";
import type { Rooms } from "../../kernel/rooms.ts";
import type { Evaluations } from "../../registry/evaluations.ts";
import { rateLimit } from "./rate-limit.ts";
import { handling, parsedBody, sendRefusal } from "./refusing.ts";

export type WitnessSources = Readonly<{
  outsideWitnesses: OutsideWitnesses;
  rooms: Rooms;
  evaluations: Evaluations;
  random: Random;
  /** What heads are compared with. */
  log: OwnLog;
}>;

/** A body cosigns about once a minute; an office full of them behind one address still gets through. */
const [burst, perSecond] = [30, 1];

/**
 * What the outside bodies that a tender names send: heads that they cosigned, and contradictions that they were shown.
 * Their signatures are all the sign-in they need. Twice has one effect.
 */
export function witnessRoutes(sources: WitnessSources): Router {
  const { outsideWitnesses, rooms, random, log } = sources;
  const router = Router({ mergeParams: true });
  router.use(["/:id/cosignatures", "/:id/contradictions"], rateLimit(burst, perSecond));

  router.post(
    "/:id/cosignatures",
    handling(async (request, response) => {
      const body = parsedBody(outsideCosignatureSchema, request, response);
      if (body === undefined) return;
      const note = readNote(body.note);
      if (note === undefined) {
        sendRefusal(response, refuse("invalid", "witness.bad-note"));
        return;
      }
      const state = await stateFor(request, response, sources);
      if (state === undefined) return;
      const refusal = await outsideWitnesses.cosign(state, note);
      if (refusal === undefined) response.status(204).end();
      else if (refusal.code === "witness.not-named") sendUnknown(response);
      else sendRefusal(response, refusal);
    }),
  );

  router.post(
    "/:id/contradictions",
    handling(async (request, response) => {
      const body = parsedBody(outsideContradictionSchema, request, response);
      if (body === undefined) return;
      const state = await stateFor(request, response, sources);
      if (state === undefined) return;
      const { pass, ...heads } = body;
      const outside = await outsideWitnesses.holderOf(state, pass);
      if (outside === undefined) {
        sendUnknown(response);
        return;
      }
      const command = { type: "reportFork" as const, ...heads, outside };
      const fault = await partyFault(command, state, "system", log);
      const found = await rooms.find(state.id);
      if (fault !== undefined) sendRefusal(response, fault);
      else if (!found.ok) sendRefusal(response, refuse("unavailable", "room.opening"));
      else {
        const receipt = await found.room.send({ id: random.id(), command, actor: systemActor });
        const known = receipt.ok || receipt.refusal.code === "witness.fork-known";
        if (known) response.status(204).end();
        else sendRefusal(response, receipt.refusal);
      }
    }),
  );

  return router;
}

/** Before anything is looked up: what is no note is the same for every evaluation. */
function readNote(text: string): Note | undefined {
  try {
    return parseNote(text);
  } catch (error) {
    if (error instanceof TlogError) return undefined;
    throw error;
  }
}

/** Whether there is such an evaluation is nothing that anyone may learn whom it does not name. */
function sendUnknown(response: Response): void {
  sendRefusal(response, refuse("invalid", "room.unknown"), 404);
}

async function stateFor(
  request: Request,
  response: Response,
  { evaluations, rooms }: WitnessSources,
): Promise<Evaluation | undefined> {
  const id = evaluationIdSchema.safeParse(request.params["id"]);
  const entry = id.success ? await evaluations.byId(id.data) : undefined;
  const seen = entry && (await rooms.look(entry.id));
  if (seen?.ok === false) {
    sendRefusal(response, refuse("unavailable", "record.altered"));
    return undefined;
  }
  if (seen?.state !== undefined) return seen.state;
  sendUnknown(response);
  return undefined;
}
