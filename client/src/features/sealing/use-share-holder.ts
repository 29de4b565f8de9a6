import { useEffect, useMemo, useRef, useState } from "react";
import { holderDutyOf, SealingParty, type HolderDuty } from "../../connection/sealing-party.ts";
import { useRoom } from "../room/room-context.ts";
import { useSend, type Sending } from "../room/use-send.ts";

export type HolderSeat = Readonly<{
  /** What this person is asked to do by hand. */
  duty: Exclude<HolderDuty, "declareSealingKey"> | undefined;
  /** Whether the share that is on record can be opened in this browser; undefined while that is looked up. */
  isHere: boolean | undefined;
  act: () => Promise<void>;
  /** Names this browser's key in the place of the other one's. */
  takeHere: () => Promise<void>;
  sending: Sending;
}>;

/**
 * This browser as a holder of the common key. It names its key by itself, for that needs no decision; making the common
 * key and releasing a share are left to the person.
 */
export function useShareHolder(): HolderSeat {
  const { view, online } = useRoom();
  const party = useMemo(() => new SealingParty(localStorage), []);
  const [isHere, setHere] = useState<boolean>();
  const sending = useSend();
  const { send } = sending;
  const duty = holderDutyOf(view);
  const named = view.sealing?.mine.publicKey;
  const under = useRef(false);

  useEffect(() => {
    let current = true;
    if (named !== undefined) {
      void party.isHere(view).then((found) => current && setHere(found));
    }
    return () => {
      current = false;
    };
  }, [party, view, named]);

  useEffect(() => {
    if (!online || duty !== "declareSealingKey" || under.current) return;
    under.current = true;
    void party
      .step(view)
      .then((step) => (step === undefined ? false : send(step.command)))
      .finally(() => {
        under.current = false;
      });
  }, [online, duty, view, party, send]);

  return {
    duty: duty === "declareSealingKey" ? undefined : duty,
    isHere,
    act: async () => {
      const step = await party.step(view);
      if (step !== undefined) await send(step.command, undefined, step.share);
    },
    takeHere: async () => {
      await send(await party.declaration(view));
    },
    sending,
  };
}
