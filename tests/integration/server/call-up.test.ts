import { afterAll, beforeAll, expect, test } from "vitest";
import type { Intake } from "@yuanping/shared/contracts/http.ts";
import type { EventRecord } from "@yuanping/shared/contracts/record.ts";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { answerInvitation, isAsked } from "../../../scripts/demo/answer-invitation.ts";
import type { Account } from "../../../scripts/demo/account.ts";
import { holdDraw } from "../../../scripts/demo/hold-draw.ts";
import { Seat } from "../../../scripts/demo/seat.ts";
import { checkIn } from "../../../scripts/demo/stages.ts";
import { demoAccounts } from "../../../server/src/registry/index.ts";
import { smallIntake } from "../../support/server-case.ts";
import { serverInProcess } from "../../support/server-in-process.ts";
import { signedIn } from "../../support/server-people.ts";

const url = serverInProcess();
const decline = { type: "declineInvitation", code: "time", text: "当日另有安排" } as const;
const accept = { type: "acceptInvitation" } as const;
const expertNames = demoAccounts.filter(({ offices }) => offices.includes("expert"));

const seats: Seat[] = [];
let agency: Account;
let officers: readonly Account[] = [];
let pool: readonly Account[] = [];

beforeAll(async () => {
  agency = await signedIn(url(), "agency");
  officers = await Promise.all(
    ["host", "supervisor", "witness"].map((login) => signedIn(url(), login)),
  );
  // One after the other: from one address only so many may sign in at once.
  const signed: Account[] = [];
  for (const { login } of expertNames) signed.push(await signedIn(url(), login));
  pool = signed;
}, 120_000);
afterAll(() => {
  for (const seat of seats) seat.close();
});

type Held = Readonly<{ id: string; host: Seat; officers: readonly Seat[] }>;

function seatOf(account: Account, id: string): Promise<Seat> {
  const seat = new Seat(account, id);
  seats.push(seat);
  return seat.joined();
}

/** A tender is opened and its panel drawn by three parties that stay and go on revealing. */
async function drawn(change: (intake: Intake) => Intake): Promise<Held> {
  const registry = await agency.http.registry();
  if (!registry.ok) throw new Error(registry.refusal.en);
  const opened = await agency.http.openTender(change(smallIntake(registry.value)));
  if (!opened.ok) throw new Error(`${opened.refusal.code}: ${opened.refusal.en}`);
  const id = opened.value.evaluation;
  const parties = await Promise.all(officers.map((account) => seatOf(account, id)));
  const [host] = parties;
  if (host === undefined) throw new Error("there is no host");
  await holdDraw(await seatOf(agency, id), parties, (error) => {
    throw error;
  });
  return { id, host, officers: parties };
}

/** Those who find the evaluation in their own lists, once there are so many. */
async function invited(id: string, count: number): Promise<readonly Account[]> {
  let found: readonly Account[] = [];
  await expect
    .poll(
      async () => {
        const lists = await Promise.all(
          pool.map(async (account) => {
            const listed = await account.http.evaluations();
            return listed.ok && listed.value.evaluations.some((one) => one.evaluation === id);
          }),
        );
        found = pool.filter((_, index) => lists[index]);
        return found.length;
      },
      { timeout: 60_000 },
    )
    .toBe(count);
  return found;
}

async function refusalOf(account: Account, id: string, command: typeof accept | typeof decline) {
  const answered = await account.http.answerInvitation(id, {
    id: `answer-${Math.floor(performance.now() * 1000)}`,
    command,
  });
  return answered.ok ? "accepted" : answered.refusal.code;
}

async function events(account: Account, id: string): Promise<readonly EventRecord["event"][]> {
  const trail = await account.http.trail(id);
  if (!trail.ok) throw new Error(trail.refusal.en);
  return trail.value
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line).event);
}

/** Ends the evaluation and answers its events; what it leaves must verify. */
async function ended({ id, host, officers: [, supervisor] }: Held) {
  await host.do({ type: "terminate", code: "204", reason: "采购任务取消" });
  await host.do({ type: "archive" });
  if (supervisor === undefined) throw new Error("there is no supervisor");
  await supervisor.until(({ view }) => view.stage === "archived");
  const bundle = await supervisor.account.http.bundle(id);
  if (!bundle.ok) throw new Error(bundle.refusal.en);
  const { checks } = await verifyBundle(bundle.value);
  expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  return events(supervisor.account, id);
}

test(
  "a decline draws a substitute by itself, a no-show too, and nobody is sent a name before all have come",
  { timeout: 120_000 },
  async () => {
    const held = await drawn((intake) => ({
      ...intake,
      profile: { id: "T", version: "2026-11-01" },
      document: { criteria: intake.method.items.map((item) => item.id) },
      panel: {
        ...intake.panel,
        draw: { ...intake.panel.draw, seats: [{ specialty: "it", count: 5 }] },
      },
      invitations: { answerWithin: 3600, place: "评标区 301 室" },
    }));
    const { id, host } = held;
    const [first, second] = await invited(id, 5);
    const stranger = pool.find((account) => account !== first && account !== second);
    if (first === undefined || second === undefined || stranger === undefined)
      throw new Error("too few");
    await answerInvitation(first, id, decline);
    expect(await refusalOf(first, id, accept)).toBe("invitation.closed");
    await host.until(({ view }) => view.ceremony?.round === 2 && view.ceremony.vacancies === 0);
    const called = await invited(id, 5);
    const outsider = pool.find((account) => account !== first && !called.includes(account));
    if (outsider === undefined) throw new Error("everybody was drawn");
    expect(await refusalOf(outsider, id, accept)).toBe("room.unknown");
    const absent = called.find((account) => account !== second) ?? second;
    for (const account of called) await answerInvitation(account, id, accept);
    expect(await refusalOf(second, id, accept)).toBe("invitation.answered");

    await host.do({ type: "beginCheckIn" });
    const seat = await seatOf(absent, id);
    expect(seat.view.tender).toMatchObject({ title: "", withheld: true });
    const member = seat.view.me.person;
    seat.close();
    const replacement = {
      type: "replaceMember",
      reason: "absence",
      explanation: "未到场",
    } as const;
    await host.do({ ...replacement, member });
    await host.until(({ view }) => view.ceremony?.round === 3 && view.ceremony.vacancies === 0);
    const present = await invited(id, 5);
    for (const account of present) {
      if (await isAsked(account, id)) await answerInvitation(account, id, accept);
    }
    const arrived: Seat[] = [];
    for (const [index, account] of present.entries()) {
      const officersBytes = seats
        .filter((one) => !pool.includes(one.account))
        .flatMap(({ received }) => received)
        .join();
      expect(expertNames.filter(({ name }) => officersBytes.includes(name))).toEqual([]);
      const own = await seatOf(account, id);
      arrived.push(own);
      expect(own.received.join()).not.toContain("投标人 B1");
      await checkIn(host, own);
      expect(index).toBeLessThan(5);
    }
    await host.until(
      ({ view }) => view.members.filter(({ name }) => name !== undefined).length === 5,
    );
    await arrived[0]?.until(({ view }) => view.tender.withheld === undefined);
    const left = await ended(held);
    const types = left.map(({ type }) => type);
    const count = (type: string): number => types.filter((one) => one === type).length;
    expect([
      count("MemberInvited"),
      count("InvitationDeclined"),
      count("SubstitutesDrawn"),
    ]).toEqual([7, 1, 2]);
    expect(count("CallRecorded")).toBeGreaterThanOrEqual(7);
    const shown = left.flatMap((event) => (event.type === "NamesShown" ? [event] : []));
    const looks = shown.flatMap(({ viewer, members }) => members.map((one) => `${viewer} ${one}`));
    expect(new Set(looks).size).toBe(looks.length);
    expect(shown.map(({ role }) => role).toSorted()).toEqual(["host", "supervisor", "witness"]);
  },
);

test(
  "silence lapses at its deadline, by the server's own clock, and the substitute is called",
  { timeout: 120_000 },
  async () => {
    const held = await drawn((intake) => ({ ...intake, invitations: { answerWithin: 10 } }));
    const { id, host } = held;
    const [silent, ...answering] = await invited(id, 3);
    if (silent === undefined) throw new Error("nobody was drawn");
    for (const account of answering) await answerInvitation(account, id, accept);
    await host.until(({ view }) => view.ceremony?.round === 2 && view.ceremony.vacancies === 0);
    expect(await refusalOf(silent, id, accept)).toBe("invitation.closed");
    const substitute = (await invited(id, 3)).find((account) => !answering.includes(account));
    if (substitute === undefined) throw new Error("no substitute was drawn");
    await answerInvitation(substitute, id, accept);
    const types = (await ended(held)).map(({ type }) => type);
    expect(types).toContain("InvitationLapsed");
  },
);
