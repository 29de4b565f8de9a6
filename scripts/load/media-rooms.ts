import { HttpApi } from "../../client/src/connection/http.ts";
import type { Account } from "../demo/account.ts";
import { mediaReady } from "../demo/media-ready.ts";
import { SeatMedia } from "../demo/seat-media.ts";
import { Seat } from "../demo/seat.ts";
import { smallPicture } from "../demo/synthetic-media.ts";
import { loadPassword } from "./centre.ts";
import type { RoomFacts, SeatFacts } from "./facts.ts";

/** What came of rooms with pictures and sound. */
export type MediaSeen = Readonly<{
  rooms: number;
  /** Tracks that were decoded, each with its sender's mark in it. */
  tracks: number;
  /** From the first packet of the slowest seat to its first decoded frame. */
  firstFrameMs: number;
}>;

/**
 * Rooms whose seats send and receive real WebRTC, through the product's own client: host and members send, supervisor and
 * witness only receive. Everything is decoded in this process.
 */
export class MediaRooms {
  readonly #seats: Seat[] = [];
  readonly #media: SeatMedia[] = [];

  /** Sees every sender at every receiver in each room. Rejects when a track does not come. */
  async watch(
    rooms: readonly RoomFacts[],
    nodes: readonly string[],
    say: (text: string) => void,
  ): Promise<MediaSeen> {
    for (const node of nodes) await mediaReady(node, say);
    const seen = await Promise.all(
      rooms.map((room, index) => this.#watchRoom(room, nodes[index % nodes.length] ?? "")),
    );
    const all = seen.flat();
    return {
      rooms: rooms.length,
      tracks: all.reduce((sum, { tracks }) => sum + tracks, 0),
      firstFrameMs: Math.max(...all.map(({ firstFrameMs }) => firstFrameMs)),
    };
  }

  stop(): void {
    for (const each of this.#media) each.stop();
    for (const seat of this.#seats) seat.close();
  }

  async #watchRoom({ evaluation, seats }: RoomFacts, url: string) {
    const media: SeatMedia[] = [];
    for (const [index, facts] of seats.entries()) {
      const seat = new Seat(await accountOf(facts, url), evaluation);
      this.#seats.push(seat);
      await seat.joined();
      const sends = facts.role === "host" || facts.role === "expert";
      media.push(new SeatMedia(seat, sends ? index : undefined, smallPicture));
    }
    this.#media.push(...media);
    return Promise.all(media.map((each) => each.decodesAll(media)));
  }
}

async function accountOf({ cookie, person }: SeatFacts, url: string): Promise<Account> {
  const http = new HttpApi({ url, headers: { cookie } });
  const session = await http.session();
  if (!session.ok) throw new Error(`${person} is not signed in: ${session.refusal.en}`);
  return { login: person, password: loadPassword, url, cookie, session: session.value, http };
}
