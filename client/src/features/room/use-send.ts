import type { Refusal, SpokenRefusal } from "@yuanping/shared/contracts/refusal.ts";
import { speak } from "@yuanping/shared/i18n/refusals.ts";
import { useCallback, useState } from "react";
import type { PersonCommand } from "../../connection/command.ts";
import type { RoomWords } from "../../i18n/room/zh.ts";
import { useRoom } from "./room-context.ts";

export type Sending = Readonly<{
  /** Sends and answers whether it was accepted; a refusal is kept in `refusal`. */
  send: (command: PersonCommand, password?: string, share?: string) => Promise<boolean>;
  pending: boolean;
  refusal: string | undefined;
  forget: () => void;
}>;

/** One place from which commands are sent, with what came of the last. */
export function useSend(): Sending {
  const { connection, words } = useRoom();
  const [pending, setPending] = useState(false);
  const [refused, setRefused] = useState<SpokenRefusal>();
  const [lost, setLost] = useState(false);
  const forget = useCallback(() => {
    setRefused(undefined);
    setLost(false);
  }, []);
  const send = useCallback(
    async (command: PersonCommand, password?: string, share?: string) => {
      setPending(true);
      forget();
      try {
        const sent = await connection.send(command, {
          ...(password === undefined ? {} : { password }),
          ...(share === undefined ? {} : { share }),
        });
        if (!sent.ok) setRefused(sent.refusal);
        return sent.ok;
      } catch {
        setLost(true);
        return false;
      } finally {
        setPending(false);
      }
    },
    [connection, forget],
  );
  const refusal = refused === undefined ? undefined : wordRefusal(refused, words);
  return { send, pending, refusal: lost ? words.common.lost : refusal, forget };
}

/** A refusal's text in the language of the page. */
export function wordRefusal(refusal: Refusal | SpokenRefusal, words: RoomWords): string {
  const spoken = "zh" in refusal ? refusal : speak(refusal);
  return spoken[words.language];
}
