import { createAdapter } from "@socket.io/redis-streams-adapter";
import { redisClient, type RedisClient } from "./client.ts";
import type { RedisTarget } from "./target.ts";

/** Redis refuses us, or what is in it is not ours. */
export class RedisUnfit extends Error {
  constructor(why: string, cause?: unknown) {
    super(`the Redis of REDIS_URL cannot be used: ${why}`, { cause });
    this.name = "RedisUnfit";
  }
}

export type RedisState = "live" | "degraded";

export type RedisLineOptions = Readonly<{
  target: RedisTarget;
  /** What our keys begin with; the installation's name is in it, so that two may share a Redis. */
  prefix: string;
  onState: (state: RedisState) => void;
}>;

/** Entries kept for nodes that were away for a moment. */
const longestStream = 10_000;
const probeMs = 1_000;
/** A Redis that answers later than this does not count as answering. */
const probePatience = 1_500;
/** How long a start waits for Redis before it goes on without. */
const startPatience = 3_000;

const refusedLogin = /^(WRONGPASS|NOAUTH|NOPERM|ERR invalid password|ERR AUTH)/;

/**
 * The line to Redis. Everything in Redis may be lost: while it does not answer, whatever is told across nodes is told
 * late or not at all, and nothing else changes.
 */
export class RedisLine {
  readonly #client: RedisClient;
  readonly #options: RedisLineOptions;
  readonly #stream: string;
  #state: RedisState = "degraded";
  #timer: NodeJS.Timeout | undefined;

  private constructor(client: RedisClient, options: RedisLineOptions) {
    this.#client = client;
    this.#options = options;
    this.#stream = streamIn(options.prefix);
  }

  /** Throws `RedisUnfit` on a wrong password or foreign keys; a Redis that does not answer is waited for in the background. */
  static async open(options: RedisLineOptions): Promise<RedisLine> {
    let starting = true;
    const client = redisClient(
      options.target,
      () => {},
      ({ message }) => starting && refusedLogin.test(message),
    );
    const connecting = client.connect().then(() => client.typeOf(streamIn(options.prefix)));
    const first = await within(startPatience, connecting).catch((error: unknown) => {
      client.destroy();
      throw new RedisUnfit(error instanceof Error ? error.message : String(error), error);
    });
    starting = false;
    // What becomes of a connection that is still being tried shows in the probes.
    connecting.catch(() => {});
    const line = new RedisLine(client, options);
    if (first !== undefined && !isOurs(first)) {
      client.destroy();
      throw new RedisUnfit(foreign(line.#stream, first));
    }
    line.#state = first === undefined ? "degraded" : "live";
    line.#watch();
    return line;
  }

  get state(): RedisState {
    return this.#state;
  }

  /** Carries what the sockets of one node tell to those of the others. */
  adapter(): ReturnType<typeof createAdapter> {
    return createAdapter(this.#client.forSockets, {
      streamName: this.#stream,
      channelPrefix: `${this.#options.prefix}sockets`,
      sessionKeyPrefix: `${this.#options.prefix}session:`,
      maxLen: longestStream,
    });
  }

  close(): void {
    clearInterval(this.#timer);
    this.#client.destroy();
  }

  #watch(): void {
    let asking = false;
    this.#timer = setInterval(() => {
      // One question at a time: those that wait for a Redis that is gone would fill its queue.
      if (asking) return;
      asking = true;
      const answer = this.#client.typeOf(this.#stream).finally(() => {
        asking = false;
      });
      within(probePatience, answer).then(
        (type) => this.#say(type !== undefined && isOurs(type) ? "live" : "degraded"),
        () => this.#say("degraded"),
      );
      answer.catch(() => {});
    }, probeMs).unref();
  }

  #say(state: RedisState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#options.onState(state);
  }
}

function streamIn(prefix: string): string {
  return `${prefix}news`;
}

function isOurs(type: string): boolean {
  return type === "none" || type === "stream";
}

function foreign(key: string, type: string): string {
  return `its key ${key} is a ${type} of someone else; set REDIS_PREFIX`;
}

/** The answer, or undefined when it does not come in time. */
async function within<Value>(ms: number, answer: Promise<Value>): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
