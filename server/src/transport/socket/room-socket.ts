import type { EventRecord } from "@yuanping/shared/contracts/record.ts";
import type { FeedLine, Head, NoticeName, NoticeOf } from "@yuanping/shared/contracts/socket.ts";
import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { ShownView, type SharedTexts } from "./shown-view.ts";
import {
  feedLine,
  view,
  type Directory,
  type Evaluation,
  type Viewer,
} from "@yuanping/shared/evaluation/index.ts";

/** What is used of a socket.io server socket here. */
export interface Wire {
  readonly id: string;
  emit(event: string, body: unknown): unknown;
  disconnect(close: boolean): unknown;
}

/** The session of whoever sits here, and the hash of their client's secret if it named one. */
export type SeatOwner = Readonly<{ session: string; claim?: string }>;

/** Roles that follow the feed and the log's head live. Members learn nothing of others' doings from a counter. */
const watching: ReadonlySet<string> = new Set(["host", "supervisor", "witness"]);

/**
 * One joined socket: what its viewer was last shown, so that an update is sent only when it says something new. A peer's
 * submission changes nothing in a member's view, so nothing is sent, and its timing tells nothing.
 */
export class RoomSocket {
  readonly wire: Wire;
  readonly viewer: Viewer;
  /** What a ticket to another node is bound to. */
  readonly owner: SeatOwner;
  readonly #shown: ShownView;
  #version = 0;

  /** @param texts what the sockets of one room have in common */
  constructor(wire: Wire, viewer: Viewer, owner: SeatOwner, texts: SharedTexts) {
    this.wire = wire;
    this.viewer = viewer;
    this.owner = owner;
    this.#shown = new ShownView(texts);
  }

  /** The viewer's snapshot, for the answer to a join. */
  snapshot(state: Evaluation, names: Directory): { version: number; view: EvaluationView } {
    const shown = view(state, this.viewer, names);
    this.#version += 1;
    this.#shown.change(shown);
    return { version: this.#version, view: shown };
  }

  /** Sends what differs from what was last sent, if anything does. */
  show(state: Evaluation, names: Directory): void {
    const change = this.#shown.change(view(state, this.viewer, names));
    if (change === undefined) return;
    this.#version += 1;
    this.notify("room:change", { version: this.#version, ...change });
  }

  /** Lines of the feed, for those who watch. */
  tell(state: Evaluation, records: readonly EventRecord[]): void {
    if (!this.watches) return;
    const lines = linesOf(state, records);
    if (lines.length > 0) this.notify("room:feed", { lines: [...lines] });
  }

  /** The log's signed head, for those who watch. */
  showHead(head: Head): void {
    if (this.watches) this.notify("room:head", head);
  }

  get watches(): boolean {
    return watching.has(this.viewer.role);
  }

  notify<N extends NoticeName>(name: N, body: NoticeOf<N>): void {
    this.wire.emit(name, body);
  }
}

export function linesOf(state: Evaluation, records: readonly EventRecord[]): readonly FeedLine[] {
  return records.flatMap((record) => feedLine(state, record) ?? []);
}
