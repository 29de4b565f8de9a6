import type { MediaSource } from "@yuanping/shared/contracts/media.ts";

/**
 * What should flow between whom. Pure: the room's state comes in as a value, and nothing here knows sockets, workers
 * or transports. Media follows the room's decisions and never makes any.
 */

/** What the room's state lets one person do with media. `person` is a PersonRef. */
export type Participant = Readonly<{
  person: string;
  mayPublish: readonly MediaSource[];
  maySubscribe: boolean;
  /** Camera and microphone have to come out of the sender's disguise. */
  disguised?: boolean;
}>;

/** What would show who somebody is. */
const telling: ReadonlySet<MediaSource> = new Set<MediaSource>(["camera", "microphone"]);

export type Flow = Readonly<{ from: string; source: MediaSource }>;

/** For each participant: the sources they may send, and everything they may receive. */
export type DesiredMedia = ReadonlyMap<
  string,
  Readonly<{
    publish: ReadonlySet<MediaSource>;
    subscribes: boolean;
    receive: readonly Flow[];
    disguised: boolean;
  }>
>;

/** Everyone who may subscribe receives everything that others may publish, and never themselves. */
export function desiredMedia(
  room: Readonly<{ participants: readonly Participant[] }>,
): DesiredMedia {
  const sent = room.participants.flatMap((participant) =>
    [...new Set(participant.mayPublish)].map((source) => ({ from: participant.person, source })),
  );
  return new Map(
    room.participants.map((participant) => [
      participant.person,
      {
        publish: new Set(participant.mayPublish),
        subscribes: participant.maySubscribe,
        disguised: participant.disguised === true,
        receive: participant.maySubscribe
          ? sent.filter((flow) => flow.from !== participant.person)
          : [],
      },
    ]),
  );
}

/** Whether `person` may send `source` now. */
export function mayPublish(desired: DesiredMedia, person: string, source: MediaSource): boolean {
  return desired.get(person)?.publish.has(source) ?? false;
}

/** Whether what `person` sends as `source` has to bear the mark of the disguise. */
export function mustBeDisguised(
  desired: DesiredMedia,
  person: string,
  source: MediaSource,
): boolean {
  return telling.has(source) && (desired.get(person)?.disguised ?? false);
}

/** Whether `viewer` may receive `source` of `person` now. */
export function mayReceive(
  desired: DesiredMedia,
  viewer: string,
  person: string,
  source: MediaSource,
): boolean {
  const receive = desired.get(viewer)?.receive ?? [];
  return receive.some((flow) => flow.from === person && flow.source === source);
}

/** Whether a person's own rights are the same; what others may send is not among them. */
export function sameRights(before: DesiredMedia, after: DesiredMedia, person: string): boolean {
  const old = before.get(person);
  const now = after.get(person);
  if (old === undefined || now === undefined) return old === now;
  const sameSources =
    old.publish.size === now.publish.size &&
    [...old.publish].every((source) => now.publish.has(source));
  return sameSources && old.subscribes === now.subscribes;
}
