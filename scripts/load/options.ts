import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";

export const usage = `npm run -s load -- --rooms N --nodes K [--seats N] [--rate N] [--seconds N] [--media M] [--seed S] [--json]

Starts K nodes of the product on a PostgreSQL and a Redis of their own, all on loopback, brings people into N rooms over
real sockets and plays an evaluation's hour in each: arrivals, findings, drafts, talk, sealed sheets, the opening,
signatures. Measures how long a command takes to its durable acknowledgement and to each viewer, and what it costs;
then the same on bare socket.io servers, with as many seats, viewers and bytes, as the limit.
  --rooms N    rooms, 1-4000                                     (default: 20)
  --nodes K    nodes, 1-8                                        (default: 2)
  --seats N    seats in a room: three officers and members, 4-18 (default: 10)
  --rate N     commands a second in all rooms together           (default: one in ten seconds for each room)
  --seconds N  how long rooms are played, 1-3600                 (default: 60)
  --still N    how long nothing is sent before that, to see what open rooms cost by themselves (default: 5)
  --media M    as many rooms more with real WebRTC seats, 0-4    (default: 0)
  --seed S     gives the order in which rooms take turns         (default: by chance, and printed)
  --profile DIR  processor profiles of the nodes, as V8 writes them
  --json       prints one JSON object instead of the table
The rooms are at different places of the hour when people come in, so that a short run sees all of it; they are prepared
through the product's own command path, without sockets, each from a pool of experts of its own.
Exit 0 when every seat was let in, nothing was lost and nobody missed anything; 1 when not; 2 when the call is wrong.`;

export type Options = Readonly<{
  rooms: number;
  nodes: number;
  seats: number;
  rate: number;
  seconds: number;
  still: number;
  media: number;
  seed: number;
  profile: string | undefined;
  json: boolean;
}>;

/** What the caller gave cannot be used. */
export class WrongCall extends Error {}

export function readOptions(words: readonly string[]): Options | "help" {
  const { values } = parsed(words);
  if (values.help) return "help";
  const rooms = within("rooms", values.rooms, 1, 4000);
  return {
    rooms,
    nodes: within("nodes", values.nodes, 1, 8),
    seats: within("seats", values.seats, 4, 18),
    rate: values.rate === undefined ? Math.max(1, rooms / 10) : positive("rate", values.rate, 5000),
    seconds: within("seconds", values.seconds, 1, 3600),
    still: within("still", values.still, 0, 600),
    media: within("media", values.media, 0, 4),
    seed: within("seed", values.seed ?? String(randomInt(2 ** 32)), 0, 2 ** 32),
    profile: values.profile,
    json: values.json,
  };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        rooms: { type: "string", default: "20" },
        nodes: { type: "string", default: "2" },
        seats: { type: "string", default: "10" },
        rate: { type: "string" },
        seconds: { type: "string", default: "60" },
        still: { type: "string", default: "5" },
        media: { type: "string", default: "0" },
        seed: { type: "string" },
        profile: { type: "string" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new WrongCall(error instanceof Error ? error.message : String(error));
  }
}

function within(name: string, text: string, from: number, to: number): number {
  const value = Number(text);
  if (text === "" || !Number.isInteger(value) || value < from || value > to)
    throw new WrongCall(`--${name} is a whole number from ${from} to ${to}`);
  return value;
}

function positive(name: string, text: string, to: number): number {
  const value = Number(text);
  if (!(value > 0 && value <= to)) throw new WrongCall(`--${name} is a number up to ${to}`);
  return value;
}
