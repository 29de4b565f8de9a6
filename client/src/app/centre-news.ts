import { notices } from "@yuanping/shared/contracts/socket.ts";
import { useEffect, useState } from "react";
import { io, type Socket } from "socket.io-client";
import { queryClient } from "./api.ts";

export type NewsState = "live" | "degraded";

/** A line that hears when an evaluation of this person has changed on whatever server it lives. */
export class CentreNews {
  readonly #socket: Socket;
  readonly #listeners = new Set<() => void>();
  readonly #known = new Map<string, number>();
  #state: NewsState = "live";

  /** @param changed called when a list that was read before is old */
  constructor(url: string, changed: () => void) {
    this.#socket = io(url, { path: "/socket", withCredentials: true, forceNew: true });
    this.#socket.on("connect", changed);
    this.#socket.on("centre:news", (body: unknown) => {
      const parsed = notices["centre:news"].safeParse(body);
      if (!parsed.success) return;
      const { evaluation, version } = parsed.data;
      // On two ways the same is told twice. Another node's clock may be behind, so older is no reason to be deaf.
      if (this.#known.get(evaluation) === version) return;
      this.#known.set(evaluation, version);
      changed();
    });
    this.#socket.on("centre:status", (body: unknown) => {
      const parsed = notices["centre:status"].safeParse(body);
      if (parsed.success) this.#say(parsed.data.news);
    });
  }

  get state(): NewsState {
    return this.#state;
  }

  /** Calls `listener` after every change of the state. */
  subscribe(listener: () => void): void {
    this.#listeners.add(listener);
  }

  close(): void {
    this.#socket.disconnect();
  }

  #say(state: NewsState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** Keeps the list of evaluations fresh while the page is open; whether that is at once or by asking now and then. */
export function useCentreNews(): NewsState {
  const [state, setState] = useState<NewsState>("live");
  useEffect(() => {
    const news = new CentreNews(window.location.origin, () => {
      void queryClient.invalidateQueries({ queryKey: ["evaluations"] });
    });
    news.subscribe(() => setState(news.state));
    return () => news.close();
  }, []);
  return state;
}
