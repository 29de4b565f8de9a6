import { raw, Router, type RequestHandler } from "express";
import { photoMost } from "@yuanping/shared/contracts/commands/checkin.ts";
import { digestSchema } from "@yuanping/shared/contracts/ids.ts";
import { refuse } from "@yuanping/shared/contracts/refusal.ts";
import { knows } from "@yuanping/shared/evaluation/knowledge.ts";
import type { Photos } from "../../photos/photos.ts";
import type { Viewings } from "../../recording/viewings.ts";
import { rateLimit } from "./rate-limit.ts";
import { handling, sendRefusal } from "./refusing.ts";
import { enter, type EvaluationSources } from "./routes-evaluations.ts";
import { requireUser } from "./routes-session.ts";

export type PhotoSources = EvaluationSources & Readonly<{ photos: Photos; viewings: Viewings }>;

/** A panel behind one address arrives at once, and some take their photograph again. */
const [burst, perSecond] = [60, 2];

/** Reads the bytes of a photograph; a page of another origin may not send this type without being asked for leave. */
export function photoBody(): RequestHandler {
  return raw({ type: "image/jpeg", limit: photoMost });
}

/** `POST …/photo`: a member's own, from the lobby. `GET …/photos/SHA256`: for host and supervision, and for nobody else. */
export function photoRoutes(sources: PhotoSources): Router {
  const router = Router({ mergeParams: true });
  router.use("/:id/photo", rateLimit(burst, perSecond));

  router.post(
    "/:id/photo",
    handling(async (request, response) => {
      const entered = await enter(request, response, sources);
      if (entered === undefined) return;
      const { state, viewer } = entered;
      if (viewer.role !== "expert") {
        sendRefusal(response, refuse("forbidden", "room.not-permitted"));
        return;
      }
      const body: unknown = request.body;
      if (!Buffer.isBuffer(body)) {
        sendRefusal(response, refuse("invalid", "checkin.photo-unfit"));
        return;
      }
      const found = await sources.rooms.find(state.id);
      if (!found.ok) {
        sendRefusal(response, refuse("unavailable", "room.opening"));
        return;
      }
      const kept = await sources.photos.keep(found.room, viewer.person, body);
      if ("refusal" in kept) sendRefusal(response, kept.refusal);
      else response.status(201).json(kept);
    }),
  );

  router.get(
    "/:id/photos/:sha256",
    handling(async (request, response) => {
      const signedIn = await requireUser(request, response, sources);
      const entered = signedIn && (await enter(request, response, sources));
      if (signedIn === undefined || entered === undefined) return;
      const { state, viewer } = entered;
      if (!knows.photos(state, viewer)) {
        sendRefusal(response, refuse("forbidden", "checkin.photo-not-yours"));
        return;
      }
      const photo = digestSchema.safeParse(request.params["sha256"]);
      const bytes = photo.success ? await sources.photos.read(state, photo.data) : undefined;
      if (!photo.success || bytes === undefined) {
        sendRefusal(response, refuse("invalid", "checkin.photo-gone"), 404);
        return;
      }
      const { userId: user } = signedIn;
      await sources.viewings.note({ evaluation: state.id, user, photo: photo.data });
      response.set("cache-control", "private, no-store").type("jpeg").send(Buffer.from(bytes));
    }),
  );

  return router;
}
