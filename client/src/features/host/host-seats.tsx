import type { MemberView } from "@yuanping/shared/contracts/view.ts";
import { mayDo } from "@yuanping/shared/law/permissions.ts";
import { Button } from "antd";
import { useState } from "react";
import { roleName, seatName } from "../room/naming.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { SendError } from "../room/send-error.tsx";
import { useSend } from "../room/use-send.ts";
import look from "./host.module.css";
import { Admission } from "./admission.tsx";
import { MemberPhoto } from "./member-photo.tsx";
import { ReturnButton } from "./return-button.tsx";
import { ReplaceDialog } from "./replace-dialog.tsx";

/** Members as they sit; who waits at the door stands first. */
export function HostSeats() {
  const { view, words } = useRoom();
  const members = view.members.toSorted((a, b) => waiting(b) - waiting(a));
  return (
    <section className={look["members"]} aria-labelledby="seats">
      <h2 id="seats">{words.host.seats}</h2>
      {members.length === 0 && <p className={styles["soft"]}>{words.host.noMembers}</p>}
      <ul className={styles["rows"]}>
        {members.map((member) => (
          <MemberRow key={member.person} member={member} />
        ))}
      </ul>
    </section>
  );
}

function waiting({ status }: MemberView): number {
  return status === "checked-in" ? 1 : 0;
}

const tones = { drawn: undefined, "checked-in": "care", admitted: "good", out: "bad" } as const;
const signs = { drawn: "○", "checked-in": "!", admitted: "✓", out: "✕" } as const;

function MemberRow({ member }: Readonly<{ member: MemberView }>) {
  const { view, words } = useRoom();
  const { send, pending, refusal } = useSend();
  const [replacing, setReplacing] = useState(false);
  const [compared, setCompared] = useState<string>();
  const { person, code, seat, status, name, lead, declared, desk, photo } = member;
  const who = roleName({ role: "expert", code }, words);
  const presence = view.seats.find((place) => place.person === person)?.presence;
  const may = (command: "admitMember" | "replaceMember") =>
    view.paused === undefined && mayDo("host", view.stage, command);
  return (
    <li>
      {photo?.kind === "taken" && <MemberPhoto photo={photo} who={who} shown={setCompared} />}
      <div className={look["who"]}>
        <b>{who}</b> {name}
        {lead && <span className={styles["soft"]}> · {words.person.lead}</span>}
        <div className={styles["soft"]}>
          {seatName(seat, words)}
          {desk !== undefined && ` · ${desk}`}
          {presence !== undefined && ` · ${words.presence[presence]}`}
          {view.bidders !== undefined &&
            view.stage !== "check-in" &&
            status === "admitted" &&
            ` · ${declared ? words.host.declared : words.host.undeclared}`}
          {member.recusedFrom !== undefined &&
            ` · ${words.bidRecusal.done}: ${member.recusedFrom.join(", ")}`}
        </div>
        {photo !== undefined && photo.kind !== "taken" && <MemberPhoto photo={photo} who={who} />}
        <SendError text={refusal} />
      </div>
      <div className={look["acts"]}>
        <span className={styles["tag"]} data-tone={tones[status]}>
          {signs[status]} {words.memberStatus[status]}
        </span>
        {member.consentMissing === true && (
          <span className={styles["soft"]}>{words.consent.missing}</span>
        )}
        {status === "checked-in" && may("admitMember") && (
          <Admission member={member} who={who} compared={compared} send={send} pending={pending} />
        )}
        {status === "admitted" && mayDo("host", view.stage, "returnMember") && (
          <ReturnButton member={person} who={who} />
        )}
        {status !== "out" && may("replaceMember") && (
          <Button size="small" type="text" onClick={() => setReplacing(true)}>
            {words.host.replace}
          </Button>
        )}
      </div>
      {replacing && <ReplaceDialog member={member} close={() => setReplacing(false)} />}
    </li>
  );
}
