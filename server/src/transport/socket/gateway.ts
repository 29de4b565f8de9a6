import type { Socket } from "socket.io";
import { refuse, type Refusal } from "@yuanping/shared/contracts/refusal.ts";
import { systemActor, type Actor } from "@yuanping/shared/contracts/record.ts";
import type { Misuse } from "@yuanping/shared/contracts/commands/conduct.ts";
import { requests, type Head, type RequestOf } from "@yuanping/shared/contracts/socket.ts";
import { belongs } from "@yuanping/shared/evaluation/room/decide.ts";
import type { Evaluation } from "@yuanping/shared/evaluation/index.ts";
import { speak } from "@yuanping/shared/i18n/refusals.ts";
import { partyFault, type OwnLog } from "../../evaluations/party-door.ts";
import type { MisuseNotes } from "../../evaluations/misuse-notes.ts";
import { completed } from "../../evaluations/completing.ts";
import { recordShowing } from "../../evaluations/name-showing.ts";
import type { Names } from "../../evaluations/names.ts";
import type { Pseudonyms } from "../../evaluations/pseudonyms.ts";
import { standingOf } from "../../evaluations/standing.ts";
import { releaseShare } from "../../evidence/release-share.ts";
import type { SealedBids } from "../../evidence/sealed-bids.ts";
import type { Shares } from "../../evidence/shares.ts";
import type { Identity } from "../../identity/sign-in.ts";
import { evaluationOf, type Change, type EvaluationRoom } from "../../kernel/evaluation-room.ts";
import type { Clock, DraftStore, Random } from "../../kernel/ports.ts";
import type { Rooms, Unserved } from "../../kernel/rooms.ts";
import type { MediaRooms } from "../../media/rooms.ts";
import type { Experts } from "../../registry/experts.ts";
import type { People } from "../../registry/people.ts";
import type { RecordEvent } from "../../registry/record.ts";
import { answering, type FaultLog } from "./answering.ts";
import { attachMedia, refuseMediaUntil } from "./media-gateway.ts";
import { movedTo, opening, wayTo, type Elsewhere } from "./elsewhere.ts";
import { linesOf, RoomSocket, type SeatOwner } from "./room-socket.ts";
import { SeatSockets } from "./seat-sockets.ts";
import type { SharedTexts } from "./shown-view.ts";

export type GatewaySources = Readonly<{
  rooms: Rooms;
  names: Names;
  pseudonyms: Pseudonyms;
  experts: Experts;
  people: People;
  bids: SealedBids;
  shares: Shares;
  identity: Identity;
  drafts: DraftStore;
  media: MediaRooms;
  misuseNotes: MisuseNotes;
  /** Resolves when what was recorded of an evaluation is on its record. */
  finishRecording: (evaluation: string) => Promise<void>;
  record: RecordEvent;
  clock: Clock;
  random: Random;
  logFault: FaultLog;
  /** Absent where there is one node only. */
  elsewhere?: () => Elsewhere | undefined;
  log: OwnLog;
  /** Hears of every command once it is answered. */
  seen: (command: CommandSeen) => void;
  /** Lets a socket hear what its user is told. */
  greet: (socket: Socket, userId: string) => void;
}>;

/** Who is behind a socket, as the handshake established it; `sentFor`: the room that another node has sent it here for. */
export type SignedInSocket = Readonly<{ userId: string; sessionId: string; sentFor?: string }>;

/** A command that was answered: its kind, its id, and `ok` or the refusal's code. */
export type CommandSeen = Readonly<{ type: string; id: string; code: string; ms: number }>;

type Joined = Readonly<{ room: EvaluationRoom; seat: RoomSocket }>;

const notJoined = refuse("conflict", "room.not-joined");
const gone = refuse("invalid", "room.unknown");

/** The sockets of this node: lets people into their rooms, carries their commands, and shows them what changed. */
export class Gateway {
  readonly #sources: GatewaySources;
  readonly #seats = new SeatSockets();
  readonly #texts = new WeakMap<EvaluationRoom, SharedTexts>();
  /** The newest signed head of each evaluation. */
  readonly #signed = new Map<string, Head>();

  constructor(sources: GatewaySources) {
    this.#sources = sources;
  }

  /** Serves a socket whose user is signed in. */
  serve(socket: Socket, who: SignedInSocket): void {
    const { logFault, clock, drafts, greet } = this.#sources;
    greet(socket, who.userId);
    refuseMediaUntil(() => socket.data.mediaAttached === true, socket, speak);
    let joined: Joined | undefined;
    const answer = answering(socket, logFault, (misuse) => {
      if (joined !== undefined) this.#misused(joined.room, joined.seat, misuse);
    });

    answer("room:join", requests["room:join"].request, async ({ evaluation, claim }) => {
      if (joined !== undefined && joined.room.id !== evaluation) {
        return { ok: false, refusal: refuse("conflict", "room.unchanged") };
      }
      const owner = { session: who.sessionId, ...(claim === undefined ? {} : { claim }) };
      const found = await this.#admit(socket, evaluation, who, owner);
      if ("refusal" in found) return { ok: false, refusal: found.refusal };
      joined = found;
      return { ok: true, ...(await this.#welcome(found)) };
    });
    answer("room:command", requests["room:command"].request, async (sent) => {
      if (joined === undefined) return { ok: false, refusal: notJoined };
      const from = performance.now();
      const answered = await this.#carry(joined, who, sent);
      const code = answered.ok ? "ok" : answered.refusal.code;
      const { id, command } = sent;
      this.#sources.seen({ type: command.type, id, code, ms: performance.now() - from });
      return answered;
    });
    answer("draft:save", requests["draft:save"].request, async (draft) => {
      const person = joined && drafter(joined);
      if (joined === undefined || person === undefined) return { ok: false, refusal: notJoined };
      const revision = await drafts.save({ evaluation: joined.room.id, person, ...draft });
      return { ok: true, revision };
    });
    answer("draft:load", requests["draft:load"].request, async () => {
      const person = joined && drafter(joined);
      if (joined === undefined || person === undefined) return { ok: false, refusal: notJoined };
      const draft = await drafts.load(joined.room.id, person);
      return draft === undefined ? { ok: true } : { ok: true, draft };
    });
    answer("clock:now", requests["clock:now"].request, async () => ({
      ok: true,
      now: clock.now(),
    }));
    socket.on("disconnect", () => {
      if (joined !== undefined) void this.#leave(joined).catch(this.#fault);
    });
  }

  /** Shows a change to everybody in the room. */
  publish(room: EvaluationRoom, { state, records }: Change): void {
    const names = this.#sources.names.of(room.id);
    for (const seat of this.#seats.of(room.id)) {
      if (!mayStay(seat, state)) {
        this.#letGo(seat);
        continue;
      }
      seat.show(state, names);
      seat.tell(state, records);
      void recordShowing(room, seat.viewer, this.#sources.random).catch(this.#fault);
    }
  }

  /** Shows those who watch that a stream's head has been signed. */
  publishHead(stream: string, head: Head): void {
    const evaluation = evaluationOf(stream);
    this.#signed.set(evaluation, head);
    for (const seat of this.#seats.of(evaluation)) seat.showHead(head);
  }

  /** How many people sit in a room, or on this node. */
  seatsIn(evaluation?: string): number {
    return evaluation === undefined ? this.#seats.count : [...this.#seats.of(evaluation)].length;
  }

  /** The room is served elsewhere now: its people are shown the way, and let go. */
  async sendAway(evaluation: string, to: string | undefined): Promise<void> {
    const elsewhere = this.#sources.elsewhere?.();
    const seats = [...this.#seats.of(evaluation)];
    this.#signed.delete(evaluation);
    this.#sources.names.forget(evaluation);
    await Promise.all(
      seats.map(async (seat) => {
        const way =
          to === undefined || elsewhere === undefined
            ? undefined
            : await wayTo(evaluation, to, seat.owner, elsewhere).catch(() => undefined);
        if (way === undefined) seat.wire.disconnect(true);
        else seat.notify("room:moved", way);
      }),
    );
  }

  /** Tells everybody on this node where else they may turn. */
  tellNodes(nodes: readonly string[]): void {
    for (const seat of this.#seats.all()) seat.notify("room:nodes", { nodes: [...nodes] });
  }

  async #unserved(evaluation: string, owner: SeatOwner, why: Unserved): Promise<Refusal> {
    if (why.reason === "damaged") return refuse("unavailable", "record.altered");
    const elsewhere = this.#sources.elsewhere?.();
    if (why.reason === "opening" || elsewhere === undefined) return opening;
    const way = await wayTo(evaluation, why.node, owner, elsewhere);
    return movedTo(way);
  }

  async #admit(
    socket: Socket,
    evaluation: string,
    who: SignedInSocket,
    owner: SeatOwner,
  ): Promise<Joined | Readonly<{ refusal: Refusal }>> {
    const { rooms, pseudonyms, record } = this.#sources;
    const found = await rooms.find(evaluation, who.sentFor === evaluation ? "sent" : "asked");
    if (!found.ok) return { refusal: await this.#unserved(evaluation, owner, found) };
    const { state } = found.room;
    if (state === undefined) return { refusal: gone };
    const viewer = await standingOf(state, who.userId, pseudonyms);
    if (viewer === undefined) {
      await record({ type: "EntryRefused", data: { evaluation }, actor: who.userId });
      return { refusal: refuse("forbidden", "room.not-yours") };
    }
    const seat = new RoomSocket(socket, viewer, owner, this.#textsOf(found.room));
    this.#takeSeat(evaluation, seat);
    this.#attachMedia(socket, found.room, seat);
    return { room: found.room, seat };
  }

  #textsOf(room: EvaluationRoom): SharedTexts {
    const known = this.#texts.get(room) ?? new Map();
    this.#texts.set(room, known);
    return known;
  }

  #takeSeat(evaluation: string, seat: RoomSocket): void {
    const older = this.#seats.take(evaluation, seat);
    if (older === undefined || older.wire === seat.wire) return;
    older.notify("room:replaced", {
      zh: "您已在别处进入本评标室,此处连接已断开。",
      en: "You have entered this room elsewhere; this connection has been closed.",
    });
    older.wire.disconnect(true);
  }

  async #welcome({ room, seat }: Joined) {
    const { names, clock } = this.#sources;
    await this.#occupy(room, seat);
    await recordShowing(room, seat.viewer, this.#sources.random);
    const { state } = room;
    if (state === undefined) throw new Error("a room that was joined has no state");
    const head = this.#signed.get(room.id);
    const nodes = this.#sources.elsewhere?.()?.nodes.live.map(({ url }) => url) ?? [];
    return {
      ...seat.snapshot(state, names.of(room.id)),
      ...(nodes.length > 0 ? { nodes } : {}),
      now: clock.now(),
      ...(seat.watches
        ? {
            ...(head === undefined ? {} : { head }),
            feed: [...linesOf(state, room.recent)],
          }
        : {}),
    };
  }

  async #occupy(room: EvaluationRoom, { viewer, wire }: RoomSocket): Promise<void> {
    if (room.state === undefined || !belongs(room.state, viewer.person)) return;
    const command = { type: "occupySeat" as const, person: viewer.person, session: wire.id };
    await room.send({ id: this.#sources.random.id(), command, actor: systemActor });
  }

  async #leave({ room, seat }: Joined): Promise<void> {
    if (!this.#seats.free(room.id, seat)) return;
    const { person } = seat.viewer;
    const command = { type: "loseSeat" as const, person, session: seat.wire.id };
    await room.send({ id: this.#sources.random.id(), command, actor: systemActor });
  }

  async #carry(
    { room, seat }: Joined,
    who: SignedInSocket,
    { id, command, password, share }: RequestOf<"room:command">,
  ) {
    const { state } = room;
    if (state === undefined) return { ok: false as const, refusal: gone };
    const { identity, clock } = this.#sources;
    if (password !== undefined) {
      const proof = await identity.verifyPassword(who.userId, password, clock.now());
      if (!proof.ok) return this.#unproven(room.id, who, proof.refusal);
    }
    const { person, role } = seat.viewer;
    const actor: Actor = {
      person,
      role,
      session: who.sessionId,
      ...(password === undefined ? {} : { proof: "password" as const }),
    };
    const whole = await completed(command, state, role, this.#sources);
    const fault = await partyFault(whole, state, role, this.#sources.log);
    if (fault !== undefined) return { ok: false as const, refusal: fault };
    // Nothing can be put on record after the archive.
    if (whole.type === "archive") await this.#sources.finishRecording(room.id);
    return whole.type === "releaseShare"
      ? releaseShare(room, { id, command: whole, actor }, share, this.#sources.shares)
      : room.send({ id, command: whole, actor });
  }

  async #unproven(evaluation: string, { userId }: SignedInSocket, refusal: Refusal) {
    if (refusal.code === "identity.wrong-password") {
      await this.#sources.record({ type: "ProofFailed", data: { evaluation }, actor: userId });
    }
    return { ok: false as const, refusal };
  }

  /** A member who was put out loses the seat, after the answer to what they asked for. */
  #letGo(seat: RoomSocket): void {
    setImmediate(() => {
      seat.notify("room:replaced", {
        zh: "您已不再是本次评审的成员。",
        en: "You are no longer a member of this evaluation.",
      });
      seat.wire.disconnect(true);
    });
  }

  #attachMedia(socket: Socket, room: EvaluationRoom, seat: RoomSocket): void {
    if (socket.data.mediaAttached === true) return;
    socket.data.mediaAttached = true;
    attachMedia(socket, {
      rooms: this.#sources.media,
      evaluation: room.id,
      person: seat.viewer.person,
      mayJoin: () => room.state !== undefined && belongs(room.state, seat.viewer.person),
      speak,
      misused: (misuse) => this.#misused(room, seat, misuse),
      fault: (error) => {
        const correlation = this.#sources.random.id();
        this.#sources.logFault(error, correlation);
        return correlation;
      },
    });
  }

  #misused({ id }: EvaluationRoom, { viewer }: RoomSocket, misuse: Misuse): void {
    this.#sources.misuseNotes.note({ evaluation: id, person: viewer.person, misuse });
  }

  readonly #fault = (error: unknown): void => {
    this.#sources.logFault(error, this.#sources.random.id());
  };
}

/** Officers stay to the end; members as long as they sit. */
function mayStay({ viewer }: RoomSocket, state: Evaluation): boolean {
  return viewer.role !== "expert" || belongs(state, viewer.person);
}

/** Drafts are kept for members while they score. */
function drafter({ room, seat }: Joined): string | undefined {
  const scoring = room.state?.stage === "scoring";
  return scoring && seat.viewer.role === "expert" ? seat.viewer.person : undefined;
}
