import { randomBytes, createHash } from "node:crypto";
import { movedSchema } from "@yuanping/shared/contracts/socket.ts";
import { spokenRefusalSchema } from "@yuanping/shared/contracts/refusal.ts";
import { Manager, type Socket } from "socket.io-client";
import { z } from "zod";
import { targetOf } from "../../client/src/connection/addresses.ts";
import { lazyParser, unread } from "./lazy-parser.ts";

export type WireOptions = Readonly<{
  url: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  /** Hears what the server sends unasked, unread: a JSON array of name and body, perhaps cut. */
  onNotice: (text: string) => void;
  /** The line broke by itself. */
  onLost: (why: string) => void;
}>;

const refusedSchema = z.looseObject({ ok: z.literal(false), refusal: spokenRefusalSchema });
const acceptedSchema = z.looseObject({ ok: z.literal(true) });
const answerSchema = z.discriminatedUnion("ok", [acceptedSchema, refusedSchema]);
export type Answer = z.infer<typeof answerSchema>;

/** How long an answer is waited for, in milliseconds; what has none by then counts as lost. */
export const answerPatience = 30_000;
/** How long a room that is being opened is asked for again. */
const joinTries = 40;
const joinPause = 500;

/** One seat's line: socket.io's own client over a WebSocket, which reads as little as it can. */
export class WireSeat {
  readonly #manager: Manager;
  readonly socket: Socket;
  readonly #secret = randomBytes(16).toString("hex");
  /** How often the room was elsewhere. */
  moves = 0;
  #closed = false;

  constructor(options: WireOptions) {
    this.#manager = new Manager({
      ...targetOf(options.url),
      path: options.path,
      transports: ["websocket"],
      extraHeaders: { ...options.headers },
      autoConnect: false,
      reconnection: false,
      parser: lazyParser,
    });
    this.socket = this.#manager.socket("/");
    this.socket.on(unread, options.onNotice);
    this.socket.on("disconnect", (why) => {
      if (!this.#closed && why !== "io client disconnect") options.onLost(why);
    });
  }

  connect(): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        this.socket.off("connect", connected);
        this.socket.off("connect_error", refused);
      };
      const connected = (): void => {
        settle();
        resolve();
      };
      const refused = (error: Error): void => {
        settle();
        reject(error);
      };
      this.socket.on("connect", connected);
      this.socket.on("connect_error", refused);
      this.socket.connect();
    });
  }

  /** Rejects when there is no answer in time. */
  async ask(name: string, body: unknown): Promise<Answer> {
    const answer: unknown = await this.socket.timeout(answerPatience).emitWithAck(name, body);
    return answerSchema.parse(answer);
  }

  /** Joins a room, wherever it lives. Answers what the join answered. */
  async join(evaluation: string): Promise<Answer> {
    const claim = createHash("sha256").update(this.#secret).digest("hex");
    for (let tries = 0; tries < joinTries; tries += 1) {
      const answer = await this.ask("room:join", { evaluation, claim });
      if (answer.ok) return answer;
      const { code, details, category } = answer.refusal;
      const moved = code === "room.moved" ? movedSchema.safeParse(details) : undefined;
      if (moved?.success === true) await this.#move(moved.data.url, moved.data.ticket);
      else if (category === "unavailable")
        await new Promise((resolve) => setTimeout(resolve, joinPause));
      else throw new Error(`${evaluation} was not joined: ${code}`);
    }
    throw new Error(`${evaluation} was not joined in ${joinTries} tries`);
  }

  close(): void {
    this.#closed = true;
    this.socket.disconnect();
  }

  async #move(url: string, ticket: string): Promise<void> {
    this.moves += 1;
    this.socket.disconnect();
    Object.assign(this.#manager.opts, targetOf(url));
    this.socket.auth = { ticket, secret: this.#secret };
    await this.connect();
    this.socket.auth = {};
  }
}
