import type { MemberView } from "@yuanping/shared/contracts/view.ts";
import { Button } from "antd";
import { useState } from "react";
import { ReasonDialog } from "../room/reason-dialog.tsx";
import { useRoom } from "../room/room-context.ts";
import { useSend } from "../room/use-send.ts";

type Props = Readonly<{
  member: MemberView;
  who: string;
  /** The photograph that the host has before their eyes. */
  compared: string | undefined;
  send: ReturnType<typeof useSend>["send"];
  pending: boolean;
}>;

/** 准许入席: names the photograph that was compared; without one, the host says how they know who it is. */
export function Admission({ member, who, compared, send, pending }: Props) {
  const { words } = useRoom();
  const [asking, setAsking] = useState(false);
  const { person, photo, consentMissing } = member;
  const isShown = photo?.kind !== "taken" || photo.sha256 === compared;
  const isWaiting = photo?.kind === "none" && photo.required;
  return (
    <>
      <Button
        size="small"
        loading={pending}
        disabled={consentMissing === true || isWaiting || !isShown}
        aria-label={`${words.host.admit} ${who}`}
        onClick={() => {
          if (photo?.kind === "no-camera") setAsking(true);
          else
            void send({
              type: "admitMember",
              member: person,
              ...(photo?.kind === "taken" ? { photo: photo.sha256 } : {}),
            });
        }}
      >
        {words.host.admit}
      </Button>
      {asking && <WithoutPhoto person={person} who={who} close={() => setAsking(false)} />}
    </>
  );
}

function WithoutPhoto({
  person,
  who,
  close,
}: Readonly<{ person: string; who: string; close: () => void }>) {
  const { words } = useRoom();
  const { send, pending, refusal } = useSend();
  return (
    <ReasonDialog
      title={words.photo.admitWithout(who)}
      consequence={words.photo.admitWithoutConsequence}
      label={words.photo.admitWithoutReason}
      action={words.host.admit}
      pending={pending}
      refusal={refusal}
      close={close}
      submit={(withoutPhoto) => send({ type: "admitMember", member: person, withoutPhoto })}
    />
  );
}
