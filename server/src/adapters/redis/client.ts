import { createClient, createCluster, createSentinel } from "redis";
import type { RedisTarget } from "./target.ts";

/** What is used of a client of any kind, beside what the sockets' adapter takes of it. */
export type RedisClient = Readonly<{
  /** The type of a key, `none` where there is none; rejects while Redis does not answer. */
  typeOf: (key: string) => Promise<string>;
  /** For the sockets' adapter. */
  forSockets: object;
  connect: () => Promise<unknown>;
  destroy: () => void;
}>;

/** Commands that wait for Redis to come back at most; what is beyond is lost, as everything in Redis may be. */
const waitingAtMost = 2_000;
const connectTimeout = 3_000;
const longestPause = 2_000;

/**
 * A client that connects again by itself. `onError` hears of each failed try.
 *
 * @param giveUpOn whether an error will not pass by waiting; `connect` then rejects with it
 */
export function redisClient(
  target: RedisTarget,
  onError: (error: unknown) => void,
  giveUpOn: (error: Error) => boolean,
): RedisClient {
  const socket = {
    connectTimeout,
    reconnectStrategy: (tries: number, cause: Error) =>
      giveUpOn(cause) ? cause : Math.min(50 * 2 ** Math.min(tries, 10), longestPause),
  };
  const options = { socket, commandsQueueMaxLength: waitingAtMost };
  if (target.kind === "single") {
    const client = createClient({ url: target.url, ...options });
    client.on("error", onError);
    return {
      typeOf: (key) => client.type(key),
      forSockets: client,
      connect: () => client.connect(),
      destroy: () => client.destroy(),
    };
  }
  if (target.kind === "cluster") {
    const rootNodes = target.urls.map((url) => ({ url }));
    const [first] = target.urls;
    const { username, password } = new URL(first ?? "redis://localhost");
    const login = password === "" ? {} : { username, password: decodeURIComponent(password) };
    const client = createCluster({ rootNodes, defaults: { ...options, ...login } });
    client.on("error", onError);
    return {
      typeOf: (key) => client.type(key),
      forSockets: client,
      connect: () => client.connect(),
      destroy: () => client.destroy(),
    };
  }
  const { name, sentinels, password } = target;
  const client = createSentinel({
    name,
    sentinelRootNodes: [...sentinels],
    nodeClientOptions: { ...options, ...(password === undefined ? {} : { password }) },
  });
  client.on("error", onError);
  return {
    typeOf: (key) => client.type(key),
    forSockets: closable(client),
    connect: () => client.connect(),
    destroy: () => void client.destroy(),
  };
}

/** The adapter ends its connections by a name that a Sentinel client no longer has. */
function closable<Client extends { duplicate(): { destroy(): unknown } }>(client: Client): Client {
  const duplicate = client.duplicate.bind(client);
  return Object.assign(client, {
    duplicate: () => {
      const copy = duplicate();
      return Object.assign(copy, { disconnect: () => copy.destroy() });
    },
  });
}
