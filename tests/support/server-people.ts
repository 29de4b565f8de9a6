import type { Intake } from "@yuanping/shared/contracts/http.ts";
import { DEMO_PASSWORD } from "../../server/src/registry/demo-centre.ts";
import { signIn, type Account } from "../../scripts/demo/account.ts";
import { holdDraw } from "../../scripts/demo/hold-draw.ts";
import { Seat } from "../../scripts/demo/seat.ts";
import {
  answerWarnings,
  checkIn,
  electLead,
  review,
  score,
  sign,
  type MemberSeat,
} from "../../scripts/demo/stages.ts";
import { smallCase, smallIntake } from "./server-case.ts";

/** The four of whom the panel of a small case is drawn. */
const poolLogins = ["expert01", "expert02", "expert03", "expert04"];

export type SignIn = (url: string, login: string) => Promise<Account>;

export const signedIn: SignIn = (url, login) => signIn(url, login, DEMO_PASSWORD);

/** Signs each person in once: for whoever opens many lots one after the other, as proving a password is slow on purpose. */
export function signingInOnce(): SignIn {
  const accounts = new Map<string, Promise<Account>>();
  return (url, login) => {
    const known = accounts.get(`${url} ${login}`) ?? signedIn(url, login);
    accounts.set(`${url} ${login}`, known);
    return known;
  };
}

export type LotOptions = Readonly<{
  /** Which of the small cases' rooms; odd ones have the other host. */
  room?: number;
  sealing?: Intake["sealing"];
  witnessed?: boolean;
  /** What the agency takes in, if not the small case as it is. */
  changed?: (intake: Intake) => Intake;
  signIn?: SignIn;
}>;

/**
 * One lot played step by step by the product's own clients; each step leaves the evaluation at the stage it names.
 * Close it when done.
 */
export class Lot {
  readonly url: string;
  readonly id: string;
  readonly agency: Account;
  readonly seats: Seat[] = [];
  host: Seat;
  supervisor: Seat;
  witness: Seat;
  members: readonly MemberSeat[] = [];
  /** Those of the pool who were not drawn: strangers to this lot. */
  undrawn: readonly Account[] = [];
  readonly #signIn: SignIn;

  private constructor(
    url: string,
    id: string,
    agency: Account,
    officers: readonly Account[],
    signIn: SignIn,
  ) {
    this.url = url;
    this.#signIn = signIn;
    this.id = id;
    this.agency = agency;
    const [host, supervisor, witness] = officers.map((account) => this.#seat(account));
    if (host === undefined || supervisor === undefined || witness === undefined)
      throw new Error("three officers are needed");
    this.host = host;
    this.supervisor = supervisor;
    this.witness = witness;
  }

  /** 受理: the tender is open, and its officers are in their seats. */
  static async open(
    url: string,
    {
      room = 0,
      sealing = "L1",
      witnessed = true,
      changed = (intake) => intake,
      signIn = signedIn,
    }: LotOptions = {},
  ): Promise<Lot> {
    const agency = await signIn(url, "agency");
    const registry = await agency.http.registry();
    if (!registry.ok) throw new Error(registry.refusal.en);
    const opened = await agency.http.openTender(
      changed(smallIntake(registry.value, room, sealing, witnessed)),
    );
    if (!opened.ok) throw new Error(`${opened.refusal.code}: ${opened.refusal.en}`);
    const logins = [room % 2 === 0 ? "host" : "host2", "supervisor", "witness"];
    const officers = await Promise.all(logins.map((login) => signIn(url, login)));
    const lot = new Lot(url, opened.value.evaluation, agency, officers, signIn);
    await Promise.all(lot.seats.map((seat) => seat.joined()));
    return lot;
  }

  /** 抽取 and 签到: three members are drawn, checked in, admitted and in their seats. */
  async checkIn(): Promise<this> {
    const agencySeat = await this.#seat(this.agency).joined();
    await holdDraw(agencySeat, [this.host, this.supervisor, this.witness], (error) => {
      throw error;
    });
    await this.host.do({ type: "beginCheckIn" });
    const pool = await Promise.all(poolLogins.map((login) => this.#signIn(this.url, login)));
    const drawn = await Promise.all(pool.map((account) => this.#isDrawn(account)));
    this.undrawn = pool.filter((_, index) => !drawn[index]);
    const members: MemberSeat[] = [];
    for (const account of pool.filter((_, index) => drawn[index])) {
      const seat = await this.#seat(account).joined();
      await checkIn(this.host, seat);
      members.push({ seat, member: `E${members.length + 1}` });
    }
    this.members = members;
    return this;
  }

  /**
   * 评分: bids are unsealed, a lead is elected, the review is closed and every member may score.
   *
   * @param beforeScoring what else has to be done before that, such as making a common key
   * @param deadline by when the sheets should be in
   */
  async beginScoring(
    beforeScoring: () => Promise<void> = async () => {},
    deadline?: number,
  ): Promise<this> {
    await this.host.do({ type: "showBidders" });
    for (const { seat } of this.members) {
      await seat.until(({ view }) => view.stage === "unsealing");
      await seat.do({ type: "declareRecusal", recusal: { conflict: false } });
    }
    await this.host.do({ type: "unsealBids" });
    const lead = await electLead(this.members);
    await this.host.until(({ view }) => view.election.lead !== undefined);
    await this.host.do({ type: "beginReview" });
    for (const { seat } of this.members)
      await seat.until(({ view }) => view.stage === "preliminary-review");
    await Promise.all(this.members.map((member) => review(member, smallCase)));
    await lead.do({ type: "closeReview" });
    await beforeScoring();
    await this.host.do({
      type: "beginScoring",
      ...(deadline === undefined ? {} : { deadline }),
    });
    for (const { seat } of this.members) await seat.until(({ view }) => view.stage === "scoring");
    return this;
  }

  /** One member fills in and submits the sheet. */
  async submit(index: number): Promise<void> {
    await score(this.member(index), smallCase);
  }

  /** 公开, 复核, 签署 and 归档, once every sheet is in. */
  async finish(): Promise<this> {
    await this.signReport();
    await this.host.do({ type: "archive" });
    await this.supervisor.until(({ view }) => view.stage === "archived");
    return this;
  }

  /** 公开, 复核 and 签署: every warning is answered, the report is issued and all take a stand. */
  async signReport(): Promise<void> {
    for (const { seat } of this.members) await seat.until(({ view }) => view.result !== undefined);
    await answerWarnings(this.members);
    const lead = this.member(0).seat;
    await lead.until(({ view }) =>
      (view.result?.warnings ?? []).every(({ answer }) => answer !== undefined),
    );
    await lead.do({ type: "issueReport" });
    await sign(this.members);
    await this.host.until(({ view }) => view.stage === "signed");
  }

  /** 补抽: a member is out for their health, and the one who is drawn in their place arrives and declares. */
  async replace(index: number): Promise<void> {
    const out = this.member(index);
    await this.host.do({
      type: "replaceMember",
      member: out.seat.view.me.person,
      reason: "health",
      explanation: "突发疾病",
    });
    const [next] = this.undrawn;
    if (next === undefined) throw new Error("nobody is left to be drawn");
    await this.host.until(({ view }) => view.members.some(({ status }) => status === "drawn"));
    const seat = await this.#seat(next).joined();
    await checkIn(this.host, seat);
    await seat.until(({ view }) => view.me.status === "admitted");
    await seat.do({ type: "declareRecusal", recusal: { conflict: false } });
    this.members = this.members.toSpliced(index, 1, { seat, member: out.member });
  }

  member(index: number): MemberSeat {
    const member = this.members[index];
    if (member === undefined) throw new Error(`there is no member ${index}`);
    return member;
  }

  /** Another line of the same person, with the product's client. */
  again(seat: Seat): Seat {
    return this.#seat(seat.account);
  }

  close(): void {
    for (const seat of this.seats) seat.close();
  }

  #seat(account: Account): Seat {
    const seat = new Seat(account, this.id);
    this.seats.push(seat);
    return seat;
  }

  async #isDrawn(account: Account): Promise<boolean> {
    const listed = await account.http.evaluations();
    if (!listed.ok) throw new Error(listed.refusal.en);
    return listed.value.evaluations.some(({ evaluation }) => evaluation === this.id);
  }
}
