import { z } from "zod";
import { viewChangeSchema } from "@yuanping/shared/contracts/view-change.ts";
import type { Account } from "../../scripts/demo/account.ts";
import type { Seat } from "../../scripts/demo/seat.ts";
import { submitMarks } from "../../scripts/demo/stages.ts";
import { deriveDraftKey, sealDraft } from "@yuanping/shared/seal/draft-sealing.ts";
import { jsonChanges } from "./json-changes.ts";
import type { ScoringStep } from "./scoring-plan.ts";
import { Lot, signingInOnce } from "./server-people.ts";
import { eventually } from "./server-process.ts";

/** Everything new that each observer was told while a scoring went on, message by message, by the observer's name. */
export type Transcripts = ReadonlyMap<string, readonly string[]>;

/** By what the observers are told. */
export type Over = "sockets" | "sockets-and-http";

const hour = 3_600_000;
/** What an answer carries of the clock and of chance alone. */
const ownChance: ReadonlySet<string> = new Set(["date", "x-request-id"]);
const packetSchema = z.string().regex(/^[23]\d*\[/);

/** The same people play all courses; who they are is proved once, and their drafts' keys are made once. */
const signIn = signingInOnce();
const draftKeys = new Map<string, ReturnType<typeof deriveDraftKey>>();
function draftKeyOf({ login, password }: Account): ReturnType<typeof deriveDraftKey> {
  const key = draftKeys.get(login) ?? deriveDraftKey(login, password);
  draftKeys.set(login, key);
  return key;
}

/**
 * Plays one scoring on a lot of its own, over real connections, and answers what everybody was told meanwhile: by their
 * sockets and, where that is wanted, by whatever can be asked for over HTTP.
 */
export async function transcriptsOf(
  url: string,
  plan: readonly ScoringStep[],
  over: Over,
): Promise<Transcripts> {
  const lot = await Lot.open(url, { signIn });
  try {
    await lot.checkIn();
    await lot.beginScoring(undefined, Date.now() + hour);
    const marker = new Markers(lot);
    await marker.pass();
    const answers = () => (over === "sockets" ? new Map<string, string>() : answersByHttp(lot));
    const before = await answers();
    const base = marker.events;
    const starts = lot.seats.map((seat) => ({ seat, from: seat.received.length, view: seat.view }));
    await play(lot, plan, marker);
    await marker.pass();
    const after = await answers();
    const clean = cleanerOf(lot, base);
    const told = new Map<string, readonly string[]>();
    for (const { seat, from, view } of starts) {
      const messages = seat.received.slice(from).flatMap((packet) => newsOf(packet, view));
      told.set(observerOf(lot, seat), messages.map(clean));
    }
    for (const [path, was] of before) {
      const is = after.get(path);
      told.set(`GET ${clean(path)}`, was === is ? [] : [clean(`${was} → ${is}`)]);
    }
    return told;
  } finally {
    lot.close();
  }
}

async function play(lot: Lot, plan: readonly ScoringStep[], marker: Markers): Promise<void> {
  const revisions = new Map<number, number>();
  for (const step of plan) {
    if ("rollback" in step) {
      const heard = newsOfEach(lot);
      await answered(lot, step.rollback);
      if (step.rollback === "approved") {
        await eventually("all hear of the other stage", () =>
          newsOfEach(lot).every((count, seat) => count > (heard[seat] ?? 0)),
        );
      }
      await marker.headsAfter(1);
      continue;
    }
    const { seat } = lot.member(step.member);
    if ("asks" in step) {
      await seat.do({ type: "askForTime" });
      await marker.headsAfter(1);
      continue;
    }
    const bids = seat.view.review.closed?.valid ?? [];
    if ("submits" in step) {
      await submitMarks(seat, tableOf(bids, step.submits));
      // The signed head follows on its own time; with it behind us, the order of messages is the same every time.
      await marker.headsAfter(1);
      continue;
    }
    const revision = (revisions.get(step.member) ?? 0) + 1;
    revisions.set(step.member, revision);
    const key = await draftKeyOf(seat.account);
    const draft = tableOf(bids.slice(0, step.cells), "1");
    await seat.saveDraft({ revision, ciphertext: await sealDraft(key, draft) });
  }
}

/** The host asks to go back to the review, and the supervisor answers; there is one request in a course. */
async function answered({ host, supervisor }: Lot, how: "requested" | "refused" | "approved") {
  const reason = "评审依据有误";
  if (how === "requested") {
    await host.do({ type: "requestRollback", to: "preliminary-review", reason });
  } else if (how === "refused") {
    await supervisor.do({ type: "refuseRollback", request: 1, reason });
  } else {
    await supervisor.do({ type: "approveRollback", request: 1 });
  }
}

/** How many news of another stage each seat has heard. They come on their own time, which must not look like an order. */
const newsOfEach = ({ seats }: Lot): readonly number[] =>
  seats.map(({ received }) => received.filter((packet) => packet.includes("centre:news")).length);

function tableOf(bids: readonly string[], mark: string) {
  return Object.fromEntries(bids.map((bid) => [bid, { technical: mark }]));
}

/** Makes sure that what the server had to say so far has arrived. */
class Markers {
  readonly #lot: Lot;
  #count = 0;
  #events = 0;

  /** How many events the record had when all had arrived. */
  get events(): number {
    return this.#events;
  }

  constructor(lot: Lot) {
    this.#lot = lot;
  }

  /** The host says something that everybody in the room hears, and every socket answers once more. */
  async pass(): Promise<void> {
    this.#count += 1;
    const text = `第 ${this.#count} 次`;
    await this.#lot.host.do({ type: "say", text });
    const { host, supervisor, witness, members } = this.#lot;
    for (const seat of [host, supervisor, witness, ...members.map((member) => member.seat)]) {
      await seat.until(({ view }) => view.talk.some((said) => said.text === text));
    }
    const seq = host.connection
      .getSnapshot()
      .feed.findLast(({ details }) => details["text"] === text)?.seq;
    if (seq === undefined) throw new Error("the host's own words are not in the feed");
    this.#events = seq + 1;
    await this.headsAfter(0);
    for (const seat of this.#lot.seats) {
      await seat.connection.socket.timeout(30_000).emitWithAck("clock:now", {});
    }
  }

  /** Waits until all who watch have the signed head of the record with so many more events. */
  async headsAfter(more: number): Promise<void> {
    this.#events += more;
    const { host, supervisor, witness } = this.#lot;
    for (const seat of [host, supervisor, witness]) {
      await seat.until(({ connection }) => {
        const size = connection.getSnapshot().head?.size ?? 0;
        return size >= this.#events;
      });
    }
  }
}

/** What a packet says that the view at the beginning did not; one text a message, so that their number counts too. */
function newsOf(packet: string, view: Seat["view"]): readonly string[] {
  // Heartbeats come by the clock alone and carry nothing.
  if (!packetSchema.safeParse(packet).success) return packet === "" ? [] : [packet];
  const body: unknown = JSON.parse(packet.slice(packet.indexOf("[")));
  const notice = z.tuple([z.literal("room:change"), viewChangeSchema]).safeParse(body);
  if (!notice.success) return [`${packet.slice(0, 1)} ${JSON.stringify(body)}`];
  const { set, grown, gone } = notice.data[1];
  const lists = JSON.stringify([grown ?? {}, gone ?? []]);
  return [`room:change ${jsonChanges(view, { ...view, ...set }).join("; ")} ${lists}`];
}

function observerOf(lot: Lot, seat: Seat): string {
  const member = lot.members.findIndex((each) => each.seat === seat);
  return member >= 0 ? `member ${member}` : seat.account.login;
}

/** Health, lists and what may be exported, asked for by everybody and by a stranger. */
async function answersByHttp(lot: Lot): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  const exports = ["report.html", "report.json", "trail", "bundle"].map(
    (part) => `/api/evaluations/${lot.id}/${part}`,
  );
  const paths = ["/healthz", "/api/evaluations", "/api/registry", ...exports];
  const accounts = [...new Set(lot.seats.map(({ account }) => account)), ...lot.undrawn];
  const askers = [
    { name: "nobody", cookie: "" },
    ...accounts.map(({ login, cookie }) => {
      const member = lot.members.findIndex(({ seat }) => seat.account.login === login);
      const undrawn = lot.undrawn.some((each) => each.login === login);
      return { name: member >= 0 ? `member ${member}` : undrawn ? "undrawn" : login, cookie };
    }),
  ];
  for (const { name, cookie } of askers) {
    for (const path of paths) {
      const response = await fetch(lot.url + path, { headers: { cookie } });
      const headers = [...response.headers].filter(([header]) => !ownChance.has(header));
      const parts = [response.status, JSON.stringify(headers), await response.text()];
      answers.set(`${path} as ${name}`, parts.join(" "));
    }
  }
  return answers;
}

/**
 * Takes out what differs between any two evaluations and may be seen: ids, digests, times, members' codes, and how
 * long the record was at the beginning.
 */
function cleanerOf(lot: Lot, base: number): (text: string) => string {
  const coded = lot.members.flatMap(({ seat }, index) => {
    const { person, code } = seat.view.me;
    return [
      [person, `<member ${index}>`],
      ...(code === undefined ? [] : [[`"code":"${code}"`, `"code":"<member ${index}>"`]]),
    ] as const;
  });
  return (text) =>
    [[lot.id, "<evaluation>"] as const, ...coded]
      .reduce((kept, [found, name]) => kept.replaceAll(found, name), text)
      // A signed head says the size beside it, and root and signature, which depend on every ciphertext.
      .replaceAll(/"note":"(?:[^"\\]|\\.)*"/g, '"note":"<note>"')
      .replaceAll(
        /"(seq|size)":(\d+)/g,
        (_, name: string, place: string) => `"${name}":${Number(place) - base}`,
      )
      .replaceAll(/\b[0-9a-f]{32,64}\b/g, "<hex>")
      .replaceAll(/\b1[0-9]{12}\b/g, "<instant>");
}
