import { MemberPhoto } from "../host/member-photo.tsx";
import { roleName } from "../room/naming.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import look from "./supervisor.module.css";

/** 签到照片: what each member showed the host, or said instead. Nothing where the tender asks for none. */
export function PhotoList() {
  const { view, words } = useRoom();
  const shown = view.members.filter(
    ({ photo, status }) => photo !== undefined && photo.kind !== "none" && status !== "out",
  );
  if (shown.length === 0) return null;
  return (
    <section className={styles["stack"]} aria-labelledby="photos">
      <h3 id="photos">{words.photo.heading}</h3>
      <ul className={look["photos"]}>
        {shown.map(({ person, code, photo }) => {
          const who = roleName({ role: "expert", code }, words);
          return (
            <li key={person}>
              <span>{who}</span>
              {photo !== undefined && <MemberPhoto photo={photo} who={who} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
