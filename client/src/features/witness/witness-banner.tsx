import { witnessSeatSchema, type WitnessSeat } from "@yuanping/shared/contracts/gates.ts";
import type { WitnessingView } from "@yuanping/shared/contracts/view.ts";
import { Button } from "antd";
import { useState } from "react";
import { alarmText, type KeptAlarm } from "../../connection/witness-memory.ts";
import { PasswordField } from "../room/password-field.tsx";
import { ReasonDialog } from "../room/reason-dialog.tsx";
import { useRoom } from "../room/room-context.ts";
import { SendError } from "../room/send-error.tsx";
import { useSend } from "../room/use-send.ts";
import { useWitness, type Witnessing } from "./use-witness.ts";
import look from "./witness.module.css";

/** Whom the evaluation waits for, and what contradicts itself: on every screen of an evaluation with witnesses. */
export function WitnessBanner() {
  const { view } = useRoom();
  if (view.witnessing === undefined) return null;
  // Those who watch also follow the log here; the others are only told.
  return view.witnessing.gates === undefined ? (
    <Told witnessing={view.witnessing} />
  ) : (
    <Watched witnessing={view.witnessing} />
  );
}

type Props = Readonly<{ witnessing: WitnessingView }>;

function Told({ witnessing }: Props) {
  return (
    <div role="status">
      <Contradiction witnessing={witnessing} own={undefined} />
      <Waiting witnessing={witnessing} />
    </div>
  );
}

function Watched({ witnessing }: Props) {
  const { view, words } = useRoom();
  const own = useWitness();
  const seat = witnessSeatSchema.safeParse(view.me.role);
  const isMine = seat.success && witnessing.open?.awaited.includes(seat.data) === true;
  return (
    <div role="status">
      <Contradiction witnessing={witnessing} own={own.alarm} />
      <Waiting witnessing={witnessing} />
      {isMine && own.hasKey && own.alarm === undefined && (
        <p className={look["line"]}>
          {own.unreachable ? words.witness.unreachable : words.witness.yours}
        </p>
      )}
      {isMine && !own.hasKey && <RenewKey own={own} />}
      {witnessing.substitute === true && <StandIn witnessing={witnessing} own={own} />}
    </div>
  );
}

function Waiting({ witnessing: { open } }: Props) {
  const { words } = useRoom();
  if (open === undefined) return null;
  const whom = open.awaited.map((seat) => words.witness.seat[seat]).join(words.witness.and);
  return (
    <p className={look["line"]}>{words.witness.waiting(words.witness.gate[open.gate], whom)}</p>
  );
}

function Contradiction({
  witnessing: { fork },
  own,
}: Props & Readonly<{ own: KeptAlarm | undefined }>) {
  const { view, words } = useRoom();
  if (own === undefined && fork === undefined) return null;
  const onRecord =
    fork?.shown === undefined
      ? undefined
      : { at: fork.at, reason: fork.kind, shown: fork.shown, kept: fork.kept };
  const proof = own ?? onRecord;
  return (
    <div className={look["alarm"]} role="alert">
      <b>{words.witness.alarm}</b>
      <span>
        {own === undefined && fork !== undefined
          ? words.witness.alarmBy(reporterOf(fork, words))
          : words.witness.alarmHere}
      </span>
      {proof !== undefined && (
        <a
          download={`${view.evaluation}-contradiction.txt`}
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(alarmText(proof))}`}
        >
          {words.witness.save}
        </a>
      )}
    </div>
  );
}

function reporterOf(
  { party, body }: NonNullable<WitnessingView["fork"]>,
  words: ReturnType<typeof useRoom>["words"],
): string {
  return party === "outside" ? (body ?? "") : words.draw.party[party];
}

/** The key was declared elsewhere, and that place is gone: another one, with the password. */
function RenewKey({ own }: Readonly<{ own: Witnessing }>) {
  const { words } = useRoom();
  const { send, pending, refusal } = useSend();
  const [password, setPassword] = useState("");
  const { key } = own;
  const renew = async () => {
    if (key === undefined || password === "") return;
    await send({ type: "renewKey", vkey: key }, password);
    setPassword("");
  };
  return (
    <div className={look["renew"]}>
      <p>{words.witness.lacksKey}</p>
      <PasswordField value={password} change={setPassword} submit={() => void renew()} />
      <Button
        type="primary"
        disabled={password === "" || key === undefined}
        loading={pending}
        onClick={() => void renew()}
      >
        {words.witness.renew}
      </Button>
      <SendError text={refusal} />
    </div>
  );
}

/** The host cosigns for one who is not in the room, where the tender allows it. */
function StandIn({ witnessing: { open }, own }: Props & Readonly<{ own: Witnessing }>) {
  const { view, words } = useRoom();
  const { send, pending, refusal } = useSend();
  const [seat, setSeat] = useState<WitnessSeat>();
  const missing = (open?.awaited ?? []).filter((awaited) =>
    view.seats.every(
      ({ role, presence }) => role !== awaited || presence === "absent" || presence === "left",
    ),
  );
  const cosign = async (instead: WitnessSeat, reason: string) => {
    const command = await own.standIn(view, instead, reason).catch(() => undefined);
    return command !== undefined && (await send(command));
  };
  return (
    <>
      {missing.map((awaited) => (
        <Button key={awaited} onClick={() => setSeat(awaited)}>
          {words.witness.standIn(words.witness.seat[awaited])}
        </Button>
      ))}
      {seat !== undefined && (
        <ReasonDialog
          title={words.witness.standIn(words.witness.seat[seat])}
          consequence={words.witness.standInWarning}
          label={words.witness.standInReason}
          action={words.witness.standIn(words.witness.seat[seat])}
          submit={(reason) => cosign(seat, reason)}
          close={() => setSeat(undefined)}
          pending={pending}
          refusal={refusal}
        />
      )}
    </>
  );
}
