import { Input, Modal } from "antd";
import { useId, useState } from "react";
import type { ReactNode } from "react";
import styles from "./room.module.css";
import { useRoom } from "./room-context.ts";
import { SendError } from "./send-error.tsx";
import { useFocusReturns } from "./use-focus-returns.ts";

type Props = Readonly<{
  title: string;
  /** What follows, before the button. */
  consequence: string;
  label: string;
  action: string;
  danger?: boolean;
  /** Answers whether it was accepted; the dialog then closes. */
  submit: (text: string) => Promise<boolean>;
  close: () => void;
  pending: boolean;
  refusal: string | undefined;
  ready?: boolean;
  children?: ReactNode;
}>;

const shortestReason = 2;

/** Asks for a reason in words, says who sees it, then acts. */
export function ReasonDialog(props: Props) {
  const { words } = useRoom();
  useFocusReturns();
  const [text, setText] = useState("");
  const id = useId();
  const ready = text.trim().length >= shortestReason && props.ready !== false;
  const act = async () => {
    if (ready && (await props.submit(text.trim()))) props.close();
  };
  return (
    <Modal
      open
      title={props.title}
      okText={props.action}
      cancelText={words.common.cancel}
      okButtonProps={{ disabled: !ready, danger: props.danger === true, loading: props.pending }}
      onOk={() => void act()}
      onCancel={props.close}
    >
      <div className={styles["stack"]}>
        <p className={styles["plain"]}>{props.consequence}</p>
        {props.children}
        <label className={styles["field"]} htmlFor={id}>
          <span>{props.label}</span>
          <Input.TextArea
            id={id}
            autoFocus
            value={text}
            maxLength={2000}
            autoSize={{ minRows: 3, maxRows: 8 }}
            placeholder={words.common.reasonHint}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <SendError text={props.refusal} />
      </div>
    </Modal>
  );
}
