import {
  witnessSeatSchema,
  type ForkKind,
  type WitnessSeat,
} from "@yuanping/shared/contracts/gates.ts";
import type { Role } from "@yuanping/shared/contracts/roles.ts";
import { streamOf } from "@yuanping/shared/contracts/record.ts";
import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { drawPartySchema, partyKeyName } from "@yuanping/shared/draw/index.ts";
import { notesOf } from "@yuanping/shared/evidence/checkpoint-list.ts";
import { look, type Sight } from "@yuanping/shared/evidence/follow-log.ts";
import {
  COSIGNATURE_V1,
  cosignCheckpoint,
  ed25519Signer,
  followKeyChanges,
  formatVkey,
  noteKey,
  type Signer,
} from "@yuanping/shared/tlog/index.ts";
import type { PersonCommand } from "./command.ts";
import type { KeyValueStore } from "./draft-key.ts";
import type { Answer } from "./http.ts";
import { keptAlarm, WitnessMemory, type KeptAlarm } from "./witness-memory.ts";
import { partySecrets } from "./party-secrets.ts";

/** The routes by which a log is followed; `HttpApi` has them. */
export type LogRoutes = Readonly<{
  logKeys(): Promise<Answer<readonly string[]>>;
  logKeyChanges(): Promise<Answer<string>>;
  logText(evaluation: string, path: string): Promise<Answer<string>>;
}>;

export type WitnessPorts = Readonly<{
  store: KeyValueStore;
  routes: LogRoutes;
  /** The server's time in milliseconds, as this seat knows it. */
  now: () => number;
}>;

/** What came of a look at the log. */
export type Looked = Readonly<{
  /** A contradiction, seen now or earlier: nothing is cosigned any more. */
  alarm?: KeptAlarm;
  /** The command that is due. */
  command?: PersonCommand;
}>;

/**
 * A witness of one evaluation's log: remembers the newest head it has seen, where it runs, and cosigns another only when
 * that one extends it. What it remembers is kept before anything is signed. Once it has seen two heads that contradict
 * one another it keeps both for good and cosigns nothing more.
 */
export class HeadWitness {
  readonly #ports: WitnessPorts;

  constructor(ports: WitnessPorts) {
    this.#ports = ports;
  }

  /** What this seat was ever shown that contradicts what it had seen; undefined where nothing did. */
  alarm(evaluation: string): KeptAlarm | undefined {
    return keptAlarm(this.#ports.store, evaluation);
  }

  /** Looks at the log, and answers with what is due at its gates. Rejects when the log cannot be reached. */
  async look(view: EvaluationView): Promise<Looked> {
    const { evaluation } = view;
    const memory = new WitnessMemory(this.#ports.store, evaluation);
    const earlier = memory.alarm;
    if (earlier !== undefined) return { alarm: earlier, ...reportOf(view, earlier) };
    const sight = await this.#see(evaluation, memory);
    if (sight.kind === "alarm") {
      const alarm = memory.raise(sight, this.#ports.now());
      return { alarm, ...reportOf(view, alarm) };
    }
    memory.note = sight.note;
    return this.#cosign(view, sight.note, Number(sight.size));
  }

  /**
   * Cosigns the head as this place knows it for a witness who is not in the room. Undefined when the log has not come far
   * enough, or contradicts itself.
   */
  async standIn(
    view: EvaluationView,
    instead: WitnessSeat,
    reason: string,
  ): Promise<PersonCommand | undefined> {
    const { alarm } = await this.look(view);
    const { note } = new WitnessMemory(this.#ports.store, view.evaluation);
    const signed = alarm === undefined && note !== undefined && (await this.#sign(view, note));
    return typeof signed === "string"
      ? { type: "cosignHead", note: signed, instead, reason }
      : undefined;
  }

  async #see(evaluation: string, memory: WitnessMemory): Promise<Sight> {
    const { routes } = this.#ports;
    memory.keys ??= valueOf(await routes.logKeys());
    const keys = memory.keys;
    const lookWith = (known: readonly string[]): Promise<Sight> =>
      look(memory.note, {
        keys: known,
        stream: streamOf(evaluation),
        fetchText: async (path) => valueOf(await routes.logText(evaluation, path)),
      });
    const sight = await lookWith(keys);
    if (sight.kind !== "alarm" || sight.fork !== undefined) return sight;
    // Signed by no key that this place knows: perhaps another took over, which the known one must have signed.
    const later = await this.#laterKeys(keys);
    if (later.length === keys.length) return sight;
    memory.keys = later;
    return lookWith(later);
  }

  async #laterKeys(keys: readonly string[]): Promise<readonly string[]> {
    const changes = valueOf(await this.#ports.routes.logKeyChanges());
    // What does not hold leads to no other key.
    return followKeyChanges(keys, notesOf(changes)).catch(() => keys);
  }

  async #cosign(view: EvaluationView, note: string, size: number): Promise<Looked> {
    const due = dueFrom(view);
    if (due === undefined || size < due) return {};
    const cosigned = await this.#sign(view, note);
    return cosigned === undefined ? {} : { command: { type: "cosignHead", note: cosigned } };
  }

  /** The note with this party's cosignature; undefined where the key is not the one on record. */
  async #sign(view: EvaluationView, note: string): Promise<string | undefined> {
    const party = drawPartySchema.safeParse(view.me.role);
    if (!party.success) return undefined;
    const { store, now } = this.#ports;
    const signer = await ed25519Signer(partySecrets(store, view.evaluation, view.me.person).seed);
    const name = partyKeyName(party.data, view.evaluation);
    if (vkeyFor(name, signer) !== view.witnessing?.key) return undefined;
    return cosignCheckpoint(note, name, signer, Math.floor(now() / 1000));
  }
}

/** The size that a head must have to count where this viewer's cosignature is due; undefined where none is. */
export function dueFrom({ witnessing, me }: EvaluationView): number | undefined {
  const seat = witnessSeatSchema.safeParse(me.role);
  if (!seat.success || witnessing?.open === undefined) return undefined;
  // The draw's own freeze cosigns its pool.
  const waiting = witnessing.gates?.find(
    ({ gate, cosigned }) =>
      gate !== "pool-frozen" && !cosigned.some((given) => given.seat === seat.data),
  );
  return waiting?.size;
}

/** The key with which this place would cosign for a person, in C2SP form; undefined for whoever is no party. */
export async function ownKey(
  store: KeyValueStore,
  evaluation: string,
  person: string,
  role: Role,
): Promise<string | undefined> {
  const party = drawPartySchema.safeParse(role);
  if (!party.success) return undefined;
  const signer = await ed25519Signer(partySecrets(store, evaluation, person).seed);
  return vkeyFor(partyKeyName(party.data, evaluation), signer);
}

function vkeyFor(name: string, { publicKey }: Signer): string {
  return formatVkey(noteKey(name, COSIGNATURE_V1, publicKey));
}

/** The alarm goes on record as long as the room takes it, once. */
function reportOf(
  { witnessing, me }: EvaluationView,
  { kept, shown, fork }: KeptAlarm,
): Readonly<{ command?: PersonCommand }> {
  const maySay = witnessSeatSchema.safeParse(me.role).success;
  const known = witnessing?.fork;
  if (!maySay || fork === undefined || kept === undefined) return {};
  if (known?.kept === kept && known.shown === shown) return {};
  const kind: ForkKind = fork;
  return { command: { type: "reportFork", kind, kept, shown } };
}

function valueOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.refusal.code}: ${answer.refusal.en}`);
  return answer.value;
}
