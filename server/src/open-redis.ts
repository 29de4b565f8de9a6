import type { Server } from "socket.io";
import type { RedisLine } from "./adapters/redis/line.ts";
import type { Config } from "./config.ts";
import type { News } from "./transport/socket/news.ts";

/**
 * Lets the sockets of all nodes hear one another's news, if there is a Redis. Undefined without one. Throws
 * `RedisUnfit`.
 */
export async function openRedis(
  { REDIS_URL, REDIS_PREFIX }: Config,
  installation: string,
  io: Server,
  news: News,
  onFault: (error: unknown) => void,
): Promise<RedisLine | undefined> {
  if (REDIS_URL === undefined) return undefined;
  // Its client is a quarter of all modules, which a single node need not read.
  const { RedisLine: Line } = await import("./adapters/redis/line.ts");
  const line = await Line.open({
    target: REDIS_URL,
    prefix: `${REDIS_PREFIX}${installation}:`,
    onState: (state) => void news.follow(state).catch(onFault),
  });
  io.adapter(line.adapter());
  await news.follow(line.state);
  return line;
}
