import { DEMO_PASSWORD, demoAccounts } from "../../server/src/registry/demo-centre.ts";
import { caseSchema } from "@yuanping/shared/method/index.ts";
import { signIn, type Account } from "../demo/account.ts";
import { intakeOf } from "../demo/case-intake.ts";
import { holdDraw } from "../demo/hold-draw.ts";
import { startOwnServer } from "../demo/own-server.ts";
import { Seat } from "../demo/seat.ts";
import { checkIn } from "../demo/stages.ts";
import { benchFlood } from "./flood.ts";
import { figureOf, type Figure } from "./spread.ts";

const rounds = 3;
const commandsInRound = 50;
/** Below what one socket may send, so that nothing waits for leave to send. */
const pauseBetween = 50;
const membersInRoom = 7;

/**
 * Over real sockets, one room of ten seats, server and clients on this machine: how long after a command is sent its
 * sender knows that it is durable, and how long until each viewer's client shows what it changed.
 */
export async function benchServer(): Promise<readonly Figure[]> {
  const from = performance.now();
  const server = await startOwnServer({ environment: { MEDIASOUP_WORKER_BIN: "/nowhere/worker" } });
  const seats: Seat[] = [];
  try {
    const started = performance.now() - from;
    seats.push(...(await fillRoom(server.url)));
    const acks: number[] = [];
    const ofLast: number[] = [];
    const shown = await figureOf(
      `command to a viewer's update, ${seats.length} seats`,
      "ms",
      rounds,
      async () => {
        const times: number[] = [];
        for (let index = 0; index < commandsInRound; index += 1) {
          const { ack, views } = await timeCommand(seats);
          acks.push(ack);
          times.push(...views);
          ofLast.push(Math.max(...views));
          await new Promise((resolve) => setTimeout(resolve, pauseBetween));
        }
        return times;
      },
    );
    const spare = demoAccounts
      .map(({ login }) => login)
      .filter((login) => !seats.some(({ account }) => account.login === login));
    const flooded = await benchFlood(server.url, spare.slice(0, rounds), async () => {
      const { ack } = await timeCommand(seats);
      await new Promise((resolve) => setTimeout(resolve, pauseBetween));
      return ack;
    });
    return [
      await figureOf("first start, store made and seeded", "ms", 1, async () => [started]),
      await figureOf("command to durable acknowledgement", "ms", rounds, async (round) =>
        acks.slice(round * commandsInRound, (round + 1) * commandsInRound),
      ),
      shown,
      await figureOf("command to the last viewer's update", "ms", rounds, async (round) =>
        ofLast.slice(round * commandsInRound, (round + 1) * commandsInRound),
      ),
      ...flooded,
    ];
  } finally {
    for (const seat of seats) seat.close();
    await server.stop();
  }
}

let said = 0;

async function timeCommand(seats: readonly Seat[]) {
  const [host] = seats;
  if (host === undefined) throw new Error("nobody is in the room");
  const text = `measured remark ${(said += 1)}`;
  const from = performance.now();
  const views = Promise.all(
    seats.map(async (seat) => {
      await seat.until(({ view }) => view.talk.some((line) => line.text === text));
      return performance.now() - from;
    }),
  );
  await host.do({ type: "say", text });
  const ack = performance.now() - from;
  return { ack, views: await views };
}

/** Three officers and seven admitted members, everybody in their seats. */
async function fillRoom(url: string): Promise<readonly Seat[]> {
  const marks = Object.fromEntries(
    Array.from({ length: membersInRoom }, (_, index) => [`E${index + 1}`, { technical: "1" }]),
  );
  const evaluation = caseSchema.parse({
    format: "evaluation-case/1",
    items: [{ id: "technical", kind: "subjective", max: "100" }],
    aggregate: { kind: "mean" },
    price: null,
    bids: ["B1", "B2", "B3"].map((id) => ({ id })),
    marks: { B1: marks, B2: marks, B3: marks },
  });
  const agency = await signIn(url, "agency", DEMO_PASSWORD);
  const registry = await agency.http.registry();
  if (!registry.ok) throw new Error(registry.refusal.en);
  // Its members come as they find it in their lists.
  const { invitations: _, ...intake } = intakeOf(evaluation, registry.value, 0);
  const opened = await agency.http.openTender(intake);
  if (!opened.ok) throw new Error(opened.refusal.en);
  const id = opened.value.evaluation;
  const enter = (account: Account): Promise<Seat> => new Seat(account, id).joined();
  const host = await enter(await signIn(url, "host", DEMO_PASSWORD));
  const supervisor = await enter(await signIn(url, "supervisor", DEMO_PASSWORD));
  const witness = await enter(await signIn(url, "witness", DEMO_PASSWORD));
  const agencySeat = await enter(agency);
  await holdDraw(agencySeat, [host, supervisor, witness], (error) => {
    throw error;
  });
  agencySeat.close();
  await host.do({ type: "beginCheckIn" });
  const members: Seat[] = [];
  for (const { login } of demoAccounts.filter(({ offices }) => offices.includes("expert"))) {
    const account = await signIn(url, login, DEMO_PASSWORD);
    const listed = await account.http.evaluations();
    if (!listed.ok || !listed.value.evaluations.some(({ evaluation: own }) => own === id)) continue;
    const seat = await enter(account);
    await checkIn(host, seat);
    members.push(seat);
  }
  return [host, supervisor, witness, ...members];
}
