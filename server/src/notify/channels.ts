import type { Clock } from "../kernel/ports.ts";
import { consoleNotifier } from "./console-notifier.ts";
import { mailNotifier } from "./mail-notifier.ts";
import type { Notifier } from "./notifier.ts";
import { webhookNotifier } from "./webhook-notifier.ts";

export type ChannelSettings = Readonly<{
  SMTP_URL?: string | undefined;
  SMTP_FROM?: string | undefined;
  WEBHOOK_URL?: string | undefined;
  WEBHOOK_SECRET?: string | undefined;
}>;

/** The channels that are set up; the server's own log where there is none. */
export function channelsOf(
  { SMTP_URL: mail, SMTP_FROM: from, WEBHOOK_URL: url, WEBHOOK_SECRET: secret }: ChannelSettings,
  clock: Clock,
  write: (line: string) => void,
): readonly Notifier[] {
  const channels = [
    ...(mail === undefined || from === undefined ? [] : [mailNotifier({ url: mail, from })]),
    ...(url === undefined || secret === undefined ? [] : [webhookNotifier({ url, secret }, clock)]),
  ];
  return channels.length === 0 ? [consoleNotifier(write)] : channels;
}
