import { createHash, randomBytes } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import type { PhotoStore } from "../../../server/src/photos/photo-store.ts";
import type {
  BlobStore,
  CheckpointStore,
  DraftStore,
  VaultStore,
} from "../../../server/src/kernel/ports.ts";

export type SideStores = Readonly<{
  checkpoints: CheckpointStore;
  drafts: DraftStore;
  vault: VaultStore;
  blobs: BlobStore;
  photos: PhotoStore;
}>;

/** What every store of what lies beside the record promises. */
export function sideStoresContract(name: string, open: () => Promise<SideStores>): void {
  describe(`the stores beside the record (${name})`, () => {
    let stores: SideStores;
    beforeEach(async () => {
      stores = await open();
    });

    test("checkpoints come back by size, and the largest is the latest", async () => {
      const { checkpoints } = stores;
      expect(await checkpoints.latest("s")).toBeUndefined();
      for (const size of [9, 10, 2]) {
        await checkpoints.save({ stream: "s", size, note: `note ${size}\n` });
      }
      await checkpoints.save({ stream: "t", size: 99, note: "another stream" });
      expect(await checkpoints.latest("s")).toEqual({ size: 10, note: "note 10\n" });
      expect((await checkpoints.all("s")).map(({ size }) => size)).toEqual([2, 9, 10]);
      expect((await checkpoints.streams()).toSorted()).toEqual(["s", "t"]);
    });

    test("a checkpoint that gained a cosignature replaces the one of its size", async () => {
      await stores.checkpoints.save({ stream: "s", size: 1, note: "signed" });
      await stores.checkpoints.save({ stream: "s", size: 1, note: "signed and cosigned" });
      expect(await stores.checkpoints.all("s")).toEqual([{ size: 1, note: "signed and cosigned" }]);
    });

    test("what outside bodies cosigned is kept once a body and size, and the first stays", async () => {
      const { checkpoints } = stores;
      const cosigned = (size: number, vkey: string, note: string) => ({
        stream: "s",
        size,
        vkey,
        note,
      });
      for (const kept of [
        cosigned(9, "b", "9 b"),
        cosigned(2, "a", "2 a"),
        cosigned(9, "a", "9 a"),
      ])
        await checkpoints.saveCosigned(kept);
      await checkpoints.saveCosigned(cosigned(9, "a", "9 a, again"));
      await checkpoints.saveCosigned({ ...cosigned(9, "a", "other"), stream: "t" });
      expect(await checkpoints.cosigned("s")).toEqual([
        cosigned(2, "a", "2 a"),
        cosigned(9, "a", "9 a"),
        cosigned(9, "b", "9 b"),
      ]);
      expect(await checkpoints.all("s")).toEqual([]);
    });

    test("the newest revision of a draft wins, whatever order they arrive in", async () => {
      const draft = { evaluation: "e", person: "p" };
      const save = (revision: number, ciphertext: string) =>
        stores.drafts.save({ ...draft, revision, ciphertext });
      expect(await save(2, "two")).toBe(2);
      expect(await save(1, "one")).toBe(2);
      expect(await save(2, "two again")).toBe(2);
      expect(await stores.drafts.load("e", "p")).toEqual({ revision: 2, ciphertext: "two" });
      expect(await save(3, "three")).toBe(3);
      expect(await stores.drafts.load("e", "p")).toEqual({ revision: 3, ciphertext: "three" });
    });

    test("drafts of other people and evaluations are apart", async () => {
      await stores.drafts.save({ evaluation: "e", person: "p", revision: 1, ciphertext: "mine" });
      expect(await stores.drafts.load("e", "q")).toBeUndefined();
      expect(await stores.drafts.load("f", "p")).toBeUndefined();
    });

    test("the vault keeps the last bytes put under a name", async () => {
      expect(await stores.vault.get("evaluation/e/sealing")).toBeUndefined();
      await stores.vault.put("evaluation/e/sealing", new Uint8Array([1, 2]));
      await stores.vault.put("evaluation/e/sealing", new Uint8Array([0, 255]));
      expect(await stores.vault.get("evaluation/e/sealing")).toEqual(new Uint8Array([0, 255]));
    });

    test("a blob is found by its SHA-256, also when it is put twice", async () => {
      const bytes = new Uint8Array(randomBytes(300_000));
      const expected = createHash("sha256").update(bytes).digest("hex");
      expect(await stores.blobs.put(bytes)).toBe(expected);
      expect(await stores.blobs.put(bytes)).toBe(expected);
      expect(await stores.blobs.get(expected)).toEqual(bytes);
      expect(await stores.blobs.get("00".repeat(32))).toBeUndefined();
    });

    test("photographs are kept by evaluation, member and hash, and go one by one or all together", async () => {
      const { photos } = stores;
      const of = (evaluation: string, member: string, sha256: string) => ({
        evaluation,
        member,
        sha256,
      });
      expect(await photos.all()).toEqual([]);
      await photos.put(of("e", "p", "one"), new Uint8Array([1, 2]));
      await photos.put(of("e", "p", "one"), new Uint8Array([3, 4, 5]));
      await photos.put(of("e", "q", "one"), new Uint8Array([6]));
      await photos.put(of("f", "p", "one"), new Uint8Array([7]));
      expect(await photos.get(of("e", "p", "one"))).toEqual(new Uint8Array([3, 4, 5]));
      expect(await photos.get(of("e", "p", "two"))).toBeUndefined();
      expect(await photos.all()).toEqual([
        { evaluation: "e", photos: 2, bytes: 4 },
        { evaluation: "f", photos: 1, bytes: 1 },
      ]);
      await photos.remove(of("e", "q", "one"));
      expect(await photos.get(of("e", "q", "one"))).toBeUndefined();
      expect(await photos.get(of("e", "p", "one"))).toBeDefined();
      await photos.removeAll("e");
      expect(await photos.all()).toEqual([{ evaluation: "f", photos: 1, bytes: 1 }]);
    });

    test("a sweep takes what is neither named nor new, of one evaluation", async () => {
      const { photos } = stores;
      const put = (evaluation: string, sha256: string) =>
        photos.put({ evaluation, member: "p", sha256 }, new Uint8Array([1]));
      await put("e", "named");
      await put("e", "lost");
      await put("f", "another");
      expect(await photos.sweep("e", ["named"], 10)).toBe(0);
      expect(await photos.sweep("e", ["named"], 0)).toBe(1);
      expect((await photos.all()).map((one) => one.photos)).toEqual([1, 1]);
      expect(await photos.sweep("e", [], 0)).toBe(1);
      expect((await photos.all()).map(({ evaluation }) => evaluation)).toEqual(["f"]);
    });

    test("an empty blob is a blob", async () => {
      const sha256 = await stores.blobs.put(new Uint8Array());
      expect(await stores.blobs.get(sha256)).toEqual(new Uint8Array());
    });
  });
}
