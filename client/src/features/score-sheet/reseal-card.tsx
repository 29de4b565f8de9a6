import { Button } from "antd";
import type { DraftCells } from "../../connection/draft-document.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { SendError } from "../room/send-error.tsx";
import { useSend } from "../room/use-send.ts";
import { ownCopyOf, resealing } from "./reseal.ts";
import type { SheetForm } from "./sheet-building.ts";

type Props = Readonly<{ form: SheetForm; cells: DraftCells }>;

/** The key was replaced: the member seals the same sheet once more, or, without a copy of it, takes it back. */
export function ResealCard({ form, cells }: Props) {
  const { view, words } = useRoom();
  const { send, pending, refusal } = useSend();
  const copy = ownCopyOf(view, form, cells);
  const reseal = async () => {
    const command = copy === undefined ? undefined : await resealing(view, copy);
    if (command !== undefined) await send(command);
  };
  return (
    <section className={styles["panel"]} aria-labelledby="reseal">
      <h2 id="reseal">{words.sealing.reseal.heading}</h2>
      <p className={styles["plain"]}>
        {copy === undefined ? words.sealing.reseal.missing : words.sealing.reseal.text}
      </p>
      <div className={styles["actions"]}>
        {copy === undefined ? (
          <Button danger loading={pending} onClick={() => void send({ type: "returnOwnSheet" })}>
            {words.sealing.reseal.takeBack}
          </Button>
        ) : (
          <Button type="primary" size="large" loading={pending} onClick={() => void reseal()}>
            {words.sealing.reseal.act}
          </Button>
        )}
      </div>
      <SendError text={refusal} />
    </section>
  );
}
