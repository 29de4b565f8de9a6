import { timingSafeEqual } from "node:crypto";
import { Router, type Request } from "express";
import type { Health } from "@yuanping/shared/contracts/http.ts";
import { handling } from "./refusing.ts";

export type OperationsSources = Readonly<{
  health: () => Promise<Health>;
  /** Why no more people should be led to this node; undefined while they may be. */
  unready: () => Promise<string | undefined>;
  metrics: Readonly<{ contentType: string; text(): Promise<string> }>;
  /** Who may read the metrics from elsewhere than this machine; nobody where there is none. */
  metricsToken: string | undefined;
}>;

/**
 * What those who run the machine ask: `/healthz` whether this node can do its work, `/readyz` whether a balancer should
 * lead people to it, and `/metrics` in Prometheus' format, for this machine itself or with the token.
 */
export function operationsRoutes({
  health,
  unready,
  metrics,
  metricsToken,
}: OperationsSources): Router {
  const router = Router();
  router.get(
    "/healthz",
    handling(async (_request, response) => {
      const found = await health();
      response.status(found.status === "ok" ? 200 : 503).json(found);
    }),
  );
  router.get(
    "/readyz",
    handling(async (_request, response) => {
      const why = await unready();
      if (why === undefined) response.json({ ready: true });
      else response.status(503).json({ ready: false, why });
    }),
  );
  router.get(
    "/metrics",
    handling(async (request, response) => {
      if (!mayRead(request, metricsToken)) {
        response.status(403).type("text/plain").send("not from here, or not with this token\n");
        return;
      }
      response.type(metrics.contentType).send(await metrics.text());
    }),
  );
  return router;
}

function mayRead({ headers, socket }: Request, token: string | undefined): boolean {
  if (token !== undefined) return isSame(headers.authorization ?? "", `Bearer ${token}`);
  // Through a proxy on this machine everybody would come from here.
  const isProxied = headers["x-forwarded-for"] !== undefined || headers.forwarded !== undefined;
  return !isProxied && /^(::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? "");
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
