import type { MemberView } from "@yuanping/shared/contracts/view.ts";
import { mayDo } from "@yuanping/shared/law/permissions.ts";
import { Button } from "antd";
import { useState } from "react";
import type { RoomWords } from "../../i18n/room/zh.ts";
import type { MediaState, PersonTracks } from "../../media/state.ts";
import { roleName, seatName } from "../room/naming.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { SendError } from "../room/send-error.tsx";
import { useSend } from "../room/use-send.ts";
import { attendance, placeOf, venuesOf, type Venue } from "../room/venue.ts";
import look from "./host.module.css";
import { Admission } from "./admission.tsx";
import { MemberPhoto } from "./member-photo.tsx";
import { ReturnButton } from "./return-button.tsx";
import { ReplaceDialog } from "./replace-dialog.tsx";

/** Members as they sit, venue by venue where the host may know where that is. */
export function HostSeats({ media }: Readonly<{ media: MediaState }>) {
  const { view, words } = useRoom();
  return (
    <section className={look["members"]} aria-labelledby="seats" tabIndex={0}>
      <h2 id="seats">{words.host.seats}</h2>
      {view.members.length === 0 && <p className={styles["soft"]}>{words.host.noMembers}</p>}
      {venuesOf(view).map((venue) => (
        <VenueSeats key={venue.name} venue={venue} media={media} />
      ))}
    </section>
  );
}

function VenueSeats({ venue, media }: Readonly<{ venue: Venue; media: MediaState }>) {
  const { view, words } = useRoom();
  const { here, of, waiting } = attendance(venue, view);
  return (
    <>
      <h3 className={look["venue"]}>
        {venue.name === "" ? words.host.anyVenue : venue.name}
        <span>
          {words.host.here(here, of)}
          {waiting > 0 && <b> · {words.host.waiting(waiting)}</b>}
        </span>
      </h3>
      <ul className={styles["rows"]}>
        {venue.members.map((member) => (
          <MemberRow key={member.person} member={member} tracks={media.tracks.get(member.person)} />
        ))}
      </ul>
    </>
  );
}

const tones = { drawn: undefined, "checked-in": "care", admitted: "good", out: "bad" } as const;
const signs = { drawn: "○", "checked-in": "!", admitted: "✓", out: "✕" } as const;

type RowProps = Readonly<{
  member: MemberView;
  /** What the host receives of the member. */
  tracks: PersonTracks | undefined;
}>;

function MemberRow({ member, tracks }: RowProps) {
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
          {desk !== undefined && ` · ${placeOf(desk).seat}`}
          {presence !== undefined && ` · ${words.presence[presence]}`}
          {presence === "present" && status === "admitted" && ` · ${devicesSaid(tracks, words)}`}
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

/** 摄像头已开,麦克风已关: what comes of a member's devices. */
function devicesSaid(tracks: PersonTracks | undefined, { media }: RoomWords): string {
  return (["camera", "microphone"] as const)
    .map((device) => `${media[device]} ${tracks?.[device] === undefined ? media.off : media.on}`)
    .join(" · ");
}
