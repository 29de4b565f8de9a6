import { Router } from "express";
import type { DrawRecord } from "@yuanping/shared/contracts/http.ts";
import { evaluationIdSchema } from "@yuanping/shared/contracts/ids.ts";
import { refuse } from "@yuanping/shared/contracts/refusal.ts";
import { drawPartySchema, poolLines } from "@yuanping/shared/draw/index.ts";
import { transcriptOf } from "@yuanping/shared/evaluation/ceremony/transcript.ts";
import { isOver } from "@yuanping/shared/evaluation/knowledge.ts";
import { standingOf } from "../../evaluations/standing.ts";
import { handling, sendRefusal } from "./refusing.ts";
import type { EvidenceSources } from "./routes-evidence.ts";
import { signedInUser } from "./routes-session.ts";

/**
 * `GET /api/evaluations/:id/draw`: transcript and pool, under refs alone, so that a party can repeat the draw in its own
 * browser. For the three parties while the evaluation runs, and for everybody who knows its id once it is over.
 */
export function drawRoutes(sources: EvidenceSources): Router {
  const router = Router();
  router.get(
    "/:id/draw",
    handling(async (request, response) => {
      const id = evaluationIdSchema.safeParse(request.params["id"]);
      // Looked up in the directory first: a stranger's guess must not make us look for a stream.
      const entry = id.success ? await sources.evaluations.byId(id.data) : undefined;
      const seen = entry && (await sources.rooms.look(entry.id));
      const state = seen?.ok === true ? seen.state : undefined;
      const signedIn = await signedInUser(request, sources);
      const viewer =
        state && signedIn && (await standingOf(state, signedIn.userId, sources.pseudonyms));
      const isParty = drawPartySchema.safeParse(viewer?.role).success;
      if (state === undefined || (!isOver(state.stage) && !isParty)) {
        sendRefusal(response, refuse("invalid", "room.unknown"), 404);
        return;
      }
      const transcript = transcriptOf(state);
      if (transcript === undefined) {
        sendRefusal(response, refuse("conflict", "draw.not-drawn"));
        return;
      }
      const record: DrawRecord = {
        transcript,
        pool: [...poolLines(state.panel.pool)],
        logKeys: [...sources.logKeys],
      };
      response.set("cache-control", "no-store").json(record);
    }),
  );
  return router;
}
