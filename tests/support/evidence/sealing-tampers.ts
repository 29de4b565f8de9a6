import type { EventRecord } from "@yuanping/shared/contracts/record.ts";
import { actorOf, chanceOf } from "../evaluation-room.ts";
import { offices } from "../evaluation-tender.ts";
import { forgedByOperator, played, rechained } from "./genuine.ts";
import { changed, recordAt, withoutCommandOf, type Tamper } from "./tampers.ts";

const { records } = played;
const byOperator = (all: readonly EventRecord[]): Promise<Uint8Array> =>
  forgedByOperator(rechained(all));

const placeOfLast = (type: EventRecord["event"]["type"]): number =>
  records.findLastIndex(({ event }) => event.type === type);

const lastRelease = placeOfLast("ShareReleased");
const lastSheet = placeOfLast("SheetSubmitted");

/** A record moved to another place, at the time of what then stands before it. */
function moved(from: number, to: number): readonly EventRecord[] {
  const { at } = recordAt(to - 1);
  return records.toSpliced(from, 1).toSpliced(to, 0, { ...recordAt(from), at });
}

/** The last release, said otherwise. */
function withLastRelease(change: (record: EventRecord) => EventRecord): readonly EventRecord[] {
  return records.with(lastRelease, change(recordAt(lastRelease)));
}

/** A release as if another holder had made it. */
function releasedBy(holder: "host" | "witness", record: EventRecord): EventRecord {
  const { event } = record;
  if (event.type !== "ShareReleased") throw new Error("not a release");
  return { ...record, actor: actorOf(offices[holder], holder), event: { ...event, holder } };
}

/** What an operator with the log's key may try with a key that three hold. */
export const sealingTampers: readonly Tamper[] = [
  [
    "a share's release removed, so that one opened",
    () => byOperator(records.toSpliced(lastRelease, 1)),
    "sealing execution",
  ],
  [
    "sheets opened before the second share was released",
    () => {
      const opened = records.filter(({ event }) => event.type === "SheetOpened");
      const { id } = opened[0]?.cause ?? { id: "" };
      const size = records.filter(({ cause }) => cause.id === id).length;
      const to = lastRelease + size;
      return byOperator(moved(lastRelease, to));
    },
    "sealing execution …",
  ],
  [
    "both shares released by one holder",
    () => byOperator(withLastRelease((record) => releasedBy("host", record))),
    "sealing execution",
  ],
  [
    "a share released by the agency",
    () =>
      byOperator(
        withLastRelease((record) => ({ ...record, actor: actorOf(offices.agency, "agency") })),
      ),
    "execution",
  ],
  [
    "a share released before the last sheet was in",
    () => byOperator(moved(lastRelease, lastSheet)),
    "sealing execution",
  ],
  [
    "a share released for other sheets",
    () => byOperator(changed("ShareReleased", (e) => ({ ...e, sheets: chanceOf("others") }))),
    "sealing execution",
  ],
  [
    "a share that was reported lost, released all the same",
    () => {
      const lost = records.findIndex(({ event }) => event.type === "ShareLost");
      const after = records.findIndex(
        ({ event }, place) => place > lost && event.type === "ShareReleased",
      );
      return byOperator(records.with(after, releasedBy("witness", recordAt(after))));
    },
    "sealing execution",
  ],
  [
    "another public key than the one that was made",
    () => byOperator(changed("SealingKeyMade", (e) => ({ ...e, publicKey: `${"A".repeat(43)}=` }))),
    "execution",
  ],
  [
    "another share's commitment than the one that was made",
    () =>
      byOperator(
        changed("SealingKeyMade", (e) => ({
          ...e,
          shares: { ...e.shares, host: { ...e.shares.host, commitment: chanceOf("other") } },
        })),
      ),
    "execution",
  ],
  [
    "the making of the key left out",
    () => byOperator(withoutCommandOf("SealingKeyMade")),
    "sealing execution",
  ],
  [
    "a key of the server in the place of the one that three hold",
    () =>
      byOperator(
        changed("TenderOpened", (e) => ({
          ...e,
          tender: {
            ...e.tender,
            sealing: { level: "L1", publicKey: played.sealingKeys.publicKey },
          },
        })),
      ),
    "execution …",
  ],
];
