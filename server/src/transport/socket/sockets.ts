import type { Server as HttpServer } from "node:http";
import { Server, type Socket } from "socket.io";
import { refuse, type Refusal } from "@yuanping/shared/contracts/refusal.ts";
import { handshakeSchema, largestMessage } from "@yuanping/shared/contracts/socket.ts";
import { speak } from "@yuanping/shared/i18n/refusals.ts";
import type { Kysely } from "kysely";
import { resumeSession, sessionById } from "../../identity/sessions.ts";
import type { IdentityTables } from "../../identity/tables.ts";
import type { Clock } from "../../kernel/ports.ts";
import { sessionKeyOf } from "../http/cookies.ts";
import type { Elsewhere } from "./elsewhere.ts";
import { Floods } from "./floods.ts";
import { SessionLines } from "./session-lines.ts";
import type { Gateway, SignedInSocket } from "./gateway.ts";

/** What the transport reads at all; what is between this and `largestMessage` is refused in words. */
const largestFrame = 4 * largestMessage;

/** A server that was cut off without a word is noticed after both together, on either side. */
const pingInterval = 10_000;
const pingTimeout = 8_000;

export type SocketSources = Readonly<{
  db: Kysely<IdentityTables>;
  clock: Clock;
  /** Absent where there is one node only. */
  elsewhere?: () => Elsewhere | undefined;
  onFault: (error: unknown) => void;
  /** Hears of each line that is closed because its owner goes on flooding. */
  flooded: () => void;
}>;

/** Opens the sockets on the HTTP server: only signed-in users, only from our own pages, only bounded messages. */
export function openSockets(http: HttpServer, gateway: Gateway, sources: SocketSources): Server {
  const isOurs = (origin: string | undefined, host: string | undefined): boolean =>
    isOurOrigin(origin, host) || isNodeOrigin(origin, sources.elsewhere?.());
  const io = new Server(http, {
    path: "/socket",
    serveClient: false,
    maxHttpBufferSize: largestFrame,
    pingInterval,
    pingTimeout,
    allowRequest: ({ headers }, decide) => decide(null, isOurs(headers.origin, headers.host)),
  });
  const lines = new SessionLines(sources.db, sources.clock, sources.onFault);
  lines.start();
  http.once("close", () => lines.stop());
  const floods = new Floods();
  io.use((socket, next) => {
    const refused = (refusal: Refusal): void =>
      next(Object.assign(new Error(refusal.code), { data: speak(refusal) }));
    whoIs(socket, sources).then((who) => {
      if (typeof who === "string") {
        refused(refuse(who === "identity.signed-out" ? "forbidden" : "unavailable", who));
        return;
      }
      if (floods.holds(who.userId)) {
        refused(refuse("limited", "message.too-many"));
        return;
      }
      const admits = floods.lineOf(who.userId);
      socket.conn.on("packet", (packet: unknown) => {
        if (admits(sizeOf(packet))) return;
        sources.flooded();
        hangUp(socket);
      });
      gateway.serve(socket, who);
      lines.add(who.sessionId, socket);
      next();
    }, next);
  });
  return io;
}

/** The one who is signed in by the cookie, or by a ticket of another node; otherwise why nobody is. */
async function whoIs(
  socket: Socket,
  { db, clock, elsewhere }: SocketSources,
): Promise<SignedInSocket | "identity.signed-out" | "room.bad-ticket"> {
  const key = sessionKeyOf(socket.request);
  const signedIn = key === undefined ? undefined : await resumeSession(db, key, clock.now());
  const handshake = handshakeSchema.safeParse(socket.handshake.auth);
  const { ticket, secret } = handshake.success ? handshake.data : {};
  const others = elsewhere?.();
  if (ticket === undefined || others === undefined) return signedIn ?? "identity.signed-out";
  const bearer = {
    ...(signedIn === undefined ? {} : { session: signedIn.sessionId }),
    ...(secret === undefined ? {} : { secret }),
  };
  const spent = await others.tickets.spend(ticket, others.nodes.boot, bearer);
  if (spent === undefined) return "room.bad-ticket";
  const who = signedIn ?? (await sessionById(db, spent.session, clock.now()));
  return who === undefined ? "identity.signed-out" : { ...who, sentFor: spent.evaluation };
}

/** Bytes of a packet as the transport hands it over; text counts by its characters. */
function sizeOf(packet: unknown): number {
  if (typeof packet !== "object" || packet === null || !("data" in packet)) return 0;
  const { data } = packet;
  if (typeof data === "string") return data.length;
  return Buffer.isBuffer(data) ? data.byteLength : 0;
}

/** Ends a line without waiting until its other end agrees or has read what it was sent. */
function hangUp(socket: Socket): void {
  socket.disconnect(true);
  socket.conn.close(true);
  socket.request.socket.destroy();
}

/** Browsers name the page's origin; programs name none. Another site's page may not use a visitor's session. */
function isOurOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** A page that came from another node of ours. */
function isNodeOrigin(origin: string | undefined, elsewhere: Elsewhere | undefined): boolean {
  return elsewhere?.nodes.live.some(({ url }) => new URL(url).origin === origin) ?? false;
}
