import { notices } from "@yuanping/shared/contracts/socket.ts";
import { useEffect, useState } from "react";
import { io, type Socket } from "socket.io-client";
import { refusalOf } from "../connection/refusal-of.ts";
import { queryClient } from "./api.ts";
import { changePerson } from "./person-change.ts";

export type NewsState = "live" | "degraded";

/** How soon a line that the server ended or refused is tried again, in milliseconds. */
const againMs = 1_000;

/** A line that hears when an evaluation of this person has changed on whatever server it lives. */
export class CentreNews {
  readonly #socket: Socket;
  readonly #listeners = new Set<() => void>();
  readonly #known = new Map<string, number>();
  #state: NewsState = "live";
  #again: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param changed called when a list that was read before is old
   * @param signedOut called when the server lets nobody in from this page any more
   */
  constructor(url: string, changed: () => void, signedOut: () => void) {
    this.#socket = io(url, { path: "/socket", withCredentials: true, forceNew: true });
    this.#socket.on("connect", changed);
    // The server hangs up when a session ends; the page may have another one by now.
    this.#socket.on("disconnect", (reason) => {
      if (reason === "io server disconnect") this.#later();
    });
    this.#socket.on("connect_error", (error: Error) => {
      // What was refused is not tried again by itself.
      if (this.#socket.active) return;
      if (refusalOf(error)?.code === "identity.signed-out") signedOut();
      else this.#later();
    });
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
    clearTimeout(this.#again);
    this.#socket.disconnect();
  }

  #later(): void {
    this.#again = setTimeout(() => this.#socket.connect(), againMs);
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
    const news = new CentreNews(
      window.location.origin,
      () => void queryClient.invalidateQueries({ queryKey: ["evaluations"] }),
      () => void changePerson(queryClient),
    );
    news.subscribe(() => setState(news.state));
    return () => news.close();
  }, []);
  return state;
}
