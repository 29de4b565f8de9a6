import { systemClock } from "../../server/src/adapters/system.ts";
import { MediasoupPlane } from "../../server/src/adapters/mediasoup/plane.ts";
import { EvaluationRoom } from "../../server/src/kernel/evaluation-room.ts";
import { Gateway } from "../../server/src/transport/socket/gateway.ts";
import { News } from "../../server/src/transport/socket/news.ts";
import { RoomSocket } from "../../server/src/transport/socket/room-socket.ts";
import type { Socket } from "socket.io";
import type { Evaluation } from "@yuanping/shared/evaluation/index.ts";
import { knows } from "@yuanping/shared/evaluation/knowledge.ts";
import { codesOf } from "@yuanping/shared/evaluation/panel/state.ts";
import type { EventType } from "@yuanping/shared/contracts/events/index.ts";
import type { EventRecord } from "@yuanping/shared/contracts/record.ts";

/** A fault put into the running server, and how to take it out again. */
export type Leak = Readonly<{
  name: string;
  /**
   * Between which courses it must be noticed: other doings of peers, the same number of sheets of other authors, or other
   * sheets that a rollback kept.
   */
  shows: "peers" | "authors" | "rollbacks";
  /** Where it is noticed, if not by the sockets alone. Asking everything over HTTP takes longest. */
  over?: "sockets-and-http";
  putIn: () => () => void;
}>;

/** Replaces one method of an object by what is made of it; answers how to put the old one back. */
function replaced<T extends object, K extends keyof T>(
  target: T,
  key: K,
  valueFrom: (method: T[K]) => T[K],
) {
  const before = Object.getOwnPropertyDescriptor(target, key);
  const value = valueFrom(target[key]);
  Object.defineProperty(target, key, { value, configurable: true, writable: true });
  return () => {
    if (before !== undefined) Object.defineProperty(target, key, before);
  };
}

/** Lets the members' and officers' views be computed from another state than the room's. */
function seenAs(other: (state: Evaluation) => Evaluation): () => void {
  const back = [
    replaced(
      RoomSocket.prototype,
      "show",
      (show) =>
        function leaky(this: RoomSocket, state, names) {
          show.call(this, other(state), names);
        },
    ),
    replaced(
      RoomSocket.prototype,
      "snapshot",
      (snapshot) =>
        function leaky(this: RoomSocket, state, names) {
          return snapshot.call(this, other(state), names);
        },
    ),
  ];
  return () => back.forEach((undo) => undo());
}

/** The state with something written where everybody reads. */
function titled(state: Evaluation, text: string): Evaluation {
  return { ...state, tender: { ...state.tender, title: `${state.tender.title} ${text}` } };
}

const sheetsOf = (state: Evaluation) => Object.entries(state.scoring.submitted);

/** Tells those who watch a line for every submission, or for every event of another kind. */
function submissionsTold(
  textOf: (state: Evaluation, record: EventRecord) => string,
  type: EventType = "SheetSubmitted",
): () => void {
  return replaced(
    RoomSocket.prototype,
    "tell",
    (tell) =>
      function leaky(this: RoomSocket, state, records) {
        tell.call(this, state, records);
        for (const record of records) {
          if (record.event.type !== type || !this.watches) continue;
          const { seq, at } = record;
          const details = { text: textOf(state, record) };
          this.notify("room:feed", {
            lines: [{ seq, at, type: "Noted", role: "system", details }],
          });
        }
      },
  );
}

/** Hears of every draft that is saved, with all sockets of the server. */
function draftsHeard(heard: (draft: object, author: Socket, all: Iterable<Socket>) => void) {
  const sockets = new Set<Socket>();
  return replaced(
    Gateway.prototype,
    "serve",
    (serve) =>
      function leaky(this: Gateway, socket, who) {
        serve.call(this, socket, who);
        sockets.add(socket);
        socket.on("disconnect", () => sockets.delete(socket));
        socket.on("draft:save", (draft: object) => heard(draft, socket, sockets));
      },
  );
}

/** Tells those who hear that the stage is another how many events the record has. */
function newsCounting(): () => void {
  const greeted: Readonly<{ userId: string; say: (size: number) => void }>[] = [];
  let size = 0;
  const back = [
    replaced(
      RoomSocket.prototype,
      "show",
      (show) =>
        function leaky(this: RoomSocket, state, names) {
          size = state.size;
          show.call(this, state, names);
        },
    ),
    replaced(
      News.prototype,
      "greet",
      (greet) =>
        function leaky(this: News, socket, userId) {
          greet.call(this, socket, userId);
          greeted.push({ userId, say: (version) => socket.emit("centre:news", { version }) });
        },
    ),
    replaced(
      News.prototype,
      "tell",
      (tell) =>
        function leaky(this: News, evaluation, users) {
          for (const { userId, say } of greeted) if (users.includes(userId)) say(size);
          tell.call(this, evaluation, users);
        },
    ),
  ];
  return () => back.forEach((undo) => undo());
}

export const leaks: readonly Leak[] = [
  {
    name: "members see how many sheets are in",
    shows: "peers",
    putIn: () => replaced(knows, "progress", () => () => true),
  },
  {
    name: "a view says which members have submitted",
    shows: "authors",
    putIn: () =>
      seenAs((state) =>
        titled(
          state,
          sheetsOf(state)
            .map(([person]) => person)
            .join(),
        ),
      ),
  },
  {
    name: "a view holds every sheet's commitment",
    shows: "peers",
    putIn: () =>
      seenAs((state) =>
        titled(
          state,
          sheetsOf(state)
            .map(([, { commitment }]) => commitment)
            .join(),
        ),
      ),
  },
  {
    name: "everybody is sent an update at every change, with nothing new in it",
    shows: "peers",
    putIn: () =>
      replaced(
        RoomSocket.prototype,
        "show",
        () =>
          function leaky(this: RoomSocket, state, names) {
            const { version, view } = this.snapshot(state, names);
            this.notify("room:change", { version, set: { ...view } });
          },
      ),
  },
  {
    name: "members are sent the record's head as it grows",
    shows: "peers",
    putIn: () =>
      replaced(
        RoomSocket.prototype,
        "showHead",
        () =>
          function leaky(this: RoomSocket, head) {
            this.notify("room:head", head);
          },
      ),
  },
  {
    name: "the feed says whose sheet came in",
    shows: "authors",
    putIn: () =>
      submissionsTold(
        (state, { actor }) =>
          `"code":"${codesOf(state.panel).get(actor.person) ?? ""}" ${actor.person}`,
      ),
  },
  {
    name: "the feed says how long a sealed sheet is",
    shows: "authors",
    putIn: () =>
      submissionsTold((_, { event }) =>
        String(event.type === "SheetSubmitted" ? event.sealed.ciphertext.length : 0),
      ),
  },
  {
    name: "the feed says who asked for time",
    shows: "authors",
    putIn: () => submissionsTold((_, { actor }) => actor.person, "TimeAskedFor"),
  },
  {
    name: "a view says who asked for time",
    shows: "authors",
    putIn: () => seenAs((state) => titled(state, state.scoring.time.asked.join())),
  },
  {
    name: "a request to go back says how many sheets are in",
    shows: "rollbacks",
    putIn: () =>
      seenAs((state) =>
        state.reopening.pending === undefined
          ? state
          : titled(state, String(sheetsOf(state).length)),
      ),
  },
  {
    name: "the news of a changed stage count the record's events",
    shows: "rollbacks",
    putIn: newsCounting,
  },
  {
    name: "members see which sheets a rollback kept, before there is a result",
    shows: "rollbacks",
    putIn: () => replaced(knows, "result", () => () => true),
  },
  {
    name: "the feed says at which revision a member's draft is",
    shows: "authors",
    putIn: () =>
      draftsHeard((draft, author, all) => {
        for (const socket of all) {
          const lines = [{ seq: 0, at: systemClock.now(), type: JSON.stringify(draft) }];
          if (socket !== author) socket.emit("room:feed", { lines });
        }
      }),
  },
  {
    name: "a peer's saved draft makes others hear something empty",
    shows: "peers",
    putIn: () =>
      draftsHeard((_, author, all) => {
        for (const socket of all) if (socket !== author) socket.emit("room:feed", { lines: [] });
      }),
  },
  {
    name: "health counts drafts",
    shows: "peers",
    over: "sockets-and-http",
    putIn: () => {
      let saved = 0;
      const back = [
        draftsHeard(() => (saved += 1)),
        replaced(
          MediasoupPlane.prototype,
          "status",
          (status) =>
            function leaky(this: MediasoupPlane) {
              return { ...status.call(this), zh: `${saved} 份草稿` };
            },
        ),
      ];
      return () => back.forEach((undo) => undo());
    },
  },
  {
    name: "the list of evaluations counts sheets",
    shows: "peers",
    over: "sockets-and-http",
    putIn: () => {
      const before = Object.getOwnPropertyDescriptor(EvaluationRoom.prototype, "state");
      if (before === undefined) throw new Error("a room has no state to read");
      Object.defineProperty(EvaluationRoom.prototype, "state", {
        configurable: true,
        get(this: EvaluationRoom) {
          const state: Evaluation | undefined = before.get?.call(this);
          return state && titled(state, `(${sheetsOf(state).length})`);
        },
      });
      return () => Object.defineProperty(EvaluationRoom.prototype, "state", before);
    },
  },
];
