import { useEffect, useState, useSyncExternalStore } from "react";
import type { DraftState } from "../../connection/draft-keeper.ts";
import { DraftKeeper } from "../../connection/draft-keeper.ts";
import { keepDraftKey, storedDraftKey } from "../../connection/draft-key.ts";
import { HttpApi } from "../../connection/http.ts";
import { Held } from "../../media/react/held.ts";
import { useRoom } from "../room/room-context.ts";

const unread: DraftState = {
  ready: false,
  cells: {},
  pending: 0,
  kept: "yes",
  savedAt: undefined,
  history: [],
};
const nothing = () => () => undefined;

export type SheetDraft = Readonly<{
  state: DraftState;
  set: (key: string, value: string) => void;
  /** True when this tab has no key: the password is asked for once. */
  locked: boolean;
  /** Answers whether the password was right. */
  unlock: (password: string) => Promise<boolean>;
}>;

/** The member's own draft, kept on this machine and in step with the server. */
export function useSheetDraft(): SheetDraft {
  const { connection, session } = useRoom();
  const { login } = session.user;
  const [held] = useState(() => new Held<DraftKeeper>());
  const [key, setKey] = useState<CryptoKey | "unknown" | "missing">("unknown");
  useEffect(() => {
    let current = true;
    void storedDraftKey(sessionStorage).then((found) => current && setKey(found ?? "missing"));
    return () => {
      current = false;
    };
  }, []);
  useEffect(() => {
    if (typeof key === "string") return undefined;
    const opened = new DraftKeeper({ room: connection, store: localStorage, key, login });
    held.put(opened);
    void opened.start();
    return () => {
      opened.close();
      held.put(undefined);
    };
  }, [held, connection, key, login]);
  const keeper = useSyncExternalStore(held.subscribe, held.get);
  const state = useSyncExternalStore(
    keeper?.subscribe ?? nothing,
    keeper?.getSnapshot ?? (() => unread),
  );
  const unlock = async (password: string) => {
    // A key from a mistyped password would open nothing and take the good draft's place.
    const signedIn = await new HttpApi().signIn(login, password);
    if (!signedIn.ok) return false;
    setKey(await keepDraftKey(sessionStorage, login, password));
    return true;
  };
  return {
    state,
    set: (cell, value) => keeper?.set(cell, value),
    locked: key === "missing",
    unlock,
  };
}
