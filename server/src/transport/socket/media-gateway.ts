import {
  mediaClose,
  mediaConnect,
  mediaConsume,
  mediaHold,
  mediaJoin,
  mediaLayers,
  mediaPause,
  mediaProduce,
  mediaRestartIce,
  mediaResume,
  mediaTransport,
  mediaUnpause,
} from "@yuanping/shared/contracts/media.ts";
import type { Misuse } from "@yuanping/shared/contracts/commands/conduct.ts";
import type { MediaMessage } from "@yuanping/shared/contracts/media.ts";
import type { Refusal, SpokenRefusal } from "@yuanping/shared/contracts/refusal.ts";
import type { z } from "zod";
import type { Peer } from "../../media/peer.ts";
import { granted, mediaRefusals, refused } from "../../media/refusals.ts";
import type { Outcome } from "../../media/refusals.ts";
import type { MediaRooms } from "../../media/rooms.ts";
import { fullBucket, takeToken } from "../../media/token-bucket.ts";

/** Messages that one socket may send at once, and then in each second. */
const burst = 100;
const perSecond = 50;

/** What the gateway uses of a socket.io server socket. */
export interface MediaSocket {
  readonly id: string;
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  emit(event: string, body: unknown): unknown;
}

export type MediaGatewayOptions = Readonly<{
  rooms: MediaRooms;
  evaluation: string;
  /** PersonRef of who is signed in on this socket. */
  person: string;
  /** Whether this socket may enter the room's media now; asked before every request. */
  mayJoin: () => boolean;
  /** Adds the texts to a refusal. */
  speak: (refusal: Refusal) => SpokenRefusal;
  /** Hears of each message that no page sends, or that comes too fast. */
  misused?: (misuse: Misuse) => void;
  /** Logs a fault and gives the number under which it is found. */
  fault: (error: unknown) => string;
}>;

/** What honest pages are never refused for. */
const misuseOf: ReadonlyMap<Refusal, Misuse> = new Map<Refusal, Misuse>([
  [mediaRefusals.tooMany, "flooding"],
  [mediaRefusals.malformed, "malformed"],
  [mediaRefusals.badParameters, "malformed"],
  [mediaRefusals.kindMismatch, "malformed"],
]);

/**
 * Until a socket is let into its room its media is refused at once. A client that comes back asks for both in one breath,
 * and would wait for an answer that nobody gives.
 */
export function refuseMediaUntil(
  attached: () => boolean,
  socket: Pick<MediaSocket, "on">,
  speak: MediaGatewayOptions["speak"],
): void {
  socket.on(mediaJoin.name, (_payload, acknowledge) => {
    if (attached() || typeof acknowledge !== "function") return;
    acknowledge({ ok: false, refusal: speak(mediaRefusals.notJoined) });
  });
}

/** Lets one socket take part in its evaluation's media. Detaches by itself when the socket disconnects. */
export function attachMedia(socket: MediaSocket, options: MediaGatewayOptions): void {
  const { rooms, evaluation, person } = options;
  const session = {
    send: ({ name, body }: MediaMessage) => {
      socket.emit(name, body);
    },
  };
  let peer: Peer | undefined;
  let gone = false;
  let bucket = fullBucket(burst, perSecond, performance.now());

  const join = async () => {
    const joined = await rooms.join(evaluation, person, session);
    if (gone) {
      rooms.leave(evaluation, person, session);
      return refused(mediaRefusals.notJoined);
    }
    if (!joined.ok) return joined;
    peer = joined.value.peer;
    return granted(joined.value.answer);
  };

  const withPeer = <Value>(use: (peer: Peer) => Promise<Outcome<Value>>) =>
    peer === undefined ? Promise.resolve(refused(mediaRefusals.notJoined)) : use(peer);

  const admit = (): Refusal | undefined => {
    const taken = takeToken(bucket, performance.now());
    ({ bucket } = taken);
    if (!taken.allowed) return mediaRefusals.tooMany;
    return options.mayJoin() ? undefined : mediaRefusals.notParticipant;
  };

  const failed = (error: unknown) => {
    const correlation = options.fault(error);
    return { ok: false, refusal: { ...options.speak(mediaRefusals.fault), correlation } };
  };

  /** Answers one kind of request. A message without an acknowledgement asks for nothing and is dropped. */
  const answer = <Payload>(
    { name, payload: schema }: Readonly<{ name: string; payload: z.ZodType<Payload> }>,
    handle: (payload: Payload) => Promise<Outcome<object | void>>,
  ) => {
    const serve = async (payload: unknown): Promise<Outcome<object | void>> => {
      const unwanted = admit();
      if (unwanted !== undefined) return refused(unwanted);
      const parsed = schema.safeParse(payload);
      return parsed.success ? handle(parsed.data) : refused(mediaRefusals.malformed);
    };
    socket.on(name, (payload, acknowledge) => {
      if (typeof acknowledge !== "function") return;
      const reply = (outcome: Outcome<object | void>) => {
        const misuse = outcome.ok ? undefined : misuseOf.get(outcome.refusal);
        if (misuse !== undefined) options.misused?.(misuse);
        acknowledge(
          outcome.ok
            ? { ok: true, ...outcome.value }
            : { ok: false, refusal: options.speak(outcome.refusal) },
        );
      };
      serve(payload).then(reply, (error: unknown) => acknowledge(failed(error)));
    });
  };

  answer(mediaJoin, join);
  answer(mediaTransport, (request) => withPeer((own) => own.transport(request)));
  answer(mediaConnect, ({ transport, dtlsParameters }) =>
    withPeer((own) => own.connect(transport, dtlsParameters)),
  );
  answer(mediaProduce, (request) => withPeer((own) => own.produce(request)));
  answer(mediaClose, ({ producer }) => withPeer((own) => own.close(producer)));
  answer(mediaPause, ({ producer }) => withPeer((own) => own.pause(producer)));
  answer(mediaUnpause, ({ producer }) => withPeer((own) => own.unpause(producer)));
  answer(mediaConsume, (request) => withPeer((own) => own.consume(request)));
  answer(mediaHold, ({ consumer }) => withPeer((own) => own.hold(consumer)));
  answer(mediaResume, ({ consumer }) => withPeer((own) => own.resume(consumer)));
  answer(mediaLayers, (request) => withPeer((own) => own.layers(request)));
  answer(mediaRestartIce, ({ transport }) => withPeer((own) => own.restartIce(transport)));

  session.send({ name: "media:status", body: rooms.plane.status() });
  const stopTelling = rooms.plane.onStatus((body) => session.send({ name: "media:status", body }));
  socket.on("disconnect", () => {
    gone = true;
    stopTelling();
    rooms.leave(evaluation, person, session);
  });
}
