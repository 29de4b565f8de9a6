import type { Notifier } from "./notifier.ts";

/**
 * Says in the server's own log that someone has been called. Whoever reads that log may not learn who was drawn, so it
 * names neither the person nor the address.
 */
export function consoleNotifier(write: (line: string) => void): Notifier {
  return {
    channel: "console",
    async send({ id, evaluation, until }) {
      write(`${evaluation}: a member is called up (${id.slice(0, 12)}), to answer by ${until}`);
      return "sent";
    },
  };
}
