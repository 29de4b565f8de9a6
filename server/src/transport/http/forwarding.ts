import type { Request, RequestHandler, Response } from "express";
import { refuse } from "@yuanping/shared/contracts/refusal.ts";
import { sendRefusal } from "./refusing.ts";

/** Says that a request comes from another node, which believed that the room is here. It is not sent on once more. */
const mark = "x-yuanping-forwarded";
const patience = 15_000;

/**
 * Carries what is to change an evaluation to the node that serves it, with the sender's own cookie, so that any node may
 * be asked. What only reads is answered by whoever was asked, from the record.
 *
 * @param elsewhere the address of the node that serves an evaluation, or undefined when that is this one
 */
export function forwarding(
  elsewhere: (evaluation: string) => Promise<string | undefined>,
): RequestHandler {
  return (request, response, next) => {
    if (request.method === "GET" || request.headers[mark] !== undefined) {
      next();
      return;
    }
    elsewhere(String(request.params["id"])).then((url) => {
      if (url === undefined) next();
      else return forward(url, request, response);
    }, next);
  };
}

async function forward(url: string, request: Request, response: Response): Promise<void> {
  const answer = await ask(url, request).catch(() => undefined);
  if (answer === undefined) {
    sendRefusal(response, refuse("unavailable", "room.opening"));
    return;
  }
  const type = answer.headers.get("content-type") ?? "application/json";
  response
    .status(answer.status)
    .type(type)
    .send(Buffer.from(await answer.arrayBuffer()));
}

function ask(
  url: string,
  { originalUrl, method, headers, body }: Request,
): ReturnType<typeof fetch> {
  const bytes: unknown = body;
  const sent = Buffer.isBuffer(bytes)
    ? { type: headers["content-type"] ?? "application/octet-stream", body: new Uint8Array(bytes) }
    : { type: "application/json", body: JSON.stringify(bytes ?? {}) };
  return fetch(new URL(originalUrl, url), {
    method,
    headers: {
      [mark]: "1",
      "content-type": sent.type,
      ...(headers.cookie === undefined ? {} : { cookie: headers.cookie }),
    },
    body: sent.body,
    signal: AbortSignal.timeout(patience),
  });
}
