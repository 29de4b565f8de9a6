import { Alert } from "antd";
import { useRoom } from "../room/room-context.ts";

/** What the panel that signed is looking at again, and why. */
export function ReReviewBanner() {
  const { view, words } = useRoom();
  const reReview = view.reopening?.reReview;
  if (reReview === undefined) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={`${words.reReview.running} · ${words.reReview.codes[reReview.code]}`}
      description={
        <>
          <div>{reReview.reason}</div>
          <div>{words.reReview.runningText}</div>
        </>
      }
    />
  );
}
