import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { newCommandId, type PersonCommand } from "../../client/src/connection/command.ts";
import {
  openRoom,
  type Draft,
  type RoomConnection,
} from "../../client/src/connection/room-connection.ts";
import type { Unrecorded } from "../../client/src/connection/outbox.ts";
import type { Account } from "./account.ts";

/** How long one step of an evaluation may take before the demo gives up, in milliseconds. */
const patience = 60_000;
const pauseWhenLimited = 1_000;
const pauseWhenAway = 250;

export type SeatOptions = Readonly<{
  /** Sends what was refused because the store is gone again, under the same id, until it is there. */
  patient?: boolean;
}>;

/** One person in one room, over the product's own client connection. */
export class Seat {
  readonly account: Account;
  readonly connection: RoomConnection;
  /** Every byte that the server sent to this seat's socket, for showing that rooms are isolated. */
  readonly received: string[] = [];
  /** The ids of the commands that the server has said are done. */
  readonly acknowledged: string[] = [];
  readonly #patient: boolean;

  constructor(account: Account, evaluation: string, { patient = false }: SeatOptions = {}) {
    this.account = account;
    this.#patient = patient;
    this.connection = openRoom({
      url: account.url,
      evaluation,
      socketOptions: { extraHeaders: { cookie: account.cookie }, transports: ["websocket"] },
    });
    this.connection.socket.io.on("open", () => {
      this.connection.socket.io.engine.on("packet", (packet) => {
        this.received.push(String(packet.data ?? ""));
      });
    });
  }

  /** What the seat sees now. Throws before it has joined. */
  get view(): EvaluationView {
    const { view, status, refusal } = this.connection.getSnapshot();
    if (view === undefined)
      throw new Error(`${this.account.login} is ${status}: ${refusal?.en ?? ""}`);
    return view;
  }

  async joined(): Promise<this> {
    await this.until(() => this.connection.getSnapshot().status === "joined");
    return this;
  }

  /**
   * Sends a command; rejects with the refusal's text. Waits when told that it sends too fast, or that a gate waits for
   * its witnesses.
   */
  async do(command: PersonCommand, proof: "with-password" | "plain" = "plain"): Promise<void> {
    return this.#send(command, proof === "plain" ? {} : { password: this.account.password });
  }

  /** Hands over a share with the command that tells of it. */
  async hand(command: PersonCommand, share: string): Promise<void> {
    return this.#send(command, { share });
  }

  async #send(
    command: PersonCommand,
    unrecorded: Unrecorded,
    id: string = newCommandId(),
  ): Promise<void> {
    const sent = await this.connection.send(command, { id, ...unrecorded });
    if (sent.ok) {
      this.acknowledged.push(id);
      return;
    }
    if (sent.refusal.code === "message.too-many") {
      await new Promise((resolve) => setTimeout(resolve, pauseWhenLimited));
      return this.#send(command, unrecorded);
    }
    if (this.#patient && sent.refusal.category === "unavailable") {
      await new Promise((resolve) => setTimeout(resolve, pauseWhenAway));
      return this.#send(command, unrecorded, id);
    }
    if (sent.refusal.code.startsWith("witness.awaits-")) {
      // The view that says so may come later than the refusal, or have come and gone.
      await this.until(({ view }) => view.witnessing?.open === undefined);
      return this.#send(command, unrecorded);
    }
    throw new Error(
      `${this.account.login} ${command.type}: ${sent.refusal.code} ${sent.refusal.en}`,
    );
  }

  /** Sends a photograph from the lobby; answers its hash. Rejects with the refusal's text. */
  async showPhoto(still: Blob): Promise<string> {
    const kept = await this.account.http.keepPhoto(this.view.evaluation, still);
    if (kept.ok) return kept.value.sha256;
    if (this.#patient && kept.refusal.category === "unavailable") {
      await new Promise((resolve) => setTimeout(resolve, pauseWhenAway));
      return this.showPhoto(still);
    }
    throw new Error(`${this.account.login}: ${kept.refusal.code} ${kept.refusal.en}`);
  }

  /** Saves a draft; tries again when the room is out of reach meanwhile. */
  async saveDraft(draft: Draft): Promise<void> {
    await this.joined();
    const saved = await this.connection.saveDraft(draft);
    if (saved.ok) return;
    if (saved.refusal.category !== "unavailable")
      throw new Error(`a draft was not saved: ${saved.refusal.en}`);
    return this.saveDraft(draft);
  }

  /** Waits until what the seat sees satisfies `condition`. */
  until(condition: (seat: this) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const { refusal, status } = this.connection.getSnapshot();
      const stopped = (): Error =>
        new Error(
          `${this.account.login} waited in vain at ${this.connection.getSnapshot().view?.stage ?? status} ${refusal?.en ?? ""}`,
        );
      const timer = setTimeout(() => {
        unsubscribe();
        reject(stopped());
      }, patience);
      const look = (): boolean => {
        if (!condition(this)) return false;
        clearTimeout(timer);
        unsubscribe();
        resolve();
        return true;
      };
      let unsubscribe = (): void => {};
      if (look()) return;
      unsubscribe = this.connection.subscribe(look);
    });
  }

  close(): void {
    this.connection.close();
  }
}
