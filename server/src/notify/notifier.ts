import type { CallChannel } from "@yuanping/shared/contracts/commands/invitation.ts";

/** One message to one person, on its way out. It says nothing that its reader may not know yet. */
export type Notice = Readonly<{
  /** The same however often it is sent: what a receiver can tell repetitions by. */
  id: string;
  evaluation: string;
  /** Who it is for, under the evaluation's pseudonym. */
  member: string;
  subject: string;
  text: string;
  /** Until when an answer is waited for, in milliseconds. */
  until: number;
  mail: string | undefined;
  phone: string | undefined;
}>;

/** A way to reach people. */
export interface Notifier {
  readonly channel: CallChannel;
  /** Hands the notice over; rejects when it may be tried again, and with `Undeliverable` when that would be no use. */
  send(notice: Notice): Promise<"sent" | "no-address">;
}

/** The receiver will never take this notice. */
export class Undeliverable extends Error {
  override readonly name = "Undeliverable";
}
