import { useEffect, useMemo, useRef } from "react";
import { DrawParty, dutyOf, hasLostSecret, type PartyDuty } from "../../connection/draw-party.ts";
import { useRoom } from "../room/room-context.ts";
import { useSend, type Sending } from "../room/use-send.ts";

export type PartySeat = Readonly<{
  /** What this person is asked to do by hand. */
  duty: Extract<PartyDuty, "commitDraw" | "revealDraw"> | undefined;
  /** Does it. */
  act: () => Promise<void>;
  sending: Sending;
  /** The value that is asked for was never made here, or is gone. */
  isLost: boolean;
}>;

/**
 * This browser as a party of the draw. It names its key and cosigns by itself, for those need no decision, and so does
 * it reveal for a substitute, whose seat must not wait for three people to look; committing, and the reveal that draws
 * the panel or coefficients, are left to the person.
 */
export function useDrawParty(): PartySeat {
  const { connection, view, head, online } = useRoom();
  const party = useMemo(() => new DrawParty(localStorage, () => connection.now()), [connection]);
  const sending = useSend();
  const { send } = sending;
  const duty = dutyOf(view);
  const under = useRef(false);
  const isSubstitution = view.ceremony?.due === "substitutes" && view.ceremony.round > 0;
  const isLost = hasLostSecret(localStorage, view);
  const byItself =
    duty === "declareKey" || duty === "cosignDraw" || (duty === "revealDraw" && isSubstitution);

  useEffect(() => {
    if (!online || !byItself || under.current) return;
    under.current = true;
    void party
      .command({ view, head })
      .then((command) => (command === undefined ? false : send(command)))
      .finally(() => {
        under.current = false;
      });
  }, [online, byItself, view, head, party, send]);

  const act = async (): Promise<void> => {
    const command = await party.command({ view, head });
    if (command !== undefined) await send(command);
  };
  return {
    duty: !isLost && (duty === "commitDraw" || duty === "revealDraw") ? duty : undefined,
    act,
    sending,
    isLost,
  };
}
