import { existsSync } from "node:fs";
import { join } from "node:path";
import express, { type Express } from "express";
import helmet from "helmet";
import type { FaultLog } from "../socket/answering.ts";
import { forwarding } from "./forwarding.ts";
import { faults, sendRefusal } from "./refusing.ts";
import { evaluationRoutes, type EvaluationSources } from "./routes-evaluations.ts";
import { evaluationEvidenceRoutes, ledgerRoutes, type EvidenceSources } from "./routes-evidence.ts";
import { witnessRoutes, type WitnessSources } from "./routes-witness.ts";
import { operationsRoutes, type OperationsSources } from "./routes-operations.ts";
import { numbering, type RequestSeen } from "./request-log.ts";
import { drawRoutes } from "./routes-draw.ts";
import { documentRoutes, uploadRoutes, type DocumentSources } from "./routes-documents.ts";
import { feasibilityRoutes } from "./routes-feasibility.ts";
import { photoBody, photoRoutes, type PhotoSources } from "./routes-photos.ts";
import { recordingRoutes, type RecordingSources } from "./routes-recordings.ts";
import { registryRoutes, type RegistrySources } from "./routes-registry.ts";
import { passwordRoutes } from "./routes-password.ts";
import { sessionRoutes } from "./routes-session.ts";
import { refuse } from "@yuanping/shared/contracts/refusal.ts";

export type AppSources = EvaluationSources &
  RegistrySources &
  EvidenceSources &
  WitnessSources &
  RecordingSources &
  DocumentSources &
  PhotoSources &
  OperationsSources &
  Readonly<{
    /** Addresses and networks of proxies whose word on where a request comes from is taken. */
    trustedProxies: readonly string[];
    seen: (request: RequestSeen) => void;
    /** The address of the node that serves an evaluation, or undefined when that is this one. */
    elsewhereUrl: (evaluation: string) => Promise<string | undefined>;
    /** The built page; without it only the interfaces are served. */
    clientFolder: string;
    logFault: FaultLog;
  }>;

/** An intake with 200 bids and their prices fits; nothing that is sent to us is larger. */
const largestBody = "4mb";

/** The HTTP side: the page, the interfaces under `/api`, and health. */
export function buildApp(sources: AppSources): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", [...sources.trustedProxies]);
  app.use(numbering(sources.seen));
  app.use(helmet({ contentSecurityPolicy: { directives: contentSecurity } }));

  app.use(operationsRoutes(sources));
  app.use("/api", express.json({ limit: largestBody }));
  app.use("/api/documents", uploadRoutes(sources));
  app.use("/api/session/password", passwordRoutes(sources));
  app.use("/api/session", sessionRoutes(sources));
  app.use("/api/evaluations/:id/photo", photoBody());
  app.use("/api/evaluations/:id", forwarding(sources.elsewhereUrl));
  app.use("/api/evaluations", evaluationRoutes(sources));
  app.use("/api/evaluations", evaluationEvidenceRoutes(sources));
  app.use("/api/evaluations", witnessRoutes(sources));
  app.use("/api/evaluations", recordingRoutes(sources));
  app.use("/api/evaluations", documentRoutes(sources));
  app.use("/api/evaluations", photoRoutes(sources));
  app.use("/api/evaluations", drawRoutes(sources));
  app.use("/api/log", ledgerRoutes(sources));
  app.use("/api/registry", registryRoutes(sources));
  app.use("/api/feasibility", feasibilityRoutes(sources));
  app.use("/api", (_request, response) => {
    sendRefusal(response, refuse("invalid", "message.malformed", { path: "" }), 404);
  });
  servePage(app, sources.clientFolder);
  app.use(faults(sources.logFault));
  return app;
}

/**
 * Styles are written into the page by the component library; scripts only ever come from us. Pages are shown in a frame
 * by the page itself alone (the report).
 */
const contentSecurity = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:", "blob:"],
  mediaSrc: ["'self'", "blob:"],
  connectSrc: ["'self'", "ws:", "wss:"],
  workerSrc: ["'self'", "blob:"],
  frameSrc: ["'self'", "blob:"],
  frameAncestors: ["'self'"],
  upgradeInsecureRequests: null,
};

function servePage(app: Express, folder: string): void {
  if (!existsSync(join(folder, "index.html"))) return;
  app.use(express.static(folder, { index: false, maxAge: "1h" }));
  // Every other address belongs to the page's own router.
  app.get(/^\/(?!api\/|socket).*/, (_request, response) => {
    response.sendFile(join(folder, "index.html"), { maxAge: 0 });
  });
}
