import { randomUUID } from "node:crypto";
import type { RequestHandler, Response } from "express";

/** One request that was answered. The path has its parameters' names in place of what stood there. */
export type RequestSeen = Readonly<{
  correlation: string;
  method: string;
  path: string;
  status: number;
  ms: number;
}>;

const header = "x-request-id";
/** What a proxy may have named the request by. */
const named = /^[\w-]{8,64}$/;

/**
 * Gives every request a number, that of the proxy before us where it gave one, answers it in `X-Request-Id`, and tells
 * of the request once it is answered. Addresses hold the ids of evaluations and people: what is told is only their form.
 */
export function numbering(seen: (request: RequestSeen) => void): RequestHandler {
  return (request, response, next) => {
    const given = request.headers[header];
    const correlation = typeof given === "string" && named.test(given) ? given : randomUUID();
    const from = performance.now();
    // Routers below take their own part off the path.
    const path = formOf(request.path);
    response.locals["correlation"] = correlation;
    response.setHeader(header, correlation);
    response.on("finish", () => {
      seen({
        correlation,
        method: request.method,
        path,
        status: response.statusCode,
        ms: Math.round(performance.now() - from),
      });
    });
    next();
  };
}

/** The number that `numbering` gave the request of this response. */
export function correlationOf({ locals }: Response): string {
  const { correlation } = locals;
  return typeof correlation === "string" ? correlation : randomUUID();
}

/** What stands in addresses of ours besides ids; an id may look like a word, so that no pattern tells them apart. */
const words: ReadonlySet<string> = new Set(
  (
    "api assets bids bundle checkpoint consistency contradictions cosignatures documents draw evaluation evaluations " +
    "feasibility healthz inclusion intake invitation key-changes keys log metrics password readyz recording recordings registry " +
    "report.html report.json session sign-in socket.io trail verify wall"
  ).split(" "),
);

/** `/api/evaluations/ev-abcdefghij/bundle` becomes `/api/evaluations/:/bundle`: only known words stay. */
export function formOf(path: string): string {
  return path
    .split("/")
    .map((part) => (part === "" || words.has(part) ? part : ":"))
    .join("/")
    .slice(0, 200);
}
