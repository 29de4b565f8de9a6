import type { Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import { refuse } from "@yuanping/shared/contracts/refusal.ts";
import { largestMessage } from "@yuanping/shared/contracts/socket.ts";
import { speak } from "@yuanping/shared/i18n/refusals.ts";
import type { Kysely } from "kysely";
import { resumeSession } from "../../identity/sessions.ts";
import type { IdentityTables } from "../../identity/tables.ts";
import type { Clock } from "../../kernel/ports.ts";
import { sessionKeyOf } from "../http/cookies.ts";
import type { Gateway } from "./gateway.ts";

/** What the transport reads at all; what is between this and `largestMessage` is refused in words. */
const largestFrame = 4 * largestMessage;

/** Opens the sockets on the HTTP server: only signed-in users, only from our own pages, only bounded messages. */
export function openSockets(
  http: HttpServer,
  gateway: Gateway,
  { db, clock }: Readonly<{ db: Kysely<IdentityTables>; clock: Clock }>,
): Server {
  const io = new Server(http, {
    path: "/socket",
    serveClient: false,
    maxHttpBufferSize: largestFrame,
    allowRequest: (request, decide) => {
      decide(null, isOurOrigin(request.headers.origin, request.headers.host));
    },
  });
  io.use((socket, next) => {
    const key = sessionKeyOf(socket.request);
    const signedIn =
      key === undefined ? Promise.resolve(undefined) : resumeSession(db, key, clock.now());
    signedIn.then((who) => {
      if (who === undefined) {
        const error = Object.assign(new Error("identity.signed-out"), {
          data: speak(refuse("forbidden", "identity.signed-out")),
        });
        next(error);
        return;
      }
      gateway.serve(socket, who);
      next();
    }, next);
  });
  return io;
}

/** Browsers name the page's origin; programs name none. Another site's page may not use a visitor's session. */
function isOurOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
