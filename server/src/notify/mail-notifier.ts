import { createTransport } from "nodemailer";
import { Undeliverable, type Notifier } from "./notifier.ts";

export type MailSettings = Readonly<{
  /** `smtp://user:password@host:port` or `smtps://…` (nodemailer's connection URL). */
  url: string;
  from: string;
}>;

/** A mail server that says nothing for so long, in milliseconds, counts as gone. */
const patience = 10_000;

/** Mail by SMTP. The notice's id stands in `Message-ID`, so that a repeated mail is known as one (RFC 5322, 3.6.4). */
export function mailNotifier({ url, from }: MailSettings): Notifier {
  const transport = createTransport({
    url,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  });
  return {
    channel: "mail",
    async send({ id, mail, subject, text }) {
      if (mail === undefined) return "no-address";
      try {
        await transport.sendMail({ from, to: mail, subject, text, messageId: `<${id}@yuanping>` });
        return "sent";
      } catch (error) {
        throw isFinal(error) ? new Undeliverable("the mail server refuses it") : error;
      }
    },
  };
}

/** A reply of 5xx is permanent (RFC 5321, 4.2.1). */
function isFinal(error: unknown): boolean {
  if (!(error instanceof Error) || !("responseCode" in error)) return false;
  const { responseCode } = error;
  return typeof responseCode === "number" && responseCode >= 500;
}
