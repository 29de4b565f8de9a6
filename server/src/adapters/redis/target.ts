import { z } from "zod";

/** Where Redis is: one server, a Cluster by some of its nodes, or a server that Sentinels name. */
export type RedisTarget =
  | Readonly<{ kind: "single"; url: string }>
  | Readonly<{ kind: "cluster"; urls: readonly string[] }>
  | Readonly<{
      kind: "sentinel";
      name: string;
      sentinels: readonly Readonly<{ host: string; port: number }>[];
      password?: string;
    }>;

const form =
  /^(redis|rediss|redis\+cluster|rediss\+cluster|redis\+sentinel):\/\/(?:([^@/]*)@)?([^/@?]+)(?:\/([^/?]*))?$/;

/**
 * `REDIS_URL`: `redis://[[user]:password@]host:port[/db]`, `rediss://…` over TLS, `redis+cluster://host:port,host:port`,
 * or `redis+sentinel://[:password@]host:port,host:port/master-name`.
 */
export const redisTargetSchema = z.string().transform((text, context): RedisTarget => {
  const [, scheme = "", credentials, hosts = "", path = ""] = form.exec(text) ?? [];
  const places = hosts.split(",").map(placeOf);
  const fail = (message: string) => {
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  };
  if (scheme === "" || places.some((place) => place === undefined))
    return fail("is no redis://, rediss://, redis+cluster:// or redis+sentinel:// address");
  if (scheme.endsWith("+sentinel")) {
    if (path === "") return fail("names no master behind the Sentinels");
    const password = decodeURIComponent(credentials?.replace(/^[^:]*:/, "") ?? "");
    const sentinels = places.flatMap((place) => place ?? []);
    return { kind: "sentinel", name: path, sentinels, ...(password === "" ? {} : { password }) };
  }
  if (scheme.endsWith("+cluster")) {
    const before = `${scheme.replace("+cluster", "")}://${credentials === undefined ? "" : `${credentials}@`}`;
    return { kind: "cluster", urls: hosts.split(",").map((host) => before + host) };
  }
  return places.length === 1
    ? { kind: "single", url: text }
    : fail("names several servers; for those there are redis+cluster:// and redis+sentinel://");
});

function placeOf(text: string): Readonly<{ host: string; port: number }> | undefined {
  const [, host, port = "6379"] =
    /^([A-Za-z0-9.-]+|\[[0-9a-f:]+\])(?::(\d{1,5}))?$/.exec(text) ?? [];
  return host === undefined || Number(port) > 65_535 ? undefined : { host, port: Number(port) };
}
