import type { OutcomeRecord } from "@yuanping/shared/contracts/outcome.ts";
import type { EvaluationCase } from "@yuanping/shared/method/index.ts";
import { signIn, type Account } from "./account.ts";
import { answerInvitation, isAsked } from "./answer-invitation.ts";
import { intakeOf, membersOf } from "./case-intake.ts";
import { holdDraw } from "./hold-draw.ts";
import { holdKey } from "./hold-key.ts";
import { SeatMedia } from "./seat-media.ts";
import { Seat } from "./seat.ts";
import { smallPicture } from "./synthetic-media.ts";
import {
  answerWarnings,
  checkIn,
  electLead,
  review,
  score,
  sign,
  type MemberSeat,
} from "./stages.ts";

export type Stagehands = Readonly<{
  url: string;
  password: string;
  /** Logins of the pool's experts; who of them was drawn shows in their own lists only. */
  experts: readonly Account[];
  /** Tells what happens, for people. */
  say: (text: string) => void;
  /** Leaves media out, where only the evaluation is of interest. */
  media: "real" | "none";
  /** Hears of a party of the draw that could not go on. */
  failed: (error: unknown) => void;
  /** Kills the node that holds a room, where others can go on; answers its address. Done once, when scoring begins. */
  killHolder?: ((evaluation: string) => Promise<string>) | undefined;
  /** Hears of every seat that comes in. */
  entered?: (seat: Seat) => void;
  /** Seats try again where the store is gone for a while. */
  patient?: boolean;
}>;

export type Played = Readonly<{
  evaluation: string;
  outcome: OutcomeRecord;
  media: Readonly<{ tracksDecoded: number; firstFrameMs: number }>;
  bundle: Uint8Array;
  events: number;
  /** Everything that the server sent to the sockets of this room. */
  received: readonly string[];
}>;

/** Takes one case from intake to the sealed bundle, through public sockets and HTTP only. */
export async function play(
  evaluation: EvaluationCase,
  room: number,
  stagehands: Stagehands,
): Promise<Played> {
  const { url, password, say } = stagehands;
  const agency = await signIn(url, "agency", password);
  const registry = await agency.http.registry();
  if (!registry.ok) throw new Error(registry.refusal.en);
  const opened = await agency.http.openTender(intakeOf(evaluation, registry.value, room));
  if (!opened.ok) throw new Error(opened.refusal.en);
  const id = opened.value.evaluation;
  say(`${id}: 受理 tender opened`);
  const seats: Seat[] = [];
  const enter = async (account: Account): Promise<Seat> => {
    const seat = new Seat(account, id, { patient: stagehands.patient ?? false });
    seats.push(seat);
    stagehands.entered?.(seat);
    return seat.joined();
  };
  const media: SeatMedia[] = [];
  try {
    const officers = { room, password, url };
    const host = await enter(await officer("host", officers));
    const supervisor = await enter(await officer("supervisor", officers));
    const witness = await enter(await officer("witness", officers));
    const agencySeat = await enter(agency);
    for (const seat of [host, supervisor, witness]) holdKey(seat, stagehands.failed);
    await holdDraw(agencySeat, [host, supervisor, witness], stagehands.failed);
    say(`${id}: 抽取 panel ${host.view.draw?.U ?? ""} of ${host.view.draw?.N ?? ""} drawn`);
    const members = await arrive(evaluation, host, enter, stagehands, id);

    const tracks = await connectMedia(
      [host, ...members.map(({ seat }) => seat)],
      [supervisor, witness],
      media,
      stagehands,
    );
    say(
      `${id}: 音视频 ${tracks.tracksDecoded} tracks decoded, first frame ${tracks.firstFrameMs} ms`,
    );

    await host.do({ type: "showBidders" });
    for (const { seat } of members) {
      await seat.until(({ view }) => view.stage === "unsealing");
      await seat.do({ type: "declareRecusal", recusal: { conflict: false } });
    }
    await host.do({ type: "unsealBids" });
    await supervisor.do({ type: "note", text: "请各位成员独立评审。" });
    const lead = await electLead(members);
    await host.until(({ view }) => view.election.lead !== undefined);
    await host.do({ type: "beginReview" });
    await host.do({ type: "pause", reason: "核对设备" });
    await host.do({ type: "resume", reason: "设备正常" });
    for (const { seat } of members)
      await seat.until(
        ({ view }) => view.paused === undefined && view.stage === "preliminary-review",
      );
    await Promise.all(members.map((member) => review(member, evaluation)));
    await lead.do({ type: "closeReview" });
    say(`${id}: 初步评审 preliminary review closed`);
    await host.until(({ view }) => view.sealing?.phase === "kept");
    say(`${id}: 评分密钥 key made and held 2 of 3`);
    await host.do({ type: "beginScoring" });
    for (const { seat } of members) await seat.until(({ view }) => view.stage === "scoring");
    if (stagehands.killHolder !== undefined) {
      const from = performance.now();
      const seated = [host, supervisor, witness, ...members.map(({ seat }) => seat)];
      for (const each of media) each.forgetTracks();
      const killed = await stagehands.killHolder(id);
      await Promise.all(seated.map((seat) => backFrom(seat, killed)));
      say(
        `${id}: ${killed} was killed; all seated again after ${Math.round(performance.now() - from)} ms`,
      );
      const back = await Promise.all(media.map((each) => each.decodesAll(media)));
      const tracksBack = back.reduce((sum, { tracks: count }) => sum + count, 0);
      say(
        `${id}: 音视频 media is back after ${Math.round(performance.now() - from)} ms, ${tracksBack} tracks decoded`,
      );
    }
    await Promise.all(members.map((member) => score(member, evaluation)));
    for (const { seat } of members) await seat.until(({ view }) => view.result !== undefined);
    say(`${id}: 评分公开 sheets opened`);
    const answered = await answerWarnings(members);
    await lead.until(({ view }) =>
      (view.result?.warnings ?? []).every(({ answer }) => answer !== undefined),
    );
    say(`${id}: 复核 ${answered} warnings answered`);
    await lead.do({ type: "say", text: "评审结果已复核,请签署报告。" });
    await lead.do({ type: "issueReport" });
    await sign(members);
    await host.until(({ view }) => view.stage === "signed");
    await host.do({ type: "archive" });
    await supervisor.until(({ view }) => view.stage === "archived");
    const outcome = supervisor.view.result?.outcome;
    if (outcome === undefined) throw new Error("an archived evaluation has a result");
    const bundle = await supervisor.account.http.bundle(id);
    if (!bundle.ok) throw new Error(bundle.refusal.en);
    say(`${id}: 归档 archived`);
    const trail = await supervisor.account.http.trail(id);
    if (!trail.ok) throw new Error(trail.refusal.en);
    return {
      evaluation: id,
      outcome,
      media: tracks,
      bundle: bundle.value,
      events: trail.value.split("\n").filter((line) => line !== "").length,
      received: seats.flatMap(({ received }) => received),
    };
  } finally {
    for (const each of media) each.stop();
    for (const seat of seats) seat.close();
  }
}

async function officer(
  office: "host" | "supervisor" | "witness",
  { room, url, password }: Readonly<{ room: number; url: string; password: string }>,
): Promise<Account> {
  // The demo centre has two hosts; each room has its own where two are played at once.
  const login = office === "host" && room % 2 === 1 ? "host2" : office;
  return signIn(url, login, password);
}

/** Waits until a seat whose node was killed is joined at another one. */
async function backFrom(seat: Seat, killed: string): Promise<void> {
  const { port } = new URL(killed);
  await seat.until(
    ({ connection }) =>
      connection.getSnapshot().status === "joined" && connection.socket.io.opts.port !== port,
  );
}

/** One drawn member declines and another recuses, where the pool has substitutes, as happens in life; the others come. */
async function arrive(
  evaluation: EvaluationCase,
  host: Seat,
  enter: (account: Account) => Promise<Seat>,
  { experts, say }: Stagehands,
  id: string,
): Promise<readonly MemberSeat[]> {
  const cast = membersOf(evaluation);
  const spare = (host.view.draw?.poolSize ?? 0) - cast.length;
  const [unable] = await drawnAccounts(experts, id, cast.length);
  if (unable !== undefined && spare > 1) {
    await answerInvitation(unable, id, {
      type: "declineInvitation",
      code: "time",
      text: "当日另有评审任务",
    });
    await host.until(({ view }) => view.ceremony?.round === 2);
    say(`${id}: 谢绝与补抽 one member declined, a substitute was drawn`);
  }
  await acceptAll(await drawnAccounts(experts, id, cast.length), id);
  await host.do({ type: "beginCheckIn" });
  const [conflicted] = await drawnAccounts(experts, id, cast.length);
  if (conflicted !== undefined && spare > 0) {
    const seat = await enter(conflicted);
    await seat.do(
      {
        type: "checkIn",
        undertaking: true,
        recusal: { conflict: true, ground: "曾在采购单位任职未满三年", bids: [] },
      },
      "with-password",
    );
    const round = spare > 1 ? 3 : 2;
    await host.until(({ view }) => view.ceremony?.round === round);
    say(`${id}: 回避与补抽 one member recused, a substitute was drawn`);
  }
  const accounts = await drawnAccounts(experts, id, cast.length);
  await acceptAll(accounts, id);
  const members: MemberSeat[] = [];
  for (const [index, account] of accounts.entries()) {
    const seat = await enter(account);
    await checkIn(host, seat);
    const member = cast[index];
    if (member === undefined) throw new Error("the panel is larger than the case");
    members.push({ seat, member });
  }
  return members;
}

/** Whoever is asked and has not answered yet accepts. */
async function acceptAll(accounts: readonly Account[], id: string): Promise<void> {
  for (const account of accounts) {
    if (await isAsked(account, id))
      await answerInvitation(account, id, { type: "acceptInvitation" });
  }
}

/** The experts who find the evaluation in their own lists, which follow the draw a moment later. */
async function drawnAccounts(
  experts: readonly Account[],
  id: string,
  wanted: number,
): Promise<readonly Account[]> {
  for (let tries = 0; tries < 60; tries += 1) {
    const drawn = await listing(experts, id);
    if (drawn.length === wanted) return drawn;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`not all ${wanted} drawn experts find the evaluation in their lists`);
}

async function listing(experts: readonly Account[], id: string): Promise<readonly Account[]> {
  const drawn: Account[] = [];
  for (const account of experts) {
    const listed = await account.http.evaluations();
    if (!listed.ok) throw new Error(listed.refusal.en);
    if (listed.value.evaluations.some(({ evaluation }) => evaluation === id)) drawn.push(account);
  }
  return drawn;
}

async function connectMedia(
  senders: readonly Seat[],
  receivers: readonly Seat[],
  media: SeatMedia[],
  { media: kind }: Stagehands,
): Promise<Played["media"]> {
  if (kind === "none") return { tracksDecoded: 0, firstFrameMs: 0 };
  const size = senders.length > 5 ? smallPicture : undefined;
  media.push(...senders.map((seat, mark) => new SeatMedia(seat, mark, size)));
  media.push(...receivers.map((seat) => new SeatMedia(seat, undefined)));
  const seen = await Promise.all(media.map((each) => each.decodesAll(media)));
  return {
    tracksDecoded: seen.reduce((sum, { tracks }) => sum + tracks, 0),
    firstFrameMs: Math.max(
      ...seen.filter(({ tracks }) => tracks > 0).map(({ firstFrameMs }) => firstFrameMs),
    ),
  };
}
