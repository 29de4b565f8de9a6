import { requests } from "@yuanping/shared/contracts/socket.ts";
import { deriveDraftKey, openDraft, sealDraft } from "@yuanping/shared/seal/draft-sealing.ts";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  cellKey,
  emptyDraft,
  mergeDraft,
  withCell,
} from "../../../client/src/connection/draft-document.ts";
import { DraftKeeper } from "../../../client/src/connection/draft-keeper.ts";
import { packCells, unpackCells } from "../../../client/src/connection/draft-packing.ts";
import { keepDraftKey, storedDraftKey } from "../../../client/src/connection/draft-key.ts";
import { openRoom, type RoomConnection } from "../../../client/src/connection/room-connection.ts";
import { RoomServer } from "./room-server.ts";
import { until } from "./until.ts";

const mark = cellKey("mark", "B1", "方案");
const other = cellKey("mark", "B2", "方案");

class MapStore {
  readonly entries = new Map<string, string>();
  getItem = (name: string) => this.entries.get(name) ?? null;
  setItem = (name: string, value: string) => void this.entries.set(name, value);
  removeItem = (name: string) => void this.entries.delete(name);
}

describe("merging drafts", () => {
  const mine = withCell(emptyDraft, mark, { value: "17", at: 20 });

  it("lets the newest edit of each cell win, and keeps the other", () => {
    const merged = mergeDraft(mine, 3, {
      [mark]: { value: "15", at: 10 },
      [other]: { value: "9", at: 5 },
    });
    expect(merged.cells[mark]?.value).toBe("17");
    expect(merged.cells[other]?.value).toBe("9");
    expect(merged.history).toEqual([{ key: mark, value: "15", at: 10 }]);
    expect(merged.unsent).toEqual([mark]);
    expect(merged.revision).toBe(3);
  });

  it("comes to the same cells from either side", () => {
    const theirs = withCell(emptyDraft, mark, { value: "15", at: 20 });
    expect(mergeDraft(mine, 0, theirs.cells).cells).toEqual(
      mergeDraft(theirs, 0, mine.cells).cells,
    );
  });

  it("changes nothing when done twice", () => {
    const theirs = { [mark]: { value: "15", at: 30 } };
    const once = mergeDraft(mine, 1, theirs);
    expect(mergeDraft(once, 1, theirs)).toEqual(once);
    expect(once.unsent).toEqual([]);
    const older = { [mark]: { value: "15", at: 10 } };
    expect(mergeDraft(mergeDraft(mine, 1, older), 1, older).history).toHaveLength(1);
  });
});

describe("a packed draft", () => {
  const cells = Object.fromEntries(
    Array.from({ length: 480 }, (_, index) => [
      cellKey("comment", `B${index % 12}`, `第${index}项 施工组织设计`),
      {
        value: `第${index}处:方案完整,进度计划与资源配置相符,应急预案较为具体`,
        at: 1_767_000_000_000,
      },
    ]),
  );

  it("holds every comment of twelve bids and forty items within one message", async () => {
    const key = await deriveDraftKey("zhang", "secret");
    const ciphertext = await sealDraft(key, packCells(cells));
    expect(requests["draft:save"].request.safeParse({ revision: 1, ciphertext }).success).toBe(
      true,
    );
    expect(unpackCells(packCells(cells))).toEqual(cells);
  });

  it("is empty when it is not one of ours", () => {
    expect(unpackCells({ v: 1, deflated: "AAAA" })).toEqual({});
    expect(unpackCells(undefined)).toEqual({});
  });
});

describe("a draft keeper", () => {
  let server: RoomServer;
  let room: RoomConnection;
  let key: CryptoKey;
  let store: MapStore;
  const opened: DraftKeeper[] = [];

  beforeAll(async () => {
    key = await deriveDraftKey("zhang", "secret");
  });
  beforeEach(async () => {
    server = await RoomServer.start();
    store = new MapStore();
    room = openRoom({
      url: server.url,
      evaluation: "eval-1",
      socketOptions: { transports: ["websocket"], reconnectionDelay: 10, reconnectionDelayMax: 20 },
    });
    await until(room, ({ status }) => status === "joined");
  });
  afterEach(async () => {
    for (const keeper of opened.splice(0)) keeper.close();
    room.close();
    await server.stop();
  });

  async function keeperOn(machine: MapStore): Promise<DraftKeeper> {
    const keeper = new DraftKeeper({ room, store: machine, key, login: "zhang" });
    opened.push(keeper);
    await keeper.start();
    return keeper;
  }

  it("saves to the server what is typed, in a form that only its expert can read", async () => {
    const keeper = await keeperOn(store);
    keeper.set(mark, "17.5");
    expect(keeper.getSnapshot().pending).toBe(1);
    await until(keeper, ({ pending }) => pending === 0);
    const sealed = server.draft?.ciphertext ?? "";
    expect(sealed).not.toContain("17.5");
    expect(unpackCells(await openDraft(key, sealed))).toMatchObject({ [mark]: { value: "17.5" } });
  });

  it("keeps what is typed on this machine when there is no server", async () => {
    const first = await keeperOn(store);
    await server.stop();
    await until(room, ({ status }) => status === "reconnecting");
    first.set(mark, "12");
    await until(first, ({ kept }) => kept === "yes");
    first.close();
    const second = await keeperOn(store);
    expect(second.getSnapshot().cells[mark]?.value).toBe("12");
    expect(second.getSnapshot().pending).toBe(1);
    expect([...store.entries.values()].join("")).not.toContain('12"');
  });

  it("brings another machine's work together with this one's after a cut", async () => {
    const here = await keeperOn(store);
    here.set(mark, "10");
    await until(here, ({ pending }) => pending === 0);
    const there = await keeperOn(new MapStore());
    await until(there, ({ cells }) => cells[mark]?.value === "10");
    there.set(other, "20");
    await until(there, ({ pending }) => pending === 0);
    server.cut();
    await until(room, ({ status }) => status === "reconnecting");
    here.set(mark, "11");
    await until(here, ({ pending, cells }) => pending === 0 && cells[other] !== undefined);
    const all = unpackCells(await openDraft(key, server.draft?.ciphertext ?? ""));
    expect(all).toMatchObject({ [mark]: { value: "11" }, [other]: { value: "20" } });
  });

  it("leaves nothing on this machine once the sheet is in", async () => {
    const keeper = await keeperOn(store);
    keeper.set(mark, "1");
    await until(keeper, ({ pending, kept }) => pending === 0 && kept === "yes");
    keeper.forget();
    expect(store.entries.size).toBe(0);
  });

  it("finds the key again as long as the tab is open, and not after something else was put there", async () => {
    const tab = new MapStore();
    await keepDraftKey(tab, "zhang", "secret");
    const again = await storedDraftKey(tab);
    expect(again).toBeDefined();
    for (const name of tab.entries.keys()) tab.setItem(name, "not a key");
    expect(await storedDraftKey(tab)).toBeUndefined();
  });
});
