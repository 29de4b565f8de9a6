import type { IncomingMessage } from "node:http";
import type { Response } from "express";
import { SESSION_MS, type SessionKey } from "../../identity/sessions.ts";

const name = "yuanping_session";

/** The session key that a request's cookie carries, unchecked; undefined when there is none. */
export function sessionKeyOf(request: IncomingMessage): SessionKey | undefined {
  const cookie = request.headers.cookie ?? "";
  const found = /(?:^|;\s*)yuanping_session=([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)(?:;|$)/.exec(cookie);
  const [, id, secret] = found ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** Strict and out of scripts' reach; `secure` where the page was served over TLS. */
export function setSessionCookie(response: Response, { id, secret }: SessionKey): void {
  response.cookie(name, `${id}.${secret}`, {
    httpOnly: true,
    sameSite: "strict",
    secure: response.req.secure,
    maxAge: SESSION_MS,
    path: "/",
  });
}

export function clearSessionCookie(response: Response): void {
  response.clearCookie(name, { path: "/" });
}
