import type { MediaAnswer } from "@yuanping/shared/contracts/media.ts";
import type {
  trialConsume,
  trialProduce,
  trialTransport,
  TrialWay,
} from "@yuanping/shared/contracts/media-trial.ts";
import type {
  DtlsParameters,
  MediaKind,
  RtpCapabilities,
  RtpParameters,
} from "@yuanping/shared/contracts/media-rtp.ts";
import type { PlaneProducer, PlaneRouter, PlaneTransport, Traffic } from "./plane.ts";
import { granted, mediaRefusals, refused } from "./refusals.ts";
import type { Outcome } from "./refusals.ts";

type Direction = "send" | "receive";
type Ends = { send?: PlaneTransport; receive?: PlaneTransport; sent?: PlaneProducer };

/**
 * One seat's trial of its line: over each way a transport to send with, its one track, and a transport on which the
 * same track comes back. All of it lives in a router of its own, which nobody else can reach.
 */
export class Trial {
  readonly #router: PlaneRouter;
  readonly #ways: Readonly<Record<TrialWay, Ends>> = { udp: {}, tcp: {} };
  /** What is being opened or sent, so that a second request in the same breath gets nothing. */
  readonly #begun = new Set<string>();
  #over = false;

  constructor(router: PlaneRouter) {
    this.#router = router;
  }

  get rtpCapabilities(): RtpCapabilities {
    return this.#router.rtpCapabilities;
  }

  async transport(
    way: TrialWay,
    direction: Direction,
  ): Promise<Outcome<MediaAnswer<typeof trialTransport>>> {
    if (!this.#first(`${way} ${direction}`)) return this.#unknown();
    const opened = await this.#router.openTransport(way);
    if (!opened.ok) return opened;
    if (this.#over) {
      opened.value.close();
      return refused(mediaRefusals.noTrial);
    }
    this.#ways[way][direction] = opened.value;
    return granted(opened.value.params);
  }

  async connect(transport: string, dtlsParameters: DtlsParameters): Promise<Outcome<void>> {
    const found = this.#find(transport);
    return found === undefined ? this.#unknown() : found.transport.connect(dtlsParameters);
  }

  async produce(
    transport: string,
    stream: Readonly<{ kind: MediaKind; rtpParameters: RtpParameters }>,
  ): Promise<Outcome<MediaAnswer<typeof trialProduce>>> {
    const found = this.#find(transport);
    if (found?.direction !== "send" || !this.#first(`${found.way} track`)) return this.#unknown();
    const produced = await found.transport.produce({ ...stream, paused: false });
    if (!produced.ok) return produced;
    if (this.#over) return refused(mediaRefusals.noTrial);
    this.#ways[found.way].sent = produced.value;
    return granted({ producer: produced.value.id });
  }

  async consume(
    transport: string,
    rtpCapabilities: RtpCapabilities,
  ): Promise<Outcome<MediaAnswer<typeof trialConsume>>> {
    const found = this.#find(transport);
    const sent = found === undefined ? undefined : this.#ways[found.way].sent;
    if (found?.direction !== "receive" || sent === undefined) return this.#unknown();
    if (!this.#first(`${found.way} back`)) return this.#unknown();
    const consumed = await found.transport.consume(sent, rtpCapabilities);
    if (!consumed.ok) return consumed;
    const resumed = await consumed.value.resume();
    if (!resumed.ok) return resumed;
    const { id, kind, rtpParameters } = consumed.value;
    return granted({ consumer: id, producer: sent.id, kind, rtpParameters });
  }

  async traffic(transport: string): Promise<Outcome<Traffic>> {
    const found = this.#find(transport);
    return found === undefined ? this.#unknown() : found.transport.traffic();
  }

  /** Closes everything at once. */
  end(): void {
    this.#over = true;
    this.#router.close();
  }

  #unknown() {
    return refused(this.#over ? mediaRefusals.noTrial : mediaRefusals.unknown);
  }

  #first(step: string): boolean {
    if (this.#over || this.#begun.has(step)) return false;
    this.#begun.add(step);
    return true;
  }

  #find(id: string) {
    if (this.#over) return undefined;
    for (const way of ["udp", "tcp"] as const) {
      for (const direction of ["send", "receive"] as const) {
        const transport = this.#ways[way][direction];
        if (transport?.params.transport === id) return { way, direction, transport };
      }
    }
    return undefined;
  }
}
