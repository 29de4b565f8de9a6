import { openDraft, sealDraft } from "@yuanping/shared/seal/draft-sealing.ts";
import type { RoomConnection } from "./room-connection.ts";
import type { KeyValueStore } from "./draft-key.ts";
import {
  emptyDraft,
  localDraftSchema,
  mergeDraft,
  withCell,
  type DraftCells,
  type LocalDraft,
  type Superseded,
} from "./draft-document.ts";
import { packCells, unpackCells } from "./draft-packing.ts";

export type DraftRoom = Pick<
  RoomConnection,
  "saveDraft" | "loadDraft" | "subscribe" | "getSnapshot" | "now" | "evaluation"
>;

export type DraftKeeperOptions = Readonly<{
  room: DraftRoom;
  store: KeyValueStore;
  key: CryptoKey;
  login: string;
}>;

export type DraftState = Readonly<{
  /** False until this machine's draft has been read; do not let anyone type before. */
  ready: boolean;
  cells: DraftCells;
  /** How many cells the server does not have yet. */
  pending: number;
  /** Whether the draft as it is has been written on this machine. `full`: the machine's store refused it. */
  kept: "yes" | "writing" | "full";
  /** When the server last acknowledged a draft, in its time. */
  savedAt: number | undefined;
  /** Values that newer ones from elsewhere took the place of. */
  history: readonly Superseded[];
}>;

/** Changes are gathered for this long before they go to the server, in milliseconds. */
const gathering = 400;
/** Pause before another try after the server refused, in milliseconds. */
const retryPause = 3000;

/**
 * A draft that is on this machine first: every change is sealed into the local store at once, and goes to the server
 * whenever there is one. On coming back both are merged without loss.
 */
export class DraftKeeper {
  readonly #options: DraftKeeperOptions;
  readonly #listeners = new Set<() => void>();
  readonly #place: string;
  #draft: LocalDraft = emptyDraft;
  #state: DraftState = {
    ready: false,
    cells: {},
    pending: 0,
    kept: "yes",
    savedAt: undefined,
    history: [],
  };
  #writing = false;
  #unwritten = false;
  #syncing = false;
  /** True once the server's draft of this join has been merged in. */
  #met = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  #leave: () => void = () => undefined;

  constructor(options: DraftKeeperOptions) {
    this.#options = options;
    this.#place = `yuanping/draft/${options.room.evaluation}/${options.login}`;
  }

  getSnapshot = (): DraftState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Reads this machine's draft and begins to keep it in step with the server. */
  async start(): Promise<void> {
    const sealed = this.#options.store.getItem(this.#place);
    const opened = sealed === null ? undefined : await openDraft(this.#options.key, sealed);
    const parsed = localDraftSchema.safeParse(opened);
    if (this.#closed) return;
    this.#draft = parsed.success ? parsed.data : emptyDraft;
    this.#show({ ready: true });
    this.#leave = this.#options.room.subscribe(() => this.#onRoom());
    this.#onRoom();
  }

  /** Sets one cell; empty text clears it and is kept as such. */
  set(key: string, value: string): void {
    const before = this.#draft.cells[key];
    if (before?.value === value) return;
    // A clock that was set back must not let an older edit win.
    const at = Math.max(this.#options.room.now(), (before?.at ?? 0) + 1);
    this.#draft = withCell(this.#draft, key, { value, at });
    this.#show({ kept: "writing" });
    this.#write();
    this.#syncIn(gathering);
  }

  /** The sheet is submitted: nothing of the draft needs to stay on this machine. */
  forget(): void {
    this.close();
    this.#options.store.removeItem(this.#place);
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#leave();
  }

  #onRoom(): void {
    const joined = this.#options.room.getSnapshot().status === "joined";
    if (!joined) this.#met = false;
    else if (!this.#met) this.#syncIn(0);
  }

  #syncIn(pause: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#sync().catch(() => this.#syncIn(retryPause));
    }, pause);
  }

  async #sync(): Promise<void> {
    if (this.#syncing || this.#closed) return;
    if (this.#options.room.getSnapshot().status !== "joined") return;
    this.#syncing = true;
    try {
      const inStep = (this.#met || (await this.#meet())) && (await this.#send());
      if (!this.#closed && !inStep) this.#syncIn(retryPause);
    } finally {
      this.#syncing = false;
    }
    if (this.#met && this.#draft.unsent.length > 0) this.#syncIn(gathering);
  }

  /** Merges what the server has; whether it could be asked. */
  async #meet(): Promise<boolean> {
    const reply = await this.#options.room.loadDraft();
    if (!reply.ok) return false;
    const { draft } = reply;
    const opened =
      draft === undefined ? undefined : await openDraft(this.#options.key, draft.ciphertext);
    this.#draft = mergeDraft(this.#draft, draft?.revision ?? 0, unpackCells(opened));
    this.#met = true;
    this.#show({});
    this.#write();
    return true;
  }

  /** Sends what the server lacks; whether it has everything of it now. */
  async #send(): Promise<boolean> {
    const sent = this.#draft;
    if (sent.unsent.length === 0) return true;
    const revision = sent.revision + 1;
    const ciphertext = await sealDraft(this.#options.key, packCells(sent.cells));
    const reply = await this.#options.room.saveDraft({ revision, ciphertext });
    if (!reply.ok || reply.revision !== revision) {
      // Another window may have saved meanwhile: meet again before sending.
      this.#met = false;
      return false;
    }
    const unsent = this.#draft.unsent.filter((key) => this.#draft.cells[key] !== sent.cells[key]);
    this.#draft = { ...this.#draft, revision, unsent };
    this.#show({ savedAt: this.#options.room.now() });
    this.#write();
    return true;
  }

  /** Writes one after the other, and the latest last. */
  #write(): void {
    this.#unwritten = true;
    if (this.#writing) return;
    this.#writing = true;
    this.#writeAll().then(
      () => this.#show({ kept: "yes" }),
      () => {
        this.#writing = false;
        this.#show({ kept: "full" });
      },
    );
  }

  async #writeAll(): Promise<void> {
    while (this.#unwritten) {
      this.#unwritten = false;
      const sealed = await sealDraft(this.#options.key, this.#draft);
      if (!this.#closed) this.#options.store.setItem(this.#place, sealed);
    }
    this.#writing = false;
  }

  #show(change: Partial<DraftState>): void {
    const { cells, unsent, history } = this.#draft;
    this.#state = { ...this.#state, cells, pending: unsent.length, history, ...change };
    for (const listener of this.#listeners) listener();
  }
}
