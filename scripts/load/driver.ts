import { setMaxListeners } from "node:events";
import { BareRoom } from "./bare-room.ts";
import { Histogram } from "./histogram.ts";
import { orderSchema, type Order, type Report } from "./messages.ts";
import { pace } from "./pacer.ts";
import { PlayedRoom } from "./played-room.ts";
import { shuffled } from "./shuffled.ts";
import { Tally } from "./tally.ts";

/** Joins under way at once: a wave, not a wall. */
const joiningAtOnce = 64;
/** After the last command: what is still on its way may arrive for so long, in milliseconds. */
const settling = 5_000;
const settlingPause = 20;

/** A process that plays some of the rooms. Told what to do by its parent, and ends with it. */
let rooms: readonly PlayedRoom[] = [];
let bareRooms: readonly BareRoom[] = [];

/** What both kinds of rooms have in common. */
type Enterable = Readonly<{
  seats: number;
  enter: (seat: number, url: string) => Promise<number>;
}>;

async function enter(
  all: readonly Enterable[],
  urlOf: (room: number, seat: number) => string | undefined,
  perSecond: number,
): Promise<Report> {
  const joins = new Histogram();
  let [joined, moves, failed, next] = [0, 0, 0, 0];
  let why: string | undefined;
  const places = all.flatMap((room, index) =>
    Array.from({ length: room.seats }, (_, seat) => ({ room, seat, index })),
  );
  const from = performance.now();
  const bring = async (): Promise<void> => {
    for (let place = places[next]; place !== undefined; place = places[next]) {
      const due = from + (next / perSecond) * 1000;
      next += 1;
      const early = due - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      const { room, seat, index } = place;
      const began = performance.now();
      try {
        const sent = await room.enter(seat, urlOf(index, seat) ?? "");
        moves += sent;
        joined += 1;
        joins.add(performance.now() - began);
      } catch (error) {
        failed += 1;
        why ??= error instanceof Error ? error.message : String(error);
      }
    }
  };
  await Promise.all(Array.from({ length: joiningAtOnce }, bring));
  return {
    type: "entered",
    joined,
    moves,
    failed,
    joins: joins.data(),
    ...(why === undefined ? {} : { why }),
  };
}

async function play({ rate, seconds, seed }: Extract<Order, { type: "play" }>): Promise<Report> {
  const tally = new Tally();
  for (const room of rooms) room.count(tally);
  const waiting = shuffled(rooms, seed);
  const begin = (): boolean => {
    for (let looked = waiting.length; looked > 0; looked -= 1) {
      const room = waiting.shift();
      if (room === undefined || room.isOver) continue;
      if (!room.isReady(tally)) {
        waiting.push(room);
        continue;
      }
      void room.step(tally).finally(() => waiting.push(room));
      return true;
    }
    return false;
  };
  await pace({ begin, rate, seconds, starved: (count) => void (tally.starved += count) });
  return settled(rooms, tally);
}

async function playBare(order: Extract<Order, { type: "play-bare" }>): Promise<Report> {
  const { rate, seconds, textLength } = order;
  const tally = new Tally();
  for (const room of bareRooms) room.count(tally);
  const text = "x".repeat(textLength);
  let next = 0;
  const begin = (): boolean => {
    const room = bareRooms[next % bareRooms.length];
    next += 1;
    void room?.send(text, tally);
    return room !== undefined;
  };
  await pace({ begin, rate, seconds, starved: (count) => void (tally.starved += count) });
  return settled(bareRooms, tally);
}

/** What is under way arrives and counts; the time that takes does not. */
async function settled(
  all: readonly Readonly<{ isQuiet: boolean; close: (tally: Tally) => void }>[],
  tally: Tally,
): Promise<Report> {
  const { seconds } = tally.report();
  const deadline = performance.now() + settling;
  while (performance.now() < deadline && !all.every(({ isQuiet }) => isQuiet))
    await new Promise((resolve) => setTimeout(resolve, settlingPause));
  for (const room of all) room.close(tally);
  return { ...tally.report(), seconds };
}

async function carryOut(order: Order): Promise<Report> {
  switch (order.type) {
    case "enter":
      rooms = order.rooms.map((facts) => new PlayedRoom(facts));
      // As behind a balancer that knows nothing of rooms.
      return enter(
        rooms,
        (room, seat) => order.nodes[(room + seat) % order.nodes.length],
        order.perSecond,
      );
    case "play":
      return play(order);
    case "enter-bare":
      bareRooms = rooms.map(({ facts, seats }) => new BareRoom(facts.evaluation, seats));
      return enter(
        bareRooms,
        (room) => order.servers[room % order.servers.length],
        order.perSecond,
      );
    case "play-bare":
      return playBare(order);
  }
}

setMaxListeners(0);
process.on("message", (message) => {
  const order = orderSchema.parse(message);
  carryOut(order)
    .catch((error: unknown): Report => ({
      type: "failed",
      why: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }))
    .then((report) => process.send?.(report))
    .catch(() => process.exit(1));
});
// Whoever started us is gone, or wants us to end.
process.on("disconnect", () => process.exit(0));
// The terminal's Ctrl-C is our parent's business: it ends us when it has counted.
process.on("SIGINT", () => {});
