import { randomUUID } from "node:crypto";
import { io, type ManagerOptions, type Socket, type SocketOptions } from "socket.io-client";
import { z } from "zod";
import { spokenRefusalSchema } from "@yuanping/shared/contracts/refusal.ts";
import type { Account } from "../../scripts/demo/account.ts";
import { atEnd } from "./server-process.ts";

const answerSchema = z.union([
  z.looseObject({ ok: z.literal(true) }),
  z.strictObject({ ok: z.literal(false), refusal: spokenRefusalSchema }),
]);
export type WireAnswer = z.infer<typeof answerSchema>;

/** A frozen database is given up on after half a minute, later on a busy machine: nobody asked waits shorter. */
const patienceMs = 90_000;

/** A socket without the product's client around it, to send whatever one likes. */
export function bareSocket(
  url: string,
  options: Partial<ManagerOptions & SocketOptions> = {},
): Socket {
  const socket = io(url, {
    path: "/socket",
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    ...options,
  });
  atEnd(() => socket.disconnect());
  return socket;
}

/** A connected socket of someone who is signed in. */
export async function connected(account: Account): Promise<Socket> {
  const socket = bareSocket(account.url, { extraHeaders: { cookie: account.cookie } });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return socket;
}

/** A connected socket that has joined the room. */
export async function joined(account: Account, evaluation: string): Promise<Socket> {
  const socket = await connected(account);
  const answer = await request(socket, "room:join", { evaluation });
  if (!answer.ok) throw new Error(`${account.login} did not join: ${answer.refusal.code}`);
  return socket;
}

/** Sends one request and gives the parsed answer, whatever was asked. */
export async function request(socket: Socket, name: string, payload: unknown): Promise<WireAnswer> {
  return answerSchema.parse(await socket.timeout(patienceMs).emitWithAck(name, payload));
}

/** The code of a refusal, or `ok`. */
export async function codeOf(answer: Promise<WireAnswer> | WireAnswer): Promise<string> {
  const settled = await answer;
  return settled.ok ? "ok" : settled.refusal.code;
}

/** Sends one command under an id of its own unless one is given. */
export function command(
  socket: Socket,
  body: Readonly<Record<string, unknown>>,
  { id = randomUUID(), password }: Readonly<{ id?: string; password?: string }> = {},
): Promise<WireAnswer> {
  const proof = password === undefined ? {} : { password };
  return request(socket, "room:command", { id, command: body, ...proof });
}
