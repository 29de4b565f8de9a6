import type { ManagerOptions } from "socket.io-client";

/**
 * Where a room may be found. The address that the page came from is asked first, because it may be a balancer's that
 * knows best; the nodes' own addresses, as the server has named them, are tried in turn when nobody answers there.
 */
export class Addresses {
  readonly home: string;
  #others: readonly string[] = [];
  #tries = 0;

  constructor(home: string) {
    this.home = home;
  }

  /** The nodes' own addresses, as they are now. */
  learn(nodes: readonly string[]): void {
    this.#others = nodes.filter((url) => url !== this.home);
  }

  /** Where to try next. */
  next(): string {
    const all = [this.home, ...this.#others];
    const url = all[this.#tries % all.length] ?? this.home;
    this.#tries += 1;
    return url;
  }

  /** Somebody answered: after the next loss the search begins anew. */
  found(): void {
    this.#tries = 0;
  }
}

/** A server's origin as socket.io takes it apart; the next connection goes wherever these say. */
export function targetOf(url: string): Pick<ManagerOptions, "hostname" | "port" | "secure"> {
  const { hostname, port, protocol } = new URL(url);
  const secure = protocol === "https:";
  return {
    hostname: hostname.replace(/^\[|\]$/g, ""),
    port: port === "" ? (secure ? "443" : "80") : port,
    secure,
  };
}
