import { Router, type Request, type Response } from "express";
import { z } from "zod";
import type { DocumentKept } from "@yuanping/shared/contracts/http.ts";
import { bidIdSchema, digestSchema } from "@yuanping/shared/contracts/ids.ts";
import { refuse } from "@yuanping/shared/contracts/refusal.ts";
import { documentWithheld } from "@yuanping/shared/evaluation/documents/decide.ts";
import type { NotKept } from "../../documents/document-folder.ts";
import type { Viewings } from "../../recording/viewings.ts";
import type { RecordEvent } from "../../registry/record.ts";
import { handling, sendRefusal } from "./refusing.ts";
import { enter, type EvaluationSources } from "./routes-evaluations.ts";
import { requireAgency, requireUser } from "./routes-session.ts";

export type DocumentSources = EvaluationSources &
  Readonly<{ record: RecordEvent; viewings: Viewings }>;

const mebibyte = 1024 * 1024;

/** What the sender says before the bytes; they are counted all the same. */
const uploadSchema = z.object({
  "content-type": z.literal("application/pdf"),
  "content-length": z.coerce.number().int().min(1).optional(),
});

/** A page asks for bytes with this header; a browser that merely follows a link does not, and gets nothing to save. */
const readerSchema = z.object({ "x-yuanping-reader": z.literal("1") });

const addressSchema = z.object({ bid: bidIdSchema, sha256: digestSchema });

/** `POST /api/documents`: an agency brings a document of a bid, before the intake names it by its hash. */
export function uploadRoutes(sources: DocumentSources): Router {
  const router = Router();
  router.post(
    "/",
    handling(async (request, response) => {
      const agency = await requireAgency(request, response, sources);
      if (agency === undefined) return;
      const { documents } = sources;
      const stated = uploadSchema.safeParse(request.headers);
      if (!stated.success) {
        sendNotKept(response, "not-pdf", documents.most);
        return;
      }
      const length = stated.data["content-length"] ?? 0;
      const kept = length > documents.most ? "too-large" : await documents.keep(request);
      if (typeof kept === "string") {
        sendNotKept(response, kept, documents.most);
        return;
      }
      await sources.record({ type: "DocumentKept", data: { ...kept }, actor: agency.userId });
      const answer: DocumentKept = { ...kept, mediaType: "application/pdf" };
      response.status(201).json(answer);
    }),
  );
  return router;
}

function sendNotKept(response: Response, why: NotKept, most: number): void {
  // What is still on its way is not read any more.
  response.set("connection", "close");
  switch (why) {
    case "too-large":
      sendRefusal(
        response,
        refuse("limited", "documents.too-large", { most: Math.floor(most / mebibyte) }),
        413,
      );
      return;
    case "no-room":
      sendRefusal(response, refuse("unavailable", "documents.no-room"), 507);
      return;
    case "incomplete":
      sendRefusal(response, refuse("invalid", "documents.incomplete"));
      return;
    case "not-pdf":
      sendRefusal(response, refuse("invalid", "documents.not-pdf"));
      return;
  }
}

/** `GET …/bids/BID/documents/SHA256`: the bytes, for whoever may read them now and has opened them on record. */
export function documentRoutes(sources: DocumentSources): Router {
  const router = Router({ mergeParams: true });
  router.get(
    "/:id/bids/:bid/documents/:sha256",
    handling(async (request, response) => {
      const signedIn = await requireUser(request, response, sources);
      const entered = signedIn && (await enter(request, response, sources));
      if (signedIn === undefined || entered === undefined) return;
      const wanted = wantedBy(request);
      if (wanted === undefined) {
        sendRefusal(response, refuse("invalid", "documents.unknown"), 404);
        return;
      }
      const withheld = documentWithheld(entered.state, entered.viewer, wanted);
      if (withheld !== undefined) {
        sendRefusal(response, withheld);
        return;
      }
      if (entered.state.stage === "archived") {
        const { id } = entered.state;
        const { sha256: document } = wanted;
        await sources.viewings.note({ evaluation: id, user: signedIn.userId, document });
      }
      await sendDocument(response, wanted.sha256, sources);
    }),
  );
  return router;
}

function wantedBy(request: Request): z.infer<typeof addressSchema> | undefined {
  if (!readerSchema.safeParse(request.headers).success) return undefined;
  const wanted = addressSchema.safeParse(request.params);
  return wanted.success ? wanted.data : undefined;
}

async function sendDocument(
  response: Response,
  sha256: string,
  { documents }: DocumentSources,
): Promise<void> {
  const size = await documents.sizeOf(sha256);
  const bytes = await documents.read(sha256);
  if (bytes === undefined || size === undefined) {
    sendRefusal(response, refuse("unavailable", "documents.not-here"), 404);
    return;
  }
  response.set({
    "content-type": "application/octet-stream",
    "content-length": String(size),
    "cache-control": "private, no-store",
  });
  // An altered file ends the line before all bytes are sent; what has been sent does not have the right hash.
  bytes.on("error", () => response.destroy());
  response.on("close", () => bytes.destroy());
  bytes.pipe(response);
}
