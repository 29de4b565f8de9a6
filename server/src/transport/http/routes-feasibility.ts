import { Router } from "express";
import { feasibilityRequestSchema } from "@yuanping/shared/contracts/http.ts";
import { feasibility, type FeasibilitySources } from "../../evaluations/feasibility.ts";
import { handling, parsedBody, sendRefusal } from "./refusing.ts";
import { requireAgency, type SessionSources } from "./routes-session.ts";

/** `POST /api/feasibility`: how many panels an intake would leave, for agencies; nobody is named. */
export function feasibilityRoutes(sources: SessionSources & FeasibilitySources): Router {
  const router = Router();
  router.post(
    "/",
    handling(async (request, response) => {
      if ((await requireAgency(request, response, sources)) === undefined) return;
      const asked = parsedBody(feasibilityRequestSchema, request, response);
      if (asked === undefined) return;
      const answer = await feasibility(asked, sources);
      if ("category" in answer) sendRefusal(response, answer);
      else response.json(answer);
    }),
  );
  return router;
}
