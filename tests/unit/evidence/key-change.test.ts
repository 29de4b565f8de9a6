import { describe, expect, it } from "vitest";
import {
  buildBundle,
  proveEvent,
  verifyBundle,
  verifyEventProof,
} from "@yuanping/shared/evidence/index.ts";
import { memoryVaultStore } from "../../../server/src/adapters/memory/index.ts";
import { changeLogKey, loadLogKey, vkeysOf } from "../../../server/src/evidence/log-key.ts";
import { Vault } from "../../../server/src/evidence/vault.ts";
import { followKeyChanges, signKeyChange, verifyKeyChange } from "@yuanping/shared/tlog/index.ts";
import {
  installation,
  key,
  logKey,
  notes,
  played,
  version,
} from "../../support/evidence/genuine.ts";

const [second, third, stranger] = await Promise.all(
  ["second", "third", "stranger"].map((seed) => logKey(seed)),
);
if (second === undefined || third === undefined || stranger === undefined)
  throw new Error("no keys");
const toSecond = await signKeyChange(installation, key.signer, second.signer);
const toThird = await signKeyChange(installation, second.signer, third.signer);
const { lines, stream } = played;

describe("a change of the log's key", () => {
  it("leads from a key that is known to the one that it named, and on from there", async () => {
    const all = [key, second, third].map(({ vkey }) => vkey);
    expect(await followKeyChanges([key.vkey], [toSecond, toThird])).toEqual(all);
    expect(await followKeyChanges([second.vkey], [toSecond, toThird])).toEqual(all.slice(1));
  });

  it("leads nowhere from a key that did not sign it", async () => {
    expect(await followKeyChanges([stranger.vkey], [toSecond, toThird])).toEqual([stranger.vkey]);
    expect(await followKeyChanges([key.vkey], [toThird])).toEqual([key.vkey]);
  });

  it("is none without both signatures, under another name, or in other words", async () => {
    const [text = "", lines2 = ""] = toSecond.split("\n\n");
    const [former = "", next = ""] = lines2.split("\n");
    const others = await signKeyChange("other.example", key.signer, second.signer);
    const otherLines = others.split("\n\n")[1] ?? "";
    for (const note of [
      `${text}\n\n${former}\n`,
      `${text}\n\n${next}\n`,
      `${text}\n\n${otherLines}`,
      toSecond.replace("yuanping/log-key/1", "yuanping/log-key/2"),
      toSecond.replace(second.vkey, third.vkey),
    ]) {
      await expect(verifyKeyChange(note)).rejects.toThrow(/note\.|vkey\./u);
    }
  });
});

describe("the log key at rest", () => {
  it("is the former one until the change is kept, and the new one from then on, under the same name", async () => {
    const store = memoryVaultStore();
    const vault = new Vault(store, new Uint8Array(32).fill(1));
    const first = await loadLogKey(vault);
    let isKilled = true;
    const mortal = new Vault(
      {
        ...store,
        put: (name, bytes) =>
          isKilled ? Promise.reject(new Error("killed")) : store.put(name, bytes),
      },
      new Uint8Array(32).fill(1),
    );
    await expect(changeLogKey(mortal)).rejects.toThrow("killed");
    expect(vkeysOf(await loadLogKey(vault))).toEqual(vkeysOf(first));
    isKilled = false;
    await changeLogKey(mortal);
    await changeLogKey(mortal);
    const now = await loadLogKey(vault);
    expect(now.installation).toBe(first.installation);
    expect(vkeysOf(now)).toHaveLength(3);
    expect(await followKeyChanges(vkeysOf(first), now.changes)).toEqual(vkeysOf(now));
  });
});

describe("a bundle whose log changed its key on the way", () => {
  const bundle = async (changes: Partial<Parameters<typeof buildBundle>[0]> = {}) =>
    buildBundle({
      lines,
      notes: [...notes.slice(0, 2), await third.signHead(stream, lines)],
      vkey: third.vkey,
      keyChanges: [toSecond, toThird],
      version,
      ...changes,
    });
  const failed = async (bytes: Uint8Array, trustedKeys?: readonly string[]) => {
    const { checks } = await verifyBundle(bytes, trustedKeys === undefined ? {} : { trustedKeys });
    return checks.filter(({ ok }) => !ok).map(({ name }) => name);
  };

  it("verifies, for those who trust any of the keys, and for nobody who trusts another", async () => {
    const bytes = await bundle();
    expect(await failed(bytes)).toEqual([]);
    for (const { vkey } of [key, second, third]) expect(await failed(bytes, [vkey])).toEqual([]);
    expect(await failed(bytes, [stranger.vkey])).toEqual(["checkpoint"]);
  });

  it("verifies where the last head is by a former key, and so does the proof of an event", async () => {
    const bytes = await bundle({ notes });
    expect(await failed(bytes)).toEqual([]);
    const proven = await verifyEventProof(proveEvent(bytes, 3), undefined);
    expect(proven.record.seq).toBe(3);
  });

  it("is found out where a key took over that the former one never named", async () => {
    const forged = await signKeyChange(installation, stranger.signer, third.signer);
    for (const keyChanges of [[], [toThird], [toSecond], [forged], [toThird, toSecond]]) {
      expect(await failed(await bundle({ keyChanges }))).toContain("checkpoint");
    }
  });
});
