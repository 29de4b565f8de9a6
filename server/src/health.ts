import type { Health } from "@yuanping/shared/contracts/http.ts";
import type { EventStore } from "./kernel/ports.ts";
import type { Rooms } from "./kernel/rooms.ts";
import type { MediaPlane } from "./media/plane.ts";

export type HealthSources = Readonly<{
  store: EventStore;
  plane: MediaPlane;
  rooms: Rooms;
  version: string;
}>;

/**
 * `ok` when commands can be carried out. Media that is still being prepared, or gone, does not make a server unhealthy:
 * scoring goes on without it.
 */
export async function healthOf({ store, plane, rooms, version }: HealthSources): Promise<Health> {
  const storeHealth = await pinged(store);
  const damaged = rooms.damaged().size;
  const { state, fraction, zh } = plane.status();
  const detail = damaged === 0 ? {} : { detail: `${damaged} damaged stream(s)` };
  return {
    status: storeHealth.ok && damaged === 0 ? "ok" : "degraded",
    store: { ...storeHealth, ...detail },
    media: {
      state,
      ...(fraction === undefined ? {} : { fraction }),
      ...(zh === undefined ? {} : { text: zh }),
    },
    version,
  };
}

async function pinged(store: EventStore): Promise<Health["store"]> {
  try {
    await store.ping();
    return { ok: true };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}
