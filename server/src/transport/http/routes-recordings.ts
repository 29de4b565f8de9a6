import { join } from "node:path";
import { Router, type Request, type Response } from "express";
import { refuse } from "@yuanping/shared/contracts/refusal.ts";
import { knows } from "@yuanping/shared/evaluation/knowledge.ts";
import type { EventStore } from "../../kernel/ports.ts";
import { timelineOf } from "../../recording/timeline.ts";
import type { Viewings } from "../../recording/viewings.ts";
import { handling, sendRefusal } from "./refusing.ts";
import { enter, type Entered, type EvaluationSources } from "./routes-evaluations.ts";
import { requireUser } from "./routes-session.ts";

export type RecordingSources = EvaluationSources &
  Readonly<{
    store: EventStore;
    viewings: Viewings;
    /** The folder of all recordings. */
    recordingsFolder: string;
  }>;

/** A closed file's name and nothing else: no folders, and nothing that is still being written. */
const fileName = /^[0-9a-f]{64}\.(?:webm|mkv)$/;
const nothing = refuse("invalid", "recording.unknown");

/** `GET …/recordings` and, in pieces if asked for, `GET …/recordings/FILE`; each viewing is on record first. */
export function recordingRoutes(sources: RecordingSources): Router {
  const router = Router({ mergeParams: true });

  router.get(
    "/:id/recordings",
    handling(async (request, response) => {
      const entered = await enterAsViewer(request, response, sources);
      if (entered === undefined) return;
      await sources.viewings.note({ evaluation: entered.state.id, user: entered.user });
      const timeline = await timelineOf(entered.state, sources.store);
      response.set("cache-control", "no-store").json(timeline);
    }),
  );

  router.get(
    "/:id/recordings/:file",
    handling(async (request, response) => {
      const entered = await enterAsViewer(request, response, sources);
      if (entered === undefined) return;
      const { file } = request.params;
      if (typeof file !== "string" || !fileName.test(file)) {
        sendRefusal(response, nothing, 404);
        return;
      }
      const { id } = entered.state;
      await sources.viewings.note({ evaluation: id, user: entered.user, file });
      const root = join(sources.recordingsFolder, id);
      response.set("cache-control", "private, no-store");
      response.sendFile(file, { root, dotfiles: "deny", cacheControl: false }, (error) => {
        // The file was deleted, or is on another node. An answer that has begun cannot be taken back.
        if (error !== undefined && !response.headersSent) sendRefusal(response, nothing, 404);
      });
    }),
  );

  return router;
}

async function enterAsViewer(
  request: Request,
  response: Response,
  sources: RecordingSources,
): Promise<(Entered & Readonly<{ user: string }>) | undefined> {
  const signedIn = await requireUser(request, response, sources);
  const entered = signedIn && (await enter(request, response, sources));
  if (signedIn === undefined || entered === undefined) return undefined;
  if (knows.recordings(entered.state, entered.viewer)) {
    return { ...entered, user: signedIn.userId };
  }
  sendRefusal(response, refuse("forbidden", "recording.not-yours"));
  return undefined;
}
