import type { Names } from "./names.ts";
import type { TrackNotes } from "./track-notes.ts";
import type { Checkpoints } from "../evidence/checkpoints.ts";
import type { Ledger } from "../evidence/ledger.ts";
import { revealIfDue } from "../evidence/reveal.ts";
import type { SealedBids } from "../evidence/sealed-bids.ts";
import type { SealingKeys } from "../evidence/sealing-keys.ts";
import type { Shares } from "../evidence/shares.ts";
import { SecretAltered } from "../evidence/vault.ts";
import type { Evaluation } from "@yuanping/shared/evaluation/index.ts";
import { isOver } from "@yuanping/shared/evaluation/knowledge.ts";
import { streamOf } from "@yuanping/shared/contracts/record.ts";
import type { Change, EvaluationRoom } from "../kernel/evaluation-room.ts";
import { StreamDamaged } from "../kernel/stream-writer.ts";
import type { InvitationClock } from "../kernel/invitation-clock.ts";
import type { SeatClock } from "../kernel/seat-clock.ts";
import type { Outbox } from "../notify/outbox.ts";
import { participantsOf } from "../media/participants.ts";
import type { MediaRooms } from "../media/rooms.ts";
import type { Photos } from "../photos/photos.ts";
import type { Recordings } from "../recording/recordings.ts";

export type ReactionSources = Readonly<{
  names: Names;
  checkpoints: Checkpoints;
  ledger: Ledger;
  sealingKeys: SealingKeys;
  shares: Shares;
  bids: SealedBids;
  photos: Photos;
  seatClock: SeatClock;
  trackNotes: TrackNotes;
  invitationClock: InvitationClock;
  outbox: Outbox;
  media: MediaRooms;
  recordings: Recordings;
  publish: (room: EvaluationRoom, change: Change) => void;
  /** Tells the evaluation's people, wherever they are, that what lists show of it has changed. */
  tellNews: (room: EvaluationRoom) => void;
  onFault: (error: unknown) => void;
}>;

/** A room that leaves does not wait longer than this for its recording, in milliseconds. */
const leavingPatience = 3_000;

/**
 * What the server does about an evaluation after each durable change, and when a room is opened: media follows the
 * state, seats that wait get their timers, the head is signed, due sheets are opened, and everybody is shown what is
 * new to them. Each is safe to repeat, so a crash between any two loses nothing.
 */
export class Reactions {
  readonly #sources: ReactionSources;
  readonly #underWay = new Set<Promise<void>>();

  constructor(sources: ReactionSources) {
    this.#sources = sources;
  }

  /**
   * A room has been folded from its stream, after a restart or for the first time. Throws `StreamDamaged` when the
   * secrets that it still needs are not kept as they were made.
   */
  async opened(room: EvaluationRoom): Promise<void> {
    const { state } = room;
    if (state === undefined) return;
    const { seatClock, trackNotes, checkpoints, recordings, photos } = this.#sources;
    await this.#checkSecrets(state);
    await checkpoints.ensure(streamOf(room.id), room.head());
    this.#followMedia(room);
    await seatClock.loseAll(room);
    await trackNotes.loseAll(room);
    // Not waited for: it takes as long as there are files, and asks for this room.
    void recordings.recover(room.id, state.room.tracks).catch(this.#sources.onFault);
    await photos.sweep(state).catch(this.#sources.onFault);
    seatClock.follow(room);
    this.#sources.invitationClock.follow(room);
    await this.#callUp(room);
    await revealIfDue(room, this.#sources);
  }

  changed(room: EvaluationRoom, change: Change): void {
    const { checkpoints, ledger, seatClock, invitationClock, publish } = this.#sources;
    // A gate passed: its head must not wait in the ledger's queue for others.
    if (change.before?.stage !== change.state.stage) ledger.hasten(streamOf(room.id));
    checkpoints.request(streamOf(room.id), room.head());
    seatClock.follow(room);
    invitationClock.follow(room);
    this.#followMedia(room);
    publish(room, change);
    const reaction = this.#later(room, change)
      .catch(this.#sources.onFault)
      .finally(() => this.#underWay.delete(reaction));
    this.#underWay.add(reaction);
  }

  /** Before a room leaves its media ends, and what was recorded of it goes on record here, where the files are. */
  async leaving(room: EvaluationRoom): Promise<void> {
    const { media, recordings, onFault } = this.#sources;
    media.closeRoom(room.id);
    await Promise.race([
      recordings.finish(room.id).catch(onFault),
      new Promise((resolve) => {
        setTimeout(resolve, leavingPatience).unref();
      }),
    ]);
  }

  /** The room is no longer served here: its timers stop, and its media ends where the new node's begins. */
  closed(room: EvaluationRoom): void {
    this.#sources.seatClock.forget(room.id);
    this.#sources.invitationClock.forget(room.id);
    this.#sources.media.closeRoom(room.id);
  }

  /** Resolves when everything that was begun is done. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  async #later(room: EvaluationRoom, change: Change): Promise<void> {
    const { names, publish } = this.#sources;
    if (
      change.before?.panel.members !== change.state.panel.members ||
      change.before === undefined
    ) {
      await names.refresh(change.state);
      const { state } = room;
      if (state !== undefined) publish(room, { before: change.before, state, records: [] });
      // After the members are bound to their users, so that their addresses are known.
      await this.#callUp(room);
    }
    if (listed(change.before) !== listed(change.state)) this.#sources.tellNews(room);
    await revealIfDue(room, this.#sources);
  }

  async #callUp(room: EvaluationRoom): Promise<void> {
    if (room.state?.tender.invitations !== undefined) await this.#sources.outbox.follow(room);
  }

  async #checkSecrets(state: Evaluation): Promise<void> {
    const { sealingKeys, bids, names } = this.#sources;
    try {
      await sealingKeys.check(state);
      if (!isOver(state.stage)) await bids.open(state.id);
      await names.refresh(state);
    } catch (error) {
      if (!(error instanceof SecretAltered)) throw error;
      throw new StreamDamaged(streamOf(state.id), `cannot be served: ${error.message}`);
    }
  }

  #followMedia(room: EvaluationRoom): void {
    if (room.state === undefined) return;
    const { recordings } = this.#sources;
    recordings.require(room.id, room.state.profile.recording?.value ?? false);
    this.#sources.media.setParticipants(room.id, participantsOf(room.state));
  }
}

/** What lists show of an evaluation, and to whom. */
function listed(state: Evaluation | undefined): string {
  if (state === undefined) return "";
  const members = state.panel.members.map(({ person, status }) => [person, status]);
  return JSON.stringify([state.stage, state.supervision.paused !== undefined, members]);
}
