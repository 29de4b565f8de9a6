import type { Viewer } from "@yuanping/shared/evaluation/index.ts";
import { reviewItemsOf } from "@yuanping/shared/evaluation/review/items.ts";
import { newUserId } from "../../server/src/registry/index.ts";
import type { Centre, Person } from "./centre.ts";
import { officerSeats, type RoomFacts, type SeatFacts } from "./facts.ts";
import { arrivals, hourOf, playableAhead } from "./hour.ts";
import { drawPanel } from "./prepare-draw.ts";
import { makeSealingKey } from "./prepare-key.ts";
import { RoomHands } from "./room-hands.ts";
import { bidContents, tenderFor } from "./tender.ts";

export type RoomOrder = Readonly<{
  room: number;
  members: number;
  /** How far into the hour the room is: from 0 to 1 of what can be played before a node is there, or until all are in. */
  progress: number | "arrived";
  agency: Person;
  signal: AbortSignal;
}>;

type Enrolled = SeatFacts & Readonly<{ userId: string }>;

/**
 * One evaluation through the command path of the product, from intake over a real draw and the making of the sheets' key
 * to somewhere in its hour. Not through sockets, and from a pool of its own instead of the whole centre.
 */
export async function prepareRoom(centre: Centre, order: RoomOrder): Promise<RoomFacts> {
  const { room: number, agency } = order;
  const evaluation = `ev-load-${number}`;
  await centre.pseudonyms.create(evaluation);
  const refOf = (userId: string): Promise<string> => centre.pseudonyms.refOf(evaluation, userId);
  const officers: Enrolled[] = [];
  for (const role of officerSeats) {
    const person = await centre.enrol(newUserId(), `${role} ${number}`, role);
    officers.push({ ...person, role, person: await refOf(person.userId) });
  }
  const [host, supervisor, witness] = officers;
  if (host === undefined || supervisor === undefined || witness === undefined)
    throw new Error("a room has three officers");
  const inviting: Viewer = { person: await refOf(agency.userId), role: "agency" };
  const offices = {
    agency: inviting.person,
    host: host.person,
    supervisor: supervisor.person,
    witness: witness.person,
  };
  const tender = tenderFor(number, offices, order.members);
  await centre.evaluations.register(
    {
      id: evaluation,
      number: tender.number,
      title: tender.title,
      agency: agency.userId,
      createdAt: Date.now(),
    },
    agency.userId,
  );
  const hands = new RoomHands(await centre.openRoom(evaluation), order.signal);
  const bids = await centre.bids.keep(evaluation, bidContents);
  await hands.send(inviting, { type: "openTender", evaluation, tender, bids });
  const users = new Map<string, string>();
  for (let index = 0; index <= order.members; index += 1) {
    const userId = newUserId();
    users.set(await refOf(userId), userId);
  }
  const drawn = await drawPanel(centre, hands, inviting, officers, [...users.keys()]);
  const members: Enrolled[] = [];
  for (const person of drawn) {
    const userId = users.get(person) ?? "";
    members.push({
      ...(await centre.enrol(userId, `专家 ${number}`, "expert")),
      role: "expert",
      person,
    });
  }
  const seats = [...officers, ...members];
  await centre.people.bind(
    [
      { evaluation, ref: inviting.person, userId: agency.userId, role: "agency" },
      ...seats.map(({ person, userId, role }) => ({ evaluation, ref: person, userId, role })),
    ],
    agency.userId,
  );
  await hands.send(host, { type: "beginCheckIn" });
  const facts: RoomFacts = {
    evaluation,
    seats: seats.map(({ person, role, cookie }) => ({ person, role, cookie })),
    bids: bidContents.map(({ id }) => id),
    reviewItems: reviewItemsOf(hands.state).map(({ id }) => id),
    markedItems: tender.method.items.map(({ id }) => id),
    ...(await makeSealingKey(hands, officers)),
    played: 0,
  };
  const played = await playAhead(centre, hands, facts, order.progress);
  await hands.room.close();
  return { ...facts, played };
}

/** Brings the room to where it is when people come in. Answers how many steps that were. */
async function playAhead(
  centre: Centre,
  hands: RoomHands,
  facts: RoomFacts,
  progress: RoomOrder["progress"],
): Promise<number> {
  const steps = hourOf(facts);
  const ahead =
    progress === "arrived" ? arrivals(facts) : Math.floor(playableAhead(steps) * progress);
  for (const step of steps.slice(0, ahead)) {
    const viewer = facts.seats[step.seat];
    if (viewer === undefined) throw new Error(`nobody has seat ${step.seat}`);
    if (step.kind === "draft") continue;
    if (step.kind === "talk") {
      await hands.send(viewer, { type: "say", text: `预备 ${hands.state.size}` });
      continue;
    }
    const { command, proof } = await step.make({ report: "" });
    // A page tells it once a second at most, and nothing here takes a second.
    if (command.type === "reportConduct") continue;
    if (command.type === "sealDraw") throw new Error("the panel is drawn already");
    const whole =
      command.type === "unsealBids"
        ? { ...command, bids: await centre.bids.open(facts.evaluation) }
        : command;
    await hands.send(viewer, whole, proof === true ? "proven" : "plain");
  }
  return ahead;
}
