import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { HeadWitness, ownKey } from "../../connection/head-witness.ts";
import { HttpApi } from "../../connection/http.ts";
import { SeatWitness, type SeatWitnessState } from "../../connection/seat-witness.ts";
import { useRoom } from "../room/room-context.ts";

export type Witnessing = SeatWitnessState &
  Readonly<{
    /** Whether this browser has the key that is on record for this person. */
    hasKey: boolean;
    /** Its key, in C2SP form. */
    key: string | undefined;
    standIn: HeadWitness["standIn"];
  }>;

/** This browser as a witness of the room's log: it follows by itself for as long as the screen is there. */
export function useWitness(): Witnessing {
  const { connection, view } = useRoom();
  const { evaluation, me } = view;
  const witness = useMemo(
    () =>
      new HeadWitness({
        store: localStorage,
        routes: new HttpApi(),
        now: () => connection.now(),
      }),
    [connection],
  );
  const seat = useMemo(
    () => new SeatWitness(connection, witness, evaluation),
    [connection, witness, evaluation],
  );
  useEffect(() => seat.start(), [seat]);
  const state = useSyncExternalStore(seat.subscribe, seat.getSnapshot);
  const [key, setKey] = useState<string>();
  const { role, person } = me;
  useEffect(() => {
    void ownKey(localStorage, evaluation, person, role).then(setKey);
  }, [evaluation, role, person]);
  const onRecord = view.witnessing?.key;
  return {
    ...state,
    key,
    hasKey: key === undefined || onRecord === undefined || key === onRecord,
    standIn: (...asked) => witness.standIn(...asked),
  };
}
