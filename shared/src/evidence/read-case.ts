import type { EvaluationEvent, EventOf } from "../contracts/events/index.ts";
import type { OutcomeRecord } from "../contracts/outcome.ts";
import type { MarkTable } from "../contracts/sheet.ts";
import { isEarlier } from "../contracts/stages.ts";
import { withDrawn, type EvaluationCase, type Method } from "../method/index.ts";

/** What members and bidders put on record, gathered event by event and turned into a case to compute. */
export type CaseReading = Readonly<{
  evaluationCase: EvaluationCase;
  /** Marks by member, corrections included. */
  marks: ReadonlyMap<string, MarkTable>;
  corrections: number;
  /** Bids that the preliminary review rejected. */
  rejected: readonly string[];
  /** Bidders' names by bid. */
  names: ReadonlyMap<string, string>;
  /** The newest result on record. */
  result: OutcomeRecord | undefined;
}>;

/** Reads a case from one event after the other. */
export class CaseReader {
  readonly #gathered = new Gathered();
  #opening: EventOf<"TenderOpened"> | undefined;

  take(event: EvaluationEvent): void {
    if (event.type === "TenderOpened") this.#opening ??= event;
    this.#gathered.take(event);
  }

  /** Throws when no event opened the tender. */
  end(): CaseReading {
    if (this.#opening === undefined) throw new Error("no tender");
    const { evaluation, tender } = this.#opening;
    const { marks, corrections, closed, result } = this.#gathered;
    return {
      evaluationCase: this.#gathered.caseOf(
        evaluation,
        withDrawn(tender.method, this.#gathered.drawn),
      ),
      marks,
      corrections,
      rejected: (closed?.rejected ?? []).map(({ bid }) => bid),
      names: new Map(tender.bidders.map(({ id, name }) => [id, name])),
      result,
    };
  }
}

class Gathered {
  readonly marks = new Map<string, MarkTable>();
  corrections = 0;
  /** Coefficients that were drawn, by name. */
  drawn: Readonly<Record<string, string>> = {};
  closed: EventOf<"ReviewClosed"> | undefined;
  result: OutcomeRecord | undefined;
  readonly #codes = new Map<string, string>();
  readonly #bids: EventOf<"BidUnsealed">["content"][] = [];
  /** Member → bid → item → verdict. */
  readonly #verdicts = new Map<string, Map<string, Map<string, string>>>();

  /** Events that say nothing of bids and marks pass by. */
  take(event: EvaluationEvent): void {
    if (event.type === "PanelDrawn") event.panel.forEach((seat) => this.#seat(seat));
    if (event.type === "SubstitutesDrawn") event.substitutes.forEach((seat) => this.#seat(seat));
    if (event.type === "NumbersDrawn") this.#draw(event);
    if (event.type === "BidUnsealed") this.#bids.push(event.content);
    if (event.type === "FindingRecorded") this.#find(event);
    if (event.type === "RecusedFromBid") this.#withdraw(event);
    if (event.type === "ReviewClosed") this.closed = event;
    if (event.type === "SheetOpened") this.marks.set(event.member, event.opened.sheet.marks);
    if (event.type === "MarkCorrected") this.#correct(event);
    if (event.type === "ResultComputed") this.result = event.outcome;
    if (event.type === "StageRolledBack") this.#rollBack(event);
  }

  caseOf(id: string, method: Omit<Method, "drawn">): EvaluationCase {
    const valid = new Set(this.closed?.valid);
    const bids = this.#bids.filter((bid) => valid.has(bid.id));
    const votes = method.items.filter((item) => item.kind === "pass-fail").map((item) => item.id);
    return {
      format: "evaluation-case/1",
      id,
      ...method,
      bids: bids.map(({ documents: _documents, ...bid }) => bid),
      marks: Object.fromEntries(bids.map((bid) => [bid.id, this.#marksOn(bid.id, votes)])),
    };
  }

  /** Everybody's marks and votes on one bid, by the code of the member. */
  #marksOn(bid: string, votes: readonly string[]): EvaluationCase["marks"][string] {
    return Object.fromEntries(
      [...this.marks].map(([member, table]) => {
        const verdicts = this.#verdicts.get(member)?.get(bid);
        const voted = votes.flatMap((item) => {
          const verdict = verdicts?.get(item);
          return verdict === undefined ? [] : [[item, verdict]];
        });
        return [this.#codes.get(member) ?? member, { ...Object.fromEntries(voted), ...table[bid] }];
      }),
    );
  }

  /** What was scored and decided after the stage to which it went back counts no more. */
  #rollBack({ to }: EventOf<"StageRolledBack">): void {
    if (isEarlier("scoring", to)) return;
    this.marks.clear();
    this.corrections = 0;
    this.result = undefined;
    if (!isEarlier("preliminary-review", to)) this.closed = undefined;
  }

  #draw({ drawn }: EventOf<"NumbersDrawn">): void {
    const given = drawn.map(({ name, values: [value = ""] }) => [name, value]);
    this.drawn = { ...this.drawn, ...Object.fromEntries(given) };
  }

  #seat({ person, code }: Readonly<{ person: string; code: string }>): void {
    this.#codes.set(person, code);
  }

  #find({ member, bid, item, verdict }: EventOf<"FindingRecorded">): void {
    const ofMember = this.#verdicts.get(member) ?? new Map<string, Map<string, string>>();
    const ofBid = ofMember.get(bid) ?? new Map<string, string>();
    ofBid.set(item, verdict);
    ofMember.set(bid, ofBid);
    this.#verdicts.set(member, ofMember);
  }

  /** Votes on the bid are void; where the panel's finding hung on them it is found anew. */
  #withdraw({ member, bid, reopens }: EventOf<"RecusedFromBid">): void {
    this.#verdicts.get(member)?.delete(bid);
    if (reopens) this.closed = undefined;
  }

  #correct({ member, bid, item, after }: EventOf<"MarkCorrected">): void {
    const table = this.marks.get(member) ?? {};
    this.marks.set(member, { ...table, [bid]: { ...table[bid], [item]: after } });
    this.corrections += 1;
  }
}
