import type { EvaluationEvent } from "../contracts/events/index.ts";
import type { HashAlgorithm } from "../tlog/index.ts";
import { noEvents, noManifest, unchecked, type Finding } from "./check.ts";
import { Roots, signedSizes } from "./checks/checkpoint.ts";
import { followCommitments } from "./checks/commitments.ts";
import { endsItsLines, EventsReading, linesOf, type LineReader } from "./checks/events.ts";
import { Execution } from "./checks/execution.ts";
import type { Followed, Follower } from "./checks/follower.ts";
import { followChain, followSequence, followTime } from "./checks/order.ts";
import { RecordingsFollower } from "./checks/recordings.ts";
import { followClosing, Stands } from "./checks/report.ts";
import { Witnesses } from "./checks/witnesses.ts";
import { fail } from "./check.ts";
import type { Manifest } from "./manifest.ts";
import { followSealing } from "./checks/sealing.ts";
import { CaseReader } from "./read-case.ts";

/** What the walk is over. */
export type WalkOver = Readonly<{
  files: ReadonlyMap<string, Uint8Array>;
  manifest: Manifest | undefined;
  algorithm: HashAlgorithm;
  read: LineReader;
}>;

/**
 * One pass over the lines of a bundle: each is read, hashed, and shown to every check that follows the events. No list
 * of events is kept, so what it takes follows the state of an evaluation and not the length of its stream; only the ids
 * of commands, no two of which may be alike, grow with it.
 */
export class Walk {
  readonly execution = new Execution();
  readonly stands = new Stands();
  readonly caseReader = new CaseReader();
  readonly #sequence: Guarded | undefined;
  readonly #chain = new Guarded(followChain());
  readonly #time = new Guarded(followTime());
  readonly #commitments = new Guarded(followCommitments());
  readonly #sealing = new Guarded(followSealing());
  readonly #execution = new Guarded(this.execution);
  readonly witnesses = new Witnesses();
  readonly recordings = new RecordingsFollower();
  readonly #recordings = new Guarded(this.recordings);
  readonly #closing = new Guarded(followClosing());
  readonly #events: EventsReading;
  /** Undefined where the file of events does not end its last line. */
  readonly roots: Roots | undefined;
  opening: EvaluationEvent | undefined;
  /** Lines whose text is withheld. */
  withheld = 0;

  constructor({ files, manifest, algorithm, read }: WalkOver) {
    const file = files.get("events.ndjson") ?? new Uint8Array();
    this.#events = new EventsReading(read);
    if (manifest !== undefined) this.#sequence = new Guarded(followSequence(manifest));
    if (!endsItsLines(file)) return;
    this.roots = new Roots(signedSizes(files), algorithm);
    for (const line of linesOf(file)) {
      const { leaf, followed } = this.#events.take(line);
      this.roots.add(leaf);
      if (followed !== undefined) this.#show(followed);
    }
  }

  /** Whether there are events, and every line is one. */
  get isReadable(): boolean {
    return this.roots !== undefined && this.#events.isSound;
  }

  events(): Finding {
    return this.roots === undefined
      ? fail("events.ndjson does not end with a line end", "events.ndjson 未以换行结束")
      : this.#events.finding();
  }

  sequence(): Finding {
    return this.#sequence === undefined ? unchecked(noManifest) : this.#findingOf(this.#sequence);
  }

  chain = (): Finding => this.#findingOf(this.#chain);
  time = (): Finding => this.#findingOf(this.#time);
  commitments = (): Finding => this.#findingOf(this.#commitments);
  sealing = (): Finding => this.#findingOf(this.#sealing);
  reexecution = (): Finding => this.#findingOf(this.#execution);
  recorded = (): Finding => this.#findingOf(this.#recordings);
  closing = (): Finding => this.#findingOf(this.#closing);

  #findingOf(follower: Guarded): Finding {
    return this.isReadable ? follower.finding() : unchecked(noEvents);
  }

  #show(followed: Followed): void {
    const { record } = followed;
    this.opening ??= record.event;
    if (!followed.isWhole) this.withheld += 1;
    this.#sequence?.take(followed);
    this.#chain.take(followed);
    this.#time.take(followed);
    this.#commitments.take(followed);
    this.#sealing.take(followed);
    this.#execution.take(followed);
    this.#recordings.take(followed);
    this.#closing.take(followed);
    this.caseReader.take(record.event);
    this.stands.take(record);
    this.witnesses.take(followed);
  }
}

/** A check that throws, on input that nobody foresaw, has failed, and the others go on. */
class Guarded {
  readonly #follower: Follower;
  #thrown: unknown;

  constructor(follower: Follower) {
    this.#follower = follower;
  }

  take(followed: Followed): void {
    if (this.#thrown !== undefined) return;
    try {
      this.#follower.take(followed);
    } catch (error) {
      this.#thrown = error ?? new Error("unforeseen");
    }
  }

  /** Throws what following threw. */
  finding(): Finding {
    if (this.#thrown !== undefined) throw this.#thrown;
    return this.#follower.finding();
  }
}
