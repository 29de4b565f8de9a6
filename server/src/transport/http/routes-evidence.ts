import { Router, type Request, type Response } from "express";
import { evaluationIdSchema } from "@yuanping/shared/contracts/ids.ts";
import { streamOf } from "@yuanping/shared/contracts/record.ts";
import { refuse } from "@yuanping/shared/contracts/refusal.ts";
import { isOver } from "@yuanping/shared/evaluation/knowledge.ts";
import { joinNotes } from "@yuanping/shared/evidence/checkpoint-list.ts";
import { passScheme } from "@yuanping/shared/evidence/witness-pass.ts";
import { z } from "zod";
import { standingOf } from "../../evaluations/standing.ts";
import type { Pseudonyms } from "../../evaluations/pseudonyms.ts";
import type { OutsideWitnesses } from "../../evidence/outside-witnesses.ts";
import type { StreamProofs } from "../../evidence/stream-proofs.ts";
import type { Rooms } from "../../kernel/rooms.ts";
import type { Evaluations } from "../../registry/evaluations.ts";
import { handling, sendRefusal } from "./refusing.ts";
import { signedInUser, type SessionSources } from "./routes-session.ts";

export type EvidenceSources = SessionSources &
  Readonly<{
    proofs: StreamProofs;
    outsideWitnesses: OutsideWitnesses;
    rooms: Rooms;
    evaluations: Evaluations;
    pseudonyms: Pseudonyms;
    /** The installation's log keys, oldest first, in C2SP form. */
    logKeys: readonly string[];
    /** How each took over from the one before, signed by both. */
    keyChanges: readonly string[];
  }>;

const countSchema = z
  .string()
  .regex(/^(?:0|[1-9][0-9]{0,15})$/)
  .transform(Number)
  .refine(Number.isSafeInteger);
const rangeSchema = z.strictObject({ from: countSchema, to: countSchema });
const placeSchema = z.strictObject({ seq: countSchema });

/** Which stream a request is about; undefined when the refusal has been answered. */
type StreamFinder = (request: Request, response: Response) => Promise<string | undefined>;

/**
 * What an outsider needs to follow a log, as text: `checkpoint` (the newest signed note), `consistency?from=&to=` (one
 * base64 hash a line) and `inclusion?seq=` (a C2SP tlog-proof). An evaluation's are for its own people and the outside
 * witnesses that its tender names while it runs, because sizes tell when things happen in it, and for everybody who knows
 * its id once it is over.
 */
export function evaluationEvidenceRoutes(sources: EvidenceSources): Router {
  const router = Router({ mergeParams: true });
  logRoutes(router, "/:id", sources.proofs, (request, response) =>
    streamFor(request, response, sources),
  );
  return router;
}

/**
 * The installation's own log, for anybody: the `ledger` names every evaluation's stream by its head and nothing else of
 * it, so that none can vanish. `keys` are the verifier keys that its checkpoints, and all others, are signed by, oldest
 * first, and `key-changes` the statements by which each took over, one empty line between two.
 */
export function ledgerRoutes({ proofs, logKeys, keyChanges }: EvidenceSources): Router {
  const router = Router();
  router.get("/keys", (_request, response) => {
    response.type("text/plain").send(logKeys.map((key) => `${key}\n`).join(""));
  });
  router.get("/key-changes", (_request, response) => {
    response.type("text/plain").send(joinNotes(keyChanges));
  });
  logRoutes(router, "", proofs, async () => "ledger");
  return router;
}

function logRoutes(router: Router, base: string, proofs: StreamProofs, find: StreamFinder): void {
  router.get(
    `${base}/checkpoint`,
    handling(async (request, response) => {
      const stream = await find(request, response);
      if (stream !== undefined) sendText(response, await proofs.latest(stream));
    }),
  );
  router.get(
    `${base}/consistency`,
    handling(async (request, response) => {
      const stream = await find(request, response);
      if (stream === undefined) return;
      const range = rangeSchema.safeParse(request.query);
      if (!range.success) sendRefusal(response, malformed);
      else sendText(response, await proofs.consistency(stream, range.data.from, range.data.to));
    }),
  );
  router.get(
    `${base}/inclusion`,
    handling(async (request, response) => {
      const stream = await find(request, response);
      if (stream === undefined) return;
      const place = placeSchema.safeParse(request.query);
      if (!place.success) sendRefusal(response, malformed);
      else sendText(response, await proofs.inclusion(stream, place.data.seq));
    }),
  );
}

const malformed = refuse("invalid", "message.malformed", { path: "query" });

/** Nothing here is secret from whoever got this far, and nothing of it stays true for long. */
function sendText(response: Response, text: string | undefined): void {
  if (text === undefined) sendRefusal(response, refuse("conflict", "record.no-such-head"), 404);
  else response.set("cache-control", "no-store").type("text/plain").send(text);
}

async function streamFor(
  request: Request,
  response: Response,
  sources: EvidenceSources,
): Promise<string | undefined> {
  const id = evaluationIdSchema.safeParse(request.params["id"]);
  // Looked up in the directory first: a stranger's guess must not make us look for a stream.
  const entry = id.success ? await sources.evaluations.byId(id.data) : undefined;
  const seen = entry && (await sources.rooms.look(entry.id));
  if (seen?.ok === false) {
    sendRefusal(response, refuse("unavailable", "record.altered"));
    return undefined;
  }
  const state = seen?.state;
  if (state !== undefined) {
    if (isOver(state.stage)) return streamOf(state.id);
    const signedIn = await signedInUser(request, sources);
    const viewer = signedIn && (await standingOf(state, signedIn.userId, sources.pseudonyms));
    const pass = viewer === undefined ? passOf(request) : undefined;
    const body = pass && (await sources.outsideWitnesses.holderOf(state, pass));
    if (viewer !== undefined || body !== undefined) return streamOf(state.id);
  }
  // Whether an evaluation exists is nothing that strangers may learn.
  sendRefusal(response, refuse("invalid", "room.unknown"), 404);
  return undefined;
}

/** What an outside witness shows in place of a sign-in; undefined where there is none. */
function passOf(request: Request): string | undefined {
  const [scheme, pass] = (request.headers.authorization ?? "").split(" ");
  return scheme === passScheme ? pass : undefined;
}
