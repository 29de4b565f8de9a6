import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { requests } from "@yuanping/shared/contracts/socket.ts";
import type { Draft } from "../../../client/src/connection/room-connection.ts";
import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { Server, type Socket } from "socket.io";

export const member = "a".repeat(32);

/** The smallest view that the contract allows, saying what was talked of. */
export function viewSaying(...texts: readonly string[]): EvaluationView {
  return {
    evaluation: "eval-1",
    stage: "scoring",
    openedAt: 1,
    me: { person: member, role: "expert", code: "A", status: "admitted", lead: false },
    steps: [],
    tender: {
      number: "T-1",
      title: "智慧园区",
      lot: "1",
      owner: "owner",
      agencyName: "agency",
      subject: "services",
      profile: { id: "T", version: "2025-01-01", name: { zh: "招标投标", en: "Tendering" } },
      recusal: "panel",
    },
    method: {
      items: [{ id: "方案", kind: "subjective", max: "70" }],
      aggregate: { kind: "mean" },
      missing: "refuse",
      price: null,
      rounding: {},
      order: ["total-desc"],
    },
    panelSize: 5,
    members: [],
    election: { round: 1, voted: false, cast: 0 },
    review: { items: [], mine: {} },
    scoring: {},
    seats: [],
    talk: texts.map((text, at) => ({ person: member, role: "expert", text, at })),
    recording: { required: true, mayWatch: false, years: 15 },
    notices: [],
  };
}

type Ack = (reply: unknown) => void;

/** A real server on a free port that speaks the contract, and can be made to misbehave. */
export class RoomServer {
  readonly #http = createServer();
  readonly #io = new Server(this.#http, { path: "/socket" });
  /** Every command as it arrived, in order, repetitions included. */
  readonly arrived: string[] = [];
  readonly carriedOut = new Set<string>();
  readonly said: string[] = [];
  joins = 0;
  version = 0;
  draft: Draft | undefined;
  /** Answers to commands that get lost on the way. */
  loseAnswers = 0;
  refuseJoin: unknown = undefined;
  /** Those who come next and are hung up on before they are answered. */
  hangUps = 0;
  /** Says nothing to whoever asks whether the line still leads anywhere. */
  silent = false;

  static async start(): Promise<RoomServer> {
    const server = new RoomServer();
    server.#io.on("connection", (socket) => server.#serve(socket));
    await new Promise<void>((done) => server.#http.listen(0, "127.0.0.1", done));
    return server;
  }

  get url(): string {
    const address = this.#http.address();
    if (address === null || typeof address === "string") throw new Error("not listening");
    return `http://127.0.0.1:${(address satisfies AddressInfo).port}`;
  }

  /** Sends the next view to everyone. */
  tell(text: string): void {
    this.said.push(text);
    this.version += 1;
    const { talk } = viewSaying(...this.said);
    this.#io.emit("room:change", { version: this.version, set: { talk } });
  }

  /** A view that nobody gets. */
  tellNobody(text: string): void {
    this.said.push(text);
    this.version += 1;
  }

  send(event: string, body: unknown): void {
    this.#io.emit(event, body);
  }

  /** Breaks every connection as a failing network does; clients come back by themselves. */
  cut(): void {
    for (const socket of this.#io.sockets.sockets.values()) socket.conn.close();
  }

  async stop(): Promise<void> {
    await this.#io.close();
  }

  #serve(socket: Socket): void {
    if (this.hangUps > 0) {
      this.hangUps -= 1;
      socket.disconnect(true);
      return;
    }
    socket.on("room:join", (body: unknown, ack: Ack) => {
      requests["room:join"].request.parse(body);
      this.joins += 1;
      if (this.refuseJoin !== undefined) {
        ack({ ok: false, refusal: this.refuseJoin });
        return;
      }
      ack({
        ok: true,
        version: this.version,
        view: viewSaying(...this.said),
        now: Date.now() + 60_000,
      });
    });
    socket.on("room:command", (body: unknown, ack: Ack) => {
      const { id, command } = requests["room:command"].request.parse(body);
      this.arrived.push(id);
      const isNew = !this.carriedOut.has(id);
      this.carriedOut.add(id);
      if (isNew && command.type === "say") this.tell(command.text);
      if (this.loseAnswers > 0) {
        this.loseAnswers -= 1;
        return;
      }
      ack({ ok: true });
    });
    socket.on("clock:now", (_: unknown, ack: Ack) => {
      if (!this.silent) ack({ ok: true, now: Date.now() });
    });
    socket.on("draft:save", (body: unknown, ack: Ack) => {
      const draft = requests["draft:save"].request.parse(body);
      if (draft.revision > (this.draft?.revision ?? 0)) this.draft = draft;
      ack({ ok: true, revision: this.draft?.revision ?? 0 });
    });
    socket.on("draft:load", (_: unknown, ack: Ack) => {
      ack(this.draft === undefined ? { ok: true } : { ok: true, draft: this.draft });
    });
  }
}
