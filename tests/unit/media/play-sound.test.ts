import { describe, expect, test } from "vitest";
import { playSound } from "../../../client/src/media/play-sound.ts";

/** How often it is told that sound is blocked when playing ends like this. */
async function toldAfter(play: () => Promise<void>): Promise<number> {
  let told = 0;
  await playSound({ play }, () => {
    told += 1;
  });
  return told;
}

describe("no sound until a gesture", () => {
  test("a browser that waits for a gesture is told of, so that the room shows what to press", async () => {
    const waits = new DOMException(
      "play() can only be initiated by a user gesture",
      "NotAllowedError",
    );
    expect(await toldAfter(() => Promise.reject(waits))).toBe(1);
  });

  test("sound that plays, or that another track took the place of, is not called blocked", async () => {
    const replaced = new DOMException("interrupted by a new load request", "AbortError");
    expect(await toldAfter(() => Promise.resolve())).toBe(0);
    expect(await toldAfter(() => Promise.reject(replaced))).toBe(0);
  });
});
