import { randomBytes } from "node:crypto";
import { z } from "zod";
import { loadPassword } from "./centre.ts";
import type { RoomFacts } from "./facts.ts";
import { hourOf, type Step } from "./hour.ts";
import { Marks, type Tally } from "./tally.ts";
import { WireSeat, type Answer } from "./wire-seat.ts";

/** How long a room may wait for a stage that the server brings about, in milliseconds. */
const stagePatience = 60_000;
const retryPause = 1_000;

const joinedSchema = z.looseObject({ view: z.looseObject({ stage: z.string() }) });

/** One room as a driver plays it: its seats' lines, and where in the hour it is. */
export class PlayedRoom {
  readonly facts: RoomFacts;
  readonly seats: number;
  readonly #steps: readonly Step[];
  readonly #wires: WireSeat[] = [];
  readonly #marks = new Marks();
  #position: number;
  #stage = "";
  #report = "";
  #waitingSince: number | undefined;
  #tally: Tally | undefined;
  #underWay = 0;

  constructor(facts: RoomFacts) {
    this.facts = facts;
    this.seats = facts.seats.length;
    this.#steps = hourOf(facts);
    this.#position = facts.played;
  }

  /** Brings one seat in; answers how often it was sent elsewhere. */
  async enter(seat: number, url: string): Promise<number> {
    const { evaluation, seats } = this.facts;
    const wire = new WireSeat({
      url,
      path: "/socket",
      headers: { cookie: seats[seat]?.cookie ?? "" },
      onNotice: (text) => this.#notice(seat, text),
      onLost: () => {
        if (this.#tally !== undefined) this.#tally.broken += 1;
      },
    });
    this.#wires[seat] = wire;
    await wire.connect();
    const answer = await wire.join(evaluation);
    if (seat === 0) this.#stage = joinedSchema.parse(answer).view.stage;
    return wire.moves;
  }

  count(tally: Tally): void {
    this.#tally = tally;
  }

  /** Whether nothing is under way. */
  get isQuiet(): boolean {
    return this.#underWay === 0 && this.#marks.isEmpty;
  }

  get isOver(): boolean {
    return this.#position >= this.#steps.length;
  }

  /** Whether its next step can be taken now; gives it up when it waits for too long. */
  isReady(tally: Tally): boolean {
    const at = this.#steps[this.#position]?.at;
    if (at === undefined || at === this.#stage) {
      this.#waitingSince = undefined;
      return true;
    }
    this.#waitingSince ??= performance.now();
    if (performance.now() - this.#waitingSince > stagePatience) {
      tally.stuck += 1;
      this.#position = this.#steps.length;
    }
    return false;
  }

  /** Takes the next step, and with it the drafts before it; resolves when it is answered. */
  async step(tally: Tally): Promise<void> {
    this.#underWay += 1;
    await this.#step(tally);
    this.#underWay -= 1;
  }

  async #step(tally: Tally): Promise<void> {
    const step = this.#steps[this.#position];
    this.#position += 1;
    if (step === undefined) return;
    try {
      if (step.kind === "draft") await this.#draft(step, tally);
      else await this.#command(step, tally);
    } catch {
      tally.lost += 1;
    }
    if (step.kind === "draft") return this.#step(tally);
    if (this.isOver) tally.finished += 1;
  }

  close(tally?: Tally): void {
    if (tally !== undefined) this.#marks.close(tally);
    for (const seat of this.#wires) seat.close();
  }

  async #draft(step: Extract<Step, { kind: "draft" }>, tally: Tally): Promise<void> {
    const { revision, ciphertext, seat } = step;
    const from = performance.now();
    const answer = await this.#wire(seat).ask("draft:save", { revision, ciphertext });
    if (answer.ok) tally.drafts.add(performance.now() - from);
    else tally.refuse(`draft ${answer.refusal.code}`);
  }

  async #command(step: Exclude<Step, { kind: "draft" }>, tally: Tally): Promise<void> {
    const text = step.kind === "talk" ? `mark-${randomBytes(6).toString("hex")}` : undefined;
    const sending =
      step.kind === "talk"
        ? { command: { type: "say" as const, text: `请看第三章的评审标准 ${text}` } }
        : await step.make({ report: this.#report });
    const { command } = sending;
    const body = {
      id: randomBytes(16).toString("hex"),
      command,
      ...("proof" in sending ? { password: loadPassword } : {}),
      ...("share" in sending ? { share: sending.share } : {}),
    };
    const from = performance.now();
    if (text !== undefined) this.#marks.send(text, this.facts.seats.length);
    const answer = await this.#untilAnswered(step.seat, body, tally);
    const took = performance.now() - from;
    if (answer.ok) ("proof" in sending ? tally.proven : tally.acks).add(took);
    else {
      tally.refuse(`${command.type} ${answer.refusal.code}`);
      if (text !== undefined) this.#marks.drop(text);
    }
  }

  /** What cannot be carried out just now is sent again under the same id, as the product's client does. */
  async #untilAnswered(
    seat: number,
    body: Readonly<Record<string, unknown>>,
    tally: Tally,
  ): Promise<Answer> {
    for (;;) {
      const answer = await this.#wire(seat).ask("room:command", body);
      if (answer.ok) return answer;
      const { category, code } = answer.refusal;
      if (category !== "unavailable" && category !== "limited") return answer;
      tally.refuse(`again: ${code}`);
      await new Promise((resolve) => setTimeout(resolve, retryPause));
    }
  }

  #wire(seat: number): WireSeat {
    const wire = this.#wires[seat];
    if (wire === undefined) throw new Error(`seat ${seat} is empty`);
    return wire;
  }

  #notice(seat: number, text: string): void {
    const name = text.slice(2, text.indexOf('"', 2));
    // The host's line tells how far the room is.
    if (seat === 0) {
      this.#stage = /"stage":"([a-z-]+)"/.exec(text)?.[1] ?? this.#stage;
      this.#report = /"report":\{"json":"([0-9a-f]{64})"/.exec(text)?.[1] ?? this.#report;
    }
    const tally = this.#tally;
    if (tally === undefined) return;
    tally.notice(name, Buffer.byteLength(text));
    this.#marks.look(seat, text, tally);
  }
}
