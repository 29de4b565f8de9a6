import { mayDo } from "@yuanping/shared/law/permissions.ts";
import { Button } from "antd";
import { useState } from "react";
import type { PersonCommand } from "../../connection/command.ts";
import foot from "../room/foot.module.css";
import { ReasonDialog } from "../room/reason-dialog.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { useSend } from "../room/use-send.ts";

const acts = ["note", "warn", "orderPause", "beginSpeakIn"] as const;
type Act = (typeof acts)[number];

/** 提示 · 警示 · 暂停令 · 喊话: each asks for words and says who will see them. */
export function Interventions() {
  const { view, words } = useRoom();
  const { send, pending, refusal, forget } = useSend();
  const [act, setAct] = useState<Act>();
  const said = words.supervisor;
  const names = {
    note: said.note,
    warn: said.warn,
    orderPause: said.order,
    beginSpeakIn: words.speakIn.begin,
  };
  const labels = {
    note: said.noteText,
    warn: said.warnText,
    orderPause: said.orderText,
    beginSpeakIn: words.speakIn.beginText,
  };
  const possible = acts.filter(
    (command) =>
      mayDo(view.me.role, view.stage, command) &&
      (command !== "orderPause" || view.paused === undefined) &&
      (command !== "beginSpeakIn" || view.speakIn === undefined),
  );
  const speaking = view.speakIn !== undefined && mayDo(view.me.role, view.stage, "endSpeakIn");
  if (possible.length === 0) return null;
  return (
    <section className={foot["foot"]} aria-labelledby="intervene">
      <h3 id="intervene">{said.intervene}</h3>
      <div className={styles["buttons"]}>
        {possible.map((command) => (
          <Button
            key={command}
            danger={command === "orderPause"}
            onClick={() => {
              forget();
              setAct(command);
            }}
          >
            {names[command]}
          </Button>
        ))}
        {speaking && (
          <Button loading={pending} onClick={() => void send({ type: "endSpeakIn" })}>
            {words.speakIn.end}
          </Button>
        )}
      </div>
      {act !== undefined && (
        <ReasonDialog
          title={names[act]}
          consequence={said.audience}
          label={labels[act]}
          action={said.send}
          danger={act === "orderPause"}
          pending={pending}
          refusal={refusal}
          close={() => setAct(undefined)}
          submit={(text) => send(commandOf(act, text))}
        >
          {act === "orderPause" && <p className={styles["obstacle"]}>{said.orderWarning}</p>}
          {act === "beginSpeakIn" && (
            <p className={styles["obstacle"]}>{words.speakIn.beginWarning}</p>
          )}
        </ReasonDialog>
      )}
    </section>
  );
}

function commandOf(act: Act, text: string): PersonCommand {
  return act === "orderPause" || act === "beginSpeakIn"
    ? { type: act, reason: text }
    : { type: act, text };
}
