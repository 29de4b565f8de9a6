import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { holdDraw } from "../../scripts/demo/hold-draw.ts";
import { Seat } from "../../scripts/demo/seat.ts";
import { RestartingServer } from "../../scripts/faults/restarting-server.ts";
import { signatureOf } from "../../server/src/notify/webhook-notifier.ts";
import { smallIntake } from "../support/server-case.ts";
import { signedIn } from "../support/server-people.ts";
import { atEnd } from "../support/server-process.ts";

const secret = "a secret of the gateway";

test(
  "a server killed between the draw and its calls makes every call when it is back, under the same id",
  { timeout: 120_000 },
  async () => {
    const taken: string[] = [];
    let isUp = false;
    const wrong: string[] = [];
    const gateway = createServer((request, response) => {
      void text(request).then((body) => {
        const { id }: { id: string } = JSON.parse(body);
        const { headers } = request;
        const due = signatureOf(secret, String(headers["x-yuanping-timestamp"]), body);
        if (headers["x-yuanping-signature"] !== due || headers["idempotency-key"] !== id)
          wrong.push(body);
        if (isUp) taken.push(id);
        response.writeHead(isUp ? 204 : 503).end();
      });
    });
    await new Promise<void>((resolve) => void gateway.listen(0, "127.0.0.1", () => resolve()));
    atEnd(() => gateway.close());
    const address = gateway.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const server = await RestartingServer.start({
      MEDIASOUP_WORKER_BIN: "/nowhere/worker",
      WEBHOOK_URL: `http://127.0.0.1:${port}/call`,
      WEBHOOK_SECRET: secret,
      NOTIFY_RETRY_MS: "2000",
    });
    atEnd(() => server.stop());
    const agency = await signedIn(server.url, "agency");
    const registry = await agency.http.registry();
    if (!registry.ok) throw new Error(registry.refusal.en);
    const opened = await agency.http.openTender({
      ...smallIntake(registry.value),
      invitations: { answerWithin: 3600 },
    });
    if (!opened.ok) throw new Error(opened.refusal.en);
    const id = opened.value.evaluation;
    const seats: Seat[] = [];
    atEnd(() => seats.forEach((seat) => seat.close()));
    for (const login of ["host", "supervisor", "witness"]) {
      seats.push(await new Seat(await signedIn(server.url, login), id).joined());
    }
    const agencySeat = await new Seat(agency, id).joined();
    seats.push(agencySeat);
    let isKilled = false;
    await holdDraw(agencySeat, seats.slice(0, 3), (error) => {
      // Who looked for a head to cosign while the server died is told that nobody answered.
      if (!isKilled) throw error;
    });
    isKilled = true;
    await server.kill();
    isUp = true;
    const [host] = seats;
    await host?.until(
      ({ view }) =>
        view.callUp?.lines.filter(({ calls }) =>
          calls.some(({ channel, outcome }) => channel === "webhook" && outcome === "sent"),
        ).length === 3,
    );
    expect(new Set(taken).size).toBe(3);
    expect(wrong).toEqual([]);
    await server.kill();
    const again = await new Seat(await signedIn(server.url, "supervisor"), id).joined();
    seats.push(again);
    expect(again.view.callUp?.lines.map(({ calls }) => calls.length)).toEqual([1, 1, 1]);
  },
);
