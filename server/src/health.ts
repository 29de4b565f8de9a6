import type { Health } from "@yuanping/shared/contracts/http.ts";
import type { GroupCommit } from "./kernel/group-commit.ts";
import type { EventStore } from "./kernel/ports.ts";
import type { Journal } from "./kernel/journal.ts";
import type { Rooms } from "./kernel/rooms.ts";
import type { MediaPlane } from "./media/plane.ts";

export type HealthSources = Readonly<{
  store: EventStore;
  commit: GroupCommit;
  plane: MediaPlane;
  rooms: Rooms;
  /** The installation's own streams. */
  journals: readonly Journal[];
  /** Rows of the centre's tables that were found at the start not to be what the record says. */
  alteredRows: number;
  version: string;
  /** This node's place among others; undefined where it is the only one. */
  cluster?: Readonly<{ trouble: string | undefined }> | undefined;
  /** Whether news come from other nodes; undefined where nothing is to carry them. */
  news?: "live" | "degraded" | undefined;
}>;

/** A store that answers later than this does not count as answering. */
const pingPatience = 3_000;

/**
 * `ok` when commands can be carried out. Media that is still being prepared, or gone, does not make a server unhealthy:
 * scoring goes on without it.
 */
export async function healthOf(sources: HealthSources): Promise<Health> {
  const { plane, rooms, journals, alteredRows, version, cluster, news } = sources;
  const storeHealth = await storeHealthOf(sources);
  const damagedJournals = journals.filter(({ damage }) => damage !== undefined);
  const damaged = rooms.damaged().size + damagedJournals.length;
  const { state, fraction, zh } = plane.status();
  const trouble = cluster?.trouble;
  const said = [
    ...(damaged === 0 ? [] : [`${damaged} damaged stream(s)${named(damagedJournals)}`]),
    ...(alteredRows === 0 ? [] : [`${alteredRows} altered row(s)`]),
    ...(trouble === undefined ? [] : [trouble]),
  ];
  const detail = said.length === 0 ? {} : { detail: said.join("; ") };
  return {
    status: storeHealth.ok && said.length === 0 ? "ok" : "degraded",
    store: { ...storeHealth, ...detail },
    media: {
      state,
      ...(fraction === undefined ? {} : { fraction }),
      ...(zh === undefined ? {} : { text: zh }),
    },
    ...(news === undefined ? {} : { news }),
    version,
  };
}

/** Why no more people should be led here; undefined while they may be. */
export async function unreadyOf(
  sources: Pick<HealthSources, "store" | "commit">,
): Promise<string | undefined> {
  const { ok, detail } = await storeHealthOf(sources);
  return ok ? undefined : (detail ?? "the store is away");
}

/** The installation's own streams by name; which evaluations there are is nothing that health may tell. */
function named(journals: readonly Journal[]): string {
  return journals.length === 0 ? "" : `: ${journals.map(({ name }) => name).join(", ")}`;
}

async function storeHealthOf({
  store,
  commit,
}: Pick<HealthSources, "store" | "commit">): Promise<Health["store"]> {
  try {
    await inTime(store.ping());
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
  return commit.isFailing ? { ok: false, detail: "the last write failed" } : { ok: true };
}

async function inTime(answer: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the store does not answer")), pingPatience);
  });
  await Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
