import { createHash } from "node:crypto";
import type { CallChannel, CallOutcome } from "@yuanping/shared/contracts/commands/invitation.ts";
import { systemActor } from "@yuanping/shared/contracts/record.ts";
import type { EvaluationRoom } from "../kernel/evaluation-room.ts";
import type { Clock } from "../kernel/ports.ts";
import type { Contacts } from "./contacts.ts";
import { Undeliverable, type Notifier } from "./notifier.ts";
import type { OutboxStore, Outgoing, Settlement } from "./outbox-store.ts";
import { invitationText } from "./wording.ts";

/** Tried so often, each time after twice the pause before, a notice is given up. */
const mostAttempts = 6;
const batch = 50;
/** Timers cannot be set further ahead. */
const longestTimer = 2 ** 31 - 1;

export type OutboxPorts = Readonly<{
  store: OutboxStore;
  notifiers: readonly Notifier[];
  contacts: Contacts;
  roomOf: (evaluation: string) => Promise<EvaluationRoom | undefined>;
  clock: Clock;
  /** The first pause before another attempt, in milliseconds. */
  retryMs: number;
  onFault: (error: unknown) => void;
}>;

/**
 * Sends what an evaluation's record says has to be sent. Notices are derived from the record, under ids that follow from
 * it, and kept before they are sent: killed anywhere between, the server sends them when it is back, at least once and
 * always under the same id. What became of each goes on record.
 */
export class Outbox {
  readonly #ports: OutboxPorts;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #closed = false;
  /** The evaluations that this node serves and calls up for; another node sends what is due in the others. */
  readonly #served = new Set<string>();

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
  }

  /** Keeps a notice for every invitation that has none yet, and records what has come of the others. */
  async follow(room: EvaluationRoom): Promise<void> {
    const { store, notifiers, clock } = this.#ports;
    this.#served.add(room.id);
    const waiting = Object.entries(room.state?.invitations ?? {}).filter(
      ([, { answer, left }]) => answer === undefined && left === undefined,
    );
    if (waiting.length > 0) {
      await store.put(
        waiting.flatMap(([member]) =>
          notifiers.map(({ channel }) => ({
            id: noticeId(room.id, member, channel),
            evaluation: room.id,
            member,
            channel,
            attempts: 0,
            dueAt: clock.now(),
          })),
        ),
      );
    }
    await this.#reportAll(room);
    this.wake();
  }

  /** Looks for what is due, soon. */
  wake(): void {
    if (this.#closed) return;
    this.#running = this.#running.then(() => this.#sendDue()).catch(this.#ports.onFault);
  }

  /** Lets the notice under way finish; what waits stays kept. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #sendDue(): Promise<void> {
    const { store, clock } = this.#ports;
    clearTimeout(this.#timer);
    for (;;) {
      const due = await store.due([...this.#served], clock.now(), batch);
      for (const notice of due) {
        if (this.#closed) return;
        await this.#deliver(notice);
      }
      if (due.length < batch) break;
    }
    const next = await store.nextDue([...this.#served]);
    if (next === undefined || this.#closed) return;
    const pause = Math.min(longestTimer, Math.max(0, next - clock.now()));
    this.#timer = setTimeout(() => this.wake(), pause);
    this.#timer.unref();
  }

  async #deliver(notice: Outgoing): Promise<void> {
    const { store, clock, retryMs } = this.#ports;
    const room = await this.#ports.roomOf(notice.evaluation);
    if (room === undefined) {
      this.#served.delete(notice.evaluation);
      return;
    }
    const attempts = notice.attempts + 1;
    const outcome = await this.#attempt(room, notice);
    if (outcome === "again" && attempts < mostAttempts) {
      await store.postpone(notice.id, attempts, clock.now() + retryMs * 2 ** notice.attempts);
      return;
    }
    const settled = outcome === "again" ? "failed" : outcome;
    await store.settle(notice.id, attempts, settled);
    await this.#report(room, { ...notice, attempts }, settled);
  }

  async #attempt({ state }: EvaluationRoom, notice: Outgoing): Promise<Settlement | "again"> {
    const { notifiers, contacts } = this.#ports;
    const { id, evaluation, member, channel } = notice;
    const notifier = notifiers.find((candidate) => candidate.channel === channel);
    const invitation = state?.invitations[member];
    const rule = state?.tender.invitations;
    if (rule === undefined || invitation === undefined || notifier === undefined) return "dropped";
    if (invitation.left !== undefined) return "dropped";
    const { until } = invitation;
    const contact = await contacts.of(evaluation, member);
    try {
      const words = invitationText(rule, until);
      return await notifier.send({ id, evaluation, member, until, ...words, ...contact });
    } catch (error) {
      // Addresses may stand in what a library throws; what failed is on record, and how often.
      return error instanceof Undeliverable ? "failed" : "again";
    }
  }

  /** What was settled and then not recorded, because the server was killed in between. */
  async #reportAll(room: EvaluationRoom): Promise<void> {
    for (const settled of await this.#ports.store.settled(room.id)) {
      const calls = room.state?.invitations[settled.member]?.calls ?? [];
      if (calls.some(({ call }) => call === settled.id)) continue;
      await this.#report(room, settled, settled.outcome);
    }
  }

  async #report(
    room: EvaluationRoom,
    { id, member, channel, attempts }: Outgoing,
    outcome: Settlement,
  ): Promise<void> {
    if (outcome === "dropped") return;
    await room.send({
      id: `call-${id.slice(0, 48)}`,
      command: {
        type: "recordCall",
        call: id,
        member,
        channel,
        outcome: outcome satisfies CallOutcome,
        attempts,
      },
      actor: systemActor,
    });
  }
}

/** SHA-256 over what the notice is about: the same after every restart, and telling nothing to who receives it. */
function noticeId(evaluation: string, member: string, channel: CallChannel): string {
  return createHash("sha256")
    .update(`yuanping/call/1\0${evaluation}\0${member}\0${channel}`)
    .digest("hex");
}
