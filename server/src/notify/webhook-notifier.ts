import { createHmac } from "node:crypto";
import type { Clock } from "../kernel/ports.ts";
import { Undeliverable, type Notifier } from "./notifier.ts";

export type WebhookSettings = Readonly<{ url: string; secret: string }>;

/** A gateway that does not answer for so long, in milliseconds, counts as gone. */
const patience = 10_000;
/** Statuses after which the same call may yet be taken. */
const passing: ReadonlySet<number> = new Set([408, 425, 429]);

/**
 * The operator's own SMS or voice gateway, called by `POST` with JSON. The call is signed: `X-Yuanping-Signature` is
 * `v1=` and the HMAC-SHA256, in hex, under the shared secret over the seconds of `X-Yuanping-Timestamp`, a full stop and
 * the body. `Idempotency-Key` is the notice's id: a receiver that has seen it does nothing and answers 2xx.
 */
export function webhookNotifier({ url, secret }: WebhookSettings, clock: Clock): Notifier {
  return {
    channel: "webhook",
    async send({ id, evaluation, phone, text, until }) {
      if (phone === undefined) return "no-address";
      const body = JSON.stringify({ id, kind: "invitation", evaluation, phone, text, until });
      const timestamp = String(Math.floor(clock.now() / 1000));
      const response = await fetch(url, {
        method: "POST",
        redirect: "error",
        signal: AbortSignal.timeout(patience),
        headers: {
          "content-type": "application/json",
          "idempotency-key": id,
          "x-yuanping-timestamp": timestamp,
          "x-yuanping-signature": signatureOf(secret, timestamp, body),
        },
        body,
      });
      await response.body?.cancel();
      if (response.ok) return "sent";
      const { status } = response;
      const isFinal = status >= 400 && status < 500 && !passing.has(status);
      if (isFinal) throw new Undeliverable(`the gateway answers ${status}`);
      throw new Error(`the gateway answers ${status}`);
    },
  };
}

export function signatureOf(secret: string, timestamp: string, body: string): string {
  return `v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;
}
