import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { refuse } from "@yuanping/shared/contracts/refusal.ts";
import { memoryPhotoStore } from "../../../server/src/adapters/memory/index.ts";
import { Photos, underWayMinutes, type PhotoRoom } from "../../../server/src/photos/photos.ts";
import { SecretAltered } from "../../../server/src/evidence/secret-box.ts";
import { member, noConflict, proven, trialAt } from "../../support/evaluation-stages.ts";

const still = readFileSync(join(import.meta.dirname, "../../../scripts/demo/still.jpg"));
const sha256 = createHash("sha256").update(still).digest("hex");
const key = new Uint8Array(32).fill(7);
let ids = 0;
const random = { entropy: () => "", id: () => `photo-${ids++}` };

/** A member in the lobby of a trial whose commands go through `send`, and what is kept, at a time that a test moves. */
function lobby() {
  const trial = trialAt("check-in", { checkInPhoto: "required" });
  const person = member(trial, 0);
  trial.do(proven(person), { type: "checkIn", undertaking: true, recusal: noConflict });
  const time = { now: 1 };
  const store = memoryPhotoStore(() => time.now);
  const photos = new Photos(store, key, random);
  const room: PhotoRoom = {
    get state() {
      return trial.state;
    },
    send: async ({ actor, command }) => {
      const decision = trial.try(actor, command);
      return decision.ok ? { ok: true } : decision;
    },
  };
  const kept = async () => (await store.all())[0]?.photos ?? 0;
  const name = { evaluation: trial.state.id, member: person, sha256 };
  return { trial, person, time, store, photos, room, kept, name };
}

test("what is kept is not the photograph as it was sent, and reads back as it was", async () => {
  const { photos, room, person, store, name, trial } = lobby();
  expect(await photos.keep(room, person, still)).toEqual({ sha256 });
  const sealed = Buffer.from((await store.get(name)) ?? []);
  expect(sealed.includes(still.subarray(20, 60))).toBe(false);
  expect(Buffer.from((await photos.read(trial.state, sha256)) ?? []).equals(still)).toBe(true);
});

test("the bytes are durable before the event, and an event that is refused leaves none", async () => {
  const { photos, room, person, kept, trial } = lobby();
  const before: number[] = [];
  const refusing: PhotoRoom = {
    state: trial.state,
    send: async () => {
      before.push(await kept());
      return { ok: false, refusal: refuse("conflict", "checkin.already") };
    },
  };
  expect(await photos.keep(refusing, person, still)).toMatchObject({ ok: false });
  expect(before).toEqual([1]);
  expect(await kept()).toBe(0);
  expect(await photos.keep(room, person, still)).toEqual({ sha256 });
});

test("bytes whose event never came are swept once they are old, and named ones never", async () => {
  const { photos, room, person, kept, trial, time } = lobby();
  const died: PhotoRoom = {
    state: trial.state,
    send: async () => ({ ok: false, refusal: refuse("unavailable", "store.unavailable") }),
  };
  await photos.keep(died, person, still);
  await photos.sweep(trial.state);
  expect(await kept()).toBe(1);
  time.now += underWayMinutes * 60_000;
  // Sent again, they are new again: their event may be on the way.
  await photos.keep(died, person, still);
  time.now += 60_000;
  await photos.sweep(trial.state);
  expect(await kept()).toBe(1);
  time.now += underWayMinutes * 60_000;
  await photos.sweep(trial.state);
  expect(await kept()).toBe(0);

  await photos.keep(room, person, still);
  time.now += 2 * underWayMinutes * 60_000;
  await photos.sweep(trial.state);
  expect(await kept()).toBe(1);
});

test("what is no still of a camera is refused before anything is kept", async () => {
  const { photos, room, person, kept, trial } = lobby();
  const icon = Uint8Array.from(still);
  const frame = still.indexOf(Buffer.from([0xff, 0xc0]));
  new DataView(icon.buffer).setUint16(frame + 5, 16);
  for (const unfit of [still.subarray(0, 900), Buffer.from("GIF89a"), icon]) {
    expect(await photos.keep(room, person, unfit)).toMatchObject({
      refusal: { code: "checkin.photo-unfit" },
    });
  }
  expect(await photos.keep(room, member(trial, 1), still)).toMatchObject({
    refusal: { code: "checkin.not-arrived" },
  });
  expect(await kept()).toBe(0);
});

test("another's photograph in its place is found out", async () => {
  const { photos, room, person, store, name, trial } = lobby();
  await photos.keep(room, person, still);
  const sealed = (await store.get(name)) ?? new Uint8Array();
  const moved = { ...name, member: member(trial, 1) };
  await store.put(moved, sealed);
  await store.remove(name);
  await store.put(
    name,
    Uint8Array.from(sealed, (byte, n) => (n === 40 ? byte ^ 1 : byte)),
  );
  await expect(photos.read(trial.state, sha256)).rejects.toThrow(SecretAltered);
});
