import { randomBytes } from "node:crypto";
import { open } from "node:fs/promises";
import { join } from "node:path";

/** About what an ordinary event takes as canonical JSON. */
export const bodyBytes = 600;
const writes = 100;

/** What the disk alone does: writes of an event's size a second, each of them synced. */
export async function rawSyncs(folder: string): Promise<readonly number[]> {
  const file = await open(join(folder, "raw"), "a");
  const bytes = randomBytes(bodyBytes);
  try {
    return await rateOf(writes, async () => {
      for (let index = 0; index < writes; index += 1) {
        await file.write(bytes);
        await file.datasync();
      }
    });
  } finally {
    await file.close();
  }
}

/** How many of `count` were done a second. */
export async function rateOf(
  count: number,
  work: () => Promise<unknown>,
): Promise<readonly number[]> {
  const from = performance.now();
  await work();
  return [(count * 1000) / (performance.now() - from)];
}
