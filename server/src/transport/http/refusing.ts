import type { NextFunction, Request, RequestHandler, Response } from "express";
import { refuse, type Refusal, type RefusalCategory } from "@yuanping/shared/contracts/refusal.ts";
import { speak } from "@yuanping/shared/i18n/refusals.ts";
import type { z } from "zod";
import type { FaultLog } from "../socket/answering.ts";
import { correlationOf } from "./request-log.ts";

const statusOf: Readonly<Record<RefusalCategory, number>> = {
  invalid: 400,
  forbidden: 403,
  conflict: 409,
  unavailable: 503,
  limited: 429,
  internal: 500,
};

/** Answers a request with a refusal: the category's status, the code, and the text in both languages. */
export function sendRefusal(response: Response, refusal: Refusal, status?: number): void {
  response.status(status ?? statusOf[refusal.category]).json(speak(refusal));
}

/** Parses a request's body at the door; answers the refusal itself and gives undefined when it is malformed. */
export function parsedBody<Body>(
  schema: z.ZodType<Body>,
  request: Request,
  response: Response,
): Body | undefined {
  const parsed = schema.safeParse(request.body);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join(".") ?? "";
  sendRefusal(response, refuse("invalid", "message.malformed", { path }));
  return undefined;
}

/** An asynchronous handler; what it throws goes to `faults`. */
export function handling(
  handler: (request: Request, response: Response) => Promise<void>,
): RequestHandler {
  return (request, response, next) => {
    handler(request, response).catch(next);
  };
}

/** The last handler: malformed bodies are refused, everything else is logged under its number. */
export function faults(logFault: FaultLog) {
  return (error: unknown, _request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = clientStatus(error);
    if (status === 413) {
      sendRefusal(response, refuse("limited", "message.too-large"), 413);
      return;
    }
    if (status !== undefined) {
      sendRefusal(response, refuse("invalid", "message.malformed", { path: "" }));
      return;
    }
    sendRefusal(response, logFault(error, correlationOf(response)));
  };
}

/** The 4xx status that a body parser gave an error, if any. */
function clientStatus(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("status" in error)) return undefined;
  const { status } = error;
  return typeof status === "number" && status >= 400 && status < 500 ? status : undefined;
}
