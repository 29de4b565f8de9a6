import { mayDo } from "@yuanping/shared/law/permissions.ts";
import { Button } from "antd";
import { useState } from "react";
import { bidderName } from "./naming.ts";
import { ReasonDialog } from "./reason-dialog.tsx";
import { useRoom } from "./room-context.ts";
import { useSend } from "./use-send.ts";

/** A member finds a conflict with one bidder: the bid alone goes, or the seat, as the profile has it. */
export function BidRecusal({ bid }: Readonly<{ bid: string }>) {
  const { view, words } = useRoom();
  const { send, pending, refusal } = useSend();
  const [asking, setAsking] = useState(false);
  const { me, stage, tender } = view;
  const isHere = me.role === "expert" && me.status === "admitted" && view.paused === undefined;
  if (!isHere || !mayDo("expert", stage, "recuseFromBid")) return null;
  const bidder = bidderName(view, bid);
  const submit = (ground: string) =>
    tender.recusal === "bid"
      ? send({ type: "recuseFromBid", bid, ground })
      : send({ type: "declareRecusal", recusal: { conflict: true, ground, bids: [bid] } });
  return (
    <>
      <Button size="small" aria-label={words.bidRecusal.of(bidder)} onClick={() => setAsking(true)}>
        {words.bidRecusal.act}
      </Button>
      {asking && (
        <ReasonDialog
          title={words.bidRecusal.of(bidder)}
          consequence={words.bidRecusal[tender.recusal]}
          label={words.recusal.ground}
          action={words.bidRecusal.act}
          danger
          pending={pending}
          refusal={refusal}
          close={() => setAsking(false)}
          submit={submit}
        />
      )}
    </>
  );
}
