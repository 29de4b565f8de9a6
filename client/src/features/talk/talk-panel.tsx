import { mayDo } from "@yuanping/shared/law/permissions.ts";
import { Button, Input } from "antd";
import { useState } from "react";
import { timeOf } from "../room/clock.ts";
import { roleName } from "../room/naming.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { SendError } from "../room/send-error.tsx";
import { useSend } from "../room/use-send.ts";
import look from "./talk.module.css";

/** 讨论: said to the whole room and logged; there is no private channel. */
export function TalkPanel() {
  const { view, words } = useRoom();
  const { send, pending, refusal } = useSend();
  const [text, setText] = useState("");
  const { me, stage, talk } = view;
  const open = mayDo(me.role, stage, "say");
  const admitted = me.role !== "expert" || me.status === "admitted";
  const say = async () => {
    const said = text.trim();
    if (said !== "" && (await send({ type: "say", text: said }))) setText("");
  };
  return (
    <section className={look["talk"]} aria-label={words.talk.heading}>
      <div className={look["lines"]} role="log" aria-label={words.talk.log} tabIndex={0}>
        <div>
          {talk.length === 0 && <p className={styles["soft"]}>{words.talk.empty}</p>}
          {talk.map((line) => (
            <div key={`${line.at}-${line.person}`} className={look["line"]}>
              <span className={styles["soft"]}>
                {roleName(line, words)}
                {line.person === me.person && ` (${words.person.me})`} ·{" "}
                {timeOf(line.at, words.locale)}
              </span>
              <p>{line.text}</p>
            </div>
          ))}
        </div>
      </div>
      <div className={look["say"]}>
        <SendError text={refusal} />
        {open && admitted ? (
          <>
            <Input.TextArea
              value={text}
              maxLength={2000}
              aria-label={words.talk.placeholder}
              placeholder={words.talk.placeholder}
              autoSize={{ minRows: 1, maxRows: 4 }}
              onChange={(event) => setText(event.target.value)}
              onPressEnter={(event) => {
                if (event.shiftKey || event.nativeEvent.isComposing) return;
                event.preventDefault();
                void say();
              }}
            />
            <div className={styles["actions"]}>
              <p className={styles["soft"]}>{words.talk.visible}</p>
              <Button loading={pending} disabled={text.trim() === ""} onClick={() => void say()}>
                {words.common.send}
              </Button>
            </div>
          </>
        ) : (
          <p className={styles["soft"]}>{open ? words.talk.notAdmitted : words.talk.closed}</p>
        )}
      </div>
    </section>
  );
}
