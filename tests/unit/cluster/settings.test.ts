import { describe, expect, test } from "vitest";
import { requireFit } from "../../../server/src/adapters/postgres/fitness.ts";
import { redisTargetSchema } from "../../../server/src/adapters/redis/target.ts";
import { readConfig } from "../../../server/src/config.ts";

describe("REDIS_URL", () => {
  const parsed = (text: string) => redisTargetSchema.parse(text);

  test("names one server, a Cluster by its nodes, or Sentinels and their master", () => {
    const single = "rediss://user:p%40ss@redis.example:6380/1";
    expect(parsed(single)).toEqual({ kind: "single", url: single });
    expect(parsed("redis+cluster://:pass@a:7001,b,c.example:7003")).toEqual({
      kind: "cluster",
      urls: ["redis://:pass@a:7001", "redis://:pass@b", "redis://:pass@c.example:7003"],
    });
    expect(parsed("redis+sentinel://:pa%2Fss@a:26379,b:26380/main")).toEqual({
      kind: "sentinel",
      name: "main",
      sentinels: [
        { host: "a", port: 26_379 },
        { host: "b", port: 26_380 },
      ],
      password: "pa/ss",
    });
  });

  test.each([
    ["http://a", "is no redis://"],
    ["redis://", "is no redis://"],
    ["redis://a:99999", "is no redis://"],
    ["redis://a,b", "names several servers"],
    ["redis+sentinel://a", "names no master"],
  ])("%s is refused by name: it %s", (text, why) => {
    expect(() => readConfig({ REDIS_URL: text })).toThrow(
      /^the configuration is wrong: REDIS_URL: /,
    );
    expect(() => readConfig({ REDIS_URL: text })).toThrow(why);
  });
});

describe("a database", () => {
  const good = { version: 150_004, readOnly: false, freeConnections: 10, skewMs: 900 };

  test("that is fit is taken", () => {
    expect(() => requireFit(good, 10)).not.toThrow();
  });

  test.each([
    [{ version: 140_009 }, "PostgreSQL 14"],
    [{ readOnly: true }, "read-only"],
    [{ freeConnections: 9 }, "9 connections left and 10 are needed"],
    [{ skewMs: -11 * 60_000 }, "differ by 11 minutes"],
    [{ skewMs: 11 * 60_000 }, "differ by 11 minutes"],
  ])("with %o is refused, with the reason", (fault, why) => {
    expect(() => requireFit({ ...good, ...fault }, 10)).toThrow(why);
  });
});
