import { Button } from "antd";
import { useState } from "react";
import { ReasonDialog } from "../room/reason-dialog.tsx";
import { useRoom } from "../room/room-context.ts";
import { useSend } from "../room/use-send.ts";

/** Sends a member back to the lobby, with a reason that they see. */
export function ReturnButton({ member, who }: Readonly<{ member: string; who: string }>) {
  const { words } = useRoom();
  const { send, pending, refusal } = useSend();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        size="small"
        type="text"
        aria-label={words.lobbyReturn.of(who)}
        onClick={() => setAsking(true)}
      >
        {words.lobbyReturn.act}
      </Button>
      {asking && (
        <ReasonDialog
          title={words.lobbyReturn.of(who)}
          consequence={words.lobbyReturn.warning}
          label={words.lobbyReturn.reason}
          action={words.lobbyReturn.act}
          pending={pending}
          refusal={refusal}
          close={() => setAsking(false)}
          submit={(reason) => send({ type: "returnMember", member, reason })}
        />
      )}
    </>
  );
}
