import { availableParallelism, networkInterfaces } from "node:os";
import type { types } from "mediasoup";

/** An address of this machine and, when others reach it under another one, the address to tell them. */
export type ListenAddress = Readonly<{ ip: string; announcedAddress?: string }>;

export type MediasoupConfig = Readonly<{
  /** Loopback alone unless told otherwise. */
  listen?: readonly ListenAddress[];
  /** UDP and TCP port of the first worker; each further worker takes the next. 0 lets each find a free one. */
  port?: number;
  /** One worker a core unless told otherwise. */
  workers?: number;
  consumersPerWorker?: number;
  /** Hears of workers that died and could not be started, and of what they say themselves. */
  warn?: (message: string, details: Readonly<Record<string, string | number>>) => void;
}>;

export const loopback: ListenAddress = { ip: "127.0.0.1" };

/** Loopback and the first address under which other machines of the network may reach this one. */
export function machineAddresses(): readonly ListenAddress[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const outward = all.find((address) => address.family === "IPv4" && !address.internal);
  return outward === undefined ? [loopback] : [loopback, { ip: outward.address }];
}

export function workerCount(config: MediasoupConfig): number {
  return config.workers ?? availableParallelism();
}

/** UDP first, TCP for networks that drop UDP, on every address, for the worker of this index. */
export function listenInfos(config: MediasoupConfig, index: number): types.TransportListenInfo[] {
  const base = config.port ?? 0;
  const port = base === 0 ? {} : { port: base + index };
  const addresses = config.listen ?? [loopback];
  return (["udp", "tcp"] as const).flatMap((protocol) =>
    addresses.map((address) => ({ protocol, ...address, ...port })),
  );
}
