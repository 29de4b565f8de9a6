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
import type { MediaMessage } from "@yuanping/shared/contracts/media.ts";
import type { Peer } from "../../media/peer.ts";
import { granted, mediaRefusals, refused } from "../../media/refusals.ts";
import type { Outcome } from "../../media/refusals.ts";
import type { MediaRooms } from "../../media/rooms.ts";
import { mediaAnswering } from "./media-answering.ts";
import type { MediaAnsweringOptions, MediaSocket } from "./media-answering.ts";
import { attachTrial } from "./trial-gateway.ts";

export type MediaGatewayOptions = MediaAnsweringOptions &
  Readonly<{
    rooms: MediaRooms;
    evaluation: string;
    /** PersonRef of who is signed in on this socket. */
    person: string;
  }>;

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

  const join = async () => {
    // Who enters has done with trying.
    endTrial();
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

  const answer = mediaAnswering(socket, options);
  const endTrial = attachTrial(socket, options, answer);
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
