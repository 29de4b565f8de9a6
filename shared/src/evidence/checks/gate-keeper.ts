import type { CommandType } from "../../contracts/commands/index.ts";
import type { EventOf } from "../../contracts/events/index.ts";
import {
  witnessSeats,
  witnessSeatSchema,
  type Gate,
  type WitnessSeat,
} from "../../contracts/gates.ts";
import type { EventRecord } from "../../contracts/record.ts";
import type { Tender } from "../../contracts/tender.ts";
import { drawParties, type DrawParty } from "../../draw/index.ts";
import { waitsForGates } from "../../law/permissions.ts";
import { findProfile } from "../../law/profiles/index.ts";
import { parseCheckpoint, parseNote } from "../../tlog/index.ts";
import { fail, failAt, type Finding } from "../check.ts";

/** A cosignature at a gate, as the record has it. */
export type GateWitness = Readonly<{
  seat: WitnessSeat;
  party: DrawParty;
  /** Events in the head that was cosigned, and when that came on record. */
  size: number;
  at: number;
}>;

/** A gate of the evaluation and who cosigned it. */
export type WitnessedGate = Readonly<{
  gate: Gate;
  /** Events up to and with the gate's own. */
  size: number;
  by: readonly GateWitness[];
}>;

/** A note that must bear the log's signature and the party's, and be a head of this record. */
export type Claim = Readonly<{ record: EventRecord; note: string; key: string | undefined }>;

/**
 * Keeps the gates a second time, from the events and without the core: which gates are met, who cosigned them with what,
 * and whether anything that waits for a gate went on before.
 */
export class GateKeeper {
  #tender: Tender | undefined;
  readonly #keys = new Map<DrawParty, string>();
  /** Every key that a party ever named. */
  readonly keys = new Set<string>();
  readonly claims: Claim[] = [];
  readonly forks: EventOf<"ForkReported">[] = [];
  #gates: { gate: Gate; size: number; by: GateWitness[] }[] = [];
  #committed = 0;
  #command: CommandType | undefined;
  fault: Finding | undefined;

  get gates(): readonly WitnessedGate[] {
    return this.#gates;
  }

  get tender(): Tender | undefined {
    return this.#tender;
  }

  take(record: EventRecord): void {
    const { event, cause } = record;
    if (cause.index === 0) this.#command = cause.command?.type;
    switch (event.type) {
      case "TenderOpened":
        this.#tender = event.tender;
        return;
      case "KeyDeclared":
      case "KeyRenewed":
        this.#keys.set(event.party, event.vkey);
        this.keys.add(event.vkey);
        return;
      case "DrawSealed":
        this.#committed = 0;
        return;
      case "DrawCommitted":
        this.#committed += 1;
        if (this.#committed === drawParties.length) this.#meet("pool-frozen", record);
        return;
      case "DrawCosigned": {
        const seat = witnessSeatSchema.safeParse(event.party);
        if (seat.success) this.#cosigned(record, seat.data, event.party, event.note);
        return;
      }
      case "HeadCosigned":
        this.#takeCosignature(record, event);
        return;
      case "ForkReported":
        this.forks.push(event);
        return;
      case "DrawVoided":
        this.#gates = this.#gates.filter((met) => met.gate !== "pool-frozen" || isPassed(met));
        return;
      case "Terminated":
        this.#gates = this.#gates.filter(isPassed);
        return;
      case "AttemptRefused":
        return;
      default:
        this.#takeStep(record);
    }
  }

  /** Gates that nobody passed: at the end there must be none. */
  finding(): Finding | undefined {
    if (this.fault !== undefined) return this.fault;
    const open = this.#gates.find((met) => !isPassed(met));
    if (open === undefined) return undefined;
    const missing = missingAt(open);
    return fail(
      `gate ${open.gate} lacks the cosignature of ${missing}`,
      `关口 ${open.gate} 缺少 ${missing} 的会签`,
    );
  }

  #takeStep(record: EventRecord): void {
    const open = this.#gates.find((met) => !isPassed(met));
    if (open !== undefined && this.#command !== undefined && waitsForGates(this.#command)) {
      const missing = missingAt(open);
      this.fault ??= failAt(
        record,
        `goes on while gate ${open.gate} waits for ${missing}`,
        `关口 ${open.gate} 尚缺 ${missing} 会签即已进行`,
      );
    }
    const gate = this.#gateOf(record);
    if (gate !== undefined) this.#meet(gate, record);
  }

  #gateOf({ event }: EventRecord): Gate | undefined {
    switch (event.type) {
      case "PanelDrawn":
      case "SubstitutesDrawn":
        return "draw-result";
      case "BidsUnsealed":
        return "bids-unsealed";
      case "SheetsFrozen":
        return "scores-frozen";
      case "ResultComputed":
        return this.#command === "openSheets" ? "scores-opened" : undefined;
      case "SigningClosed":
        return "report-signed";
      default:
        return undefined;
    }
  }

  #meet(gate: Gate, { seq }: EventRecord): void {
    if (this.#tender?.witnessing !== undefined) this.#gates.push({ gate, size: seq + 1, by: [] });
  }

  #takeCosignature(record: EventRecord, event: EventOf<"HeadCosigned">): void {
    const { party, seat, size, note } = event;
    if (party !== seat && !this.#mayStandIn(party)) {
      this.fault ??= failAt(
        record,
        "is by a substitute whom the rules do not allow",
        "代签不合规则",
      );
    }
    if (sizeOf(note) !== size) {
      this.fault ??= failAt(record, "is about a head of another size", "会签的检查点条数不符");
    }
    this.#cosigned(record, seat, party, note);
  }

  #mayStandIn(party: DrawParty): boolean {
    const tender = this.#tender;
    const profile = tender && findProfile(tender.profile);
    return tender?.witnessing?.substitute === party && profile?.substituteWitness?.value === true;
  }

  #cosigned(record: EventRecord, seat: WitnessSeat, party: DrawParty, note: string): void {
    if (this.#tender?.witnessing === undefined) return;
    this.claims.push({ record, note, key: this.#keys.get(party) });
    const size = sizeOf(note) ?? 0;
    for (const met of this.#gates) {
      const given = met.by.some((other) => other.seat === seat);
      if (met.size <= size && !given) met.by.push({ seat, party, size, at: record.at });
    }
  }
}

function isPassed({ by }: WitnessedGate): boolean {
  const inPerson = by.some(({ seat, party }) => seat === party);
  return inPerson && witnessSeats.every((seat) => by.some((given) => given.seat === seat));
}

function missingAt({ by }: WitnessedGate): string {
  const missing = witnessSeats.filter((seat) => by.every((given) => given.seat !== seat));
  return missing.length === 0 ? "a witness in person" : missing.join(", ");
}

function sizeOf(note: string): number | undefined {
  try {
    return Number(parseCheckpoint(parseNote(note).text).size);
  } catch {
    return undefined;
  }
}
