import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { MediaFact } from "./media/facts.ts";
import type { MediaFigures } from "./media/room.ts";
import type { CommandSeen } from "./transport/socket/gateway.ts";

/** What is read off the running server whenever somebody asks. */
export type MetricSources = Readonly<{
  rooms: () => number;
  seats: () => number;
  /** Tracks that media workers could still forward. */
  mediaFree: () => number;
  mediaReady: () => boolean;
  media: () => MediaFigures;
  damaged: () => number;
  newsLive: () => boolean;
}>;

/** Of a command, from its arrival to its answer; of a transaction, from its first append to its answer. */
const seconds = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/**
 * The server's figures in Prometheus' text format. Labels are kinds and codes, never people, evaluations or values, so
 * that whoever watches the machine learns nothing of what is evaluated on it.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #commands: Counter<"type" | "outcome">;
  readonly #commandSeconds: Histogram;
  readonly #commitSeconds: Histogram;
  readonly #appends: Counter<"outcome">;
  readonly #faults: Counter;
  readonly #floods: Counter;
  readonly #trackChanges: Counter<"what">;

  constructor(sources: MetricSources) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    const gauge = (name: string, help: string, value: () => number): void => {
      const made: Gauge = new Gauge({ name, help, registers, collect: () => made.set(value()) });
    };
    gauge("yuanping_rooms", "Rooms served by this node", sources.rooms);
    gauge("yuanping_seats", "People seated on this node", sources.seats);
    gauge(
      "yuanping_media_free_tracks",
      "Tracks that media workers could still forward",
      sources.mediaFree,
    );
    gauge("yuanping_media_ready", "1 while media works", () => Number(sources.mediaReady()));
    gauge(
      "yuanping_media_rooms",
      "Rooms in which somebody has media open",
      () => sources.media().rooms,
    );
    gauge("yuanping_media_peers", "People with media open", () => sources.media().peers);
    gauge(
      "yuanping_media_tracks",
      "Tracks that are sent to this node",
      () => sources.media().tracks,
    );
    gauge(
      "yuanping_media_poor_tracks",
      "Of those, the ones that arrive badly",
      () => sources.media().poorTracks,
    );
    this.#trackChanges = new Counter({
      name: "yuanping_media_track_changes_total",
      help: "What happened to tracks: started, stopped, worsened, recovered and so on",
      labelNames: ["what"],
      registers,
    });
    gauge("yuanping_news_live", "1 while news come from other nodes", () =>
      Number(sources.newsLive()),
    );
    gauge("yuanping_streams_damaged", "Streams refused service", sources.damaged);
    this.#commands = new Counter({
      name: "yuanping_commands_total",
      help: "Commands by kind and by what became of them",
      labelNames: ["type", "outcome"],
      registers,
    });
    this.#commandSeconds = new Histogram({
      name: "yuanping_command_seconds",
      help: "From a command's arrival to its answer",
      buckets: seconds,
      registers,
    });
    this.#commitSeconds = new Histogram({
      name: "yuanping_commit_seconds",
      help: "How long a durable transaction takes",
      buckets: seconds,
      registers,
    });
    this.#appends = new Counter({
      name: "yuanping_appends_total",
      help: "Appends to streams, by whether their transaction was carried out",
      labelNames: ["outcome"],
      registers,
    });
    this.#floods = new Counter({
      name: "yuanping_floods_total",
      help: "Lines that were closed because their owner went on flooding",
      registers,
    });
    this.#faults = new Counter({
      name: "yuanping_faults_total",
      help: "Faults logged under a correlation id",
      registers,
    });
  }

  command({ type, code, ms }: CommandSeen): void {
    this.#commands.inc({ type, outcome: code });
    this.#commandSeconds.observe(ms / 1000);
  }

  commit(appends: number, ms: number, carriedOut: boolean): void {
    this.#commitSeconds.observe(ms / 1000);
    this.#appends.inc({ outcome: carriedOut ? "done" : "failed" }, appends);
  }

  trackChanged({ what }: Pick<MediaFact, "what">): void {
    this.#trackChanges.inc({ what });
  }

  fault(): void {
    this.#faults.inc();
  }

  flooded(): void {
    this.#floods.inc();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }
}
