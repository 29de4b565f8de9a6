import type { EvaluationSummary } from "@yuanping/shared/contracts/http.ts";
import {
  declineCodeSchema,
  type DeclineCode,
} from "@yuanping/shared/contracts/commands/invitation.ts";
import type { SpokenRefusal } from "@yuanping/shared/contracts/refusal.ts";
import { Button, Input, Modal, Radio } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, queryClient } from "../../app/api.ts";
import { Moment } from "../../components/moment.tsx";
import { RefusalText } from "../../components/refusal-text.tsx";
import { newCommandId } from "../../connection/command.ts";
import { useFocusReturns } from "../room/use-focus-returns.ts";
import styles from "./home-page.module.css";

type Props = Readonly<{
  evaluation: string;
  invitation: NonNullable<EvaluationSummary["invitation"]>;
}>;

/** What an invited expert is asked, by when, and the two answers; afterwards what they answered. */
export function InvitationAnswer({ evaluation, invitation }: Props) {
  const { t } = useTranslation();
  const { until, answer, meetsAt, place } = invitation;
  const { send, busy, refusal } = useAnswer(evaluation);
  const [declining, setDeclining] = useState(false);
  const isOpen = answer === undefined;
  return (
    <div className={styles["invitation"]} role="group" aria-label={t("home.invitation.heading")}>
      <p>
        <strong>{t("home.invitation.heading")}</strong>
        {meetsAt !== undefined && (
          <>
            {" "}
            {t("home.invitation.meets")} <Moment at={meetsAt} only="minute" />
          </>
        )}
        {place !== undefined && ` · ${place}`}
      </p>
      <p className="small">
        {answer === "accepted" ? (
          <span className={styles["accepted"]}>✓ {t("home.invitation.accepted")}</span>
        ) : (
          <>
            {t("home.invitation.until")} <Moment at={until} only="minute" />
            {t("home.invitation.silence")}
          </>
        )}
      </p>
      {refusal !== undefined && (
        <RefusalText refusal={refusal} title={t("home.invitation.refused")} />
      )}
      <div className={styles["answers"]}>
        <Button disabled={busy} onClick={() => setDeclining(true)}>
          {t("home.invitation.decline")}
        </Button>
        {isOpen && (
          <Button
            type="primary"
            loading={busy}
            onClick={() => void send({ type: "acceptInvitation" })}
          >
            {t("home.invitation.accept")}
          </Button>
        )}
      </div>
      {declining && (
        <DeclineDialog
          busy={busy}
          refusal={refusal}
          close={() => setDeclining(false)}
          decline={async (code, text) => {
            if (await send({ type: "declineInvitation", code, text })) setDeclining(false);
          }}
        />
      )}
    </div>
  );
}

type DialogProps = Readonly<{
  busy: boolean;
  refusal: SpokenRefusal | undefined;
  close: () => void;
  decline: (code: DeclineCode, text: string) => Promise<void>;
}>;

const shortestReason = 2;

/** Declining is for good, and needs its reason. */
function DeclineDialog({ busy, refusal, close, decline }: DialogProps) {
  const { t } = useTranslation();
  useFocusReturns();
  const id = useId();
  const [code, setCode] = useState<DeclineCode>();
  const [text, setText] = useState("");
  const isReady = code !== undefined && text.trim().length >= shortestReason;
  return (
    <Modal
      open
      title={t("home.invitation.decline")}
      okText={t("home.invitation.declineNow")}
      cancelText={t("home.invitation.back")}
      okButtonProps={{ danger: true, disabled: !isReady, loading: busy }}
      onOk={() => {
        if (code !== undefined) void decline(code, text.trim());
      }}
      onCancel={close}
    >
      <p>{t("home.invitation.consequence")}</p>
      <Radio.Group
        value={code}
        aria-label={t("home.invitation.reason")}
        onChange={(event) => setCode(declineCodeSchema.safeParse(event.target.value).data)}
      >
        <div className={styles["reasons"]}>
          {declineCodeSchema.options.map((option) => (
            <Radio key={option} value={option}>
              {t(`home.invitation.reasons.${option}`)}
            </Radio>
          ))}
        </div>
      </Radio.Group>
      <label className={styles["words"]} htmlFor={id}>
        <span>{t("home.invitation.words")}</span>
        <Input.TextArea
          id={id}
          value={text}
          maxLength={2000}
          autoSize={{ minRows: 3, maxRows: 8 }}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      {refusal !== undefined && (
        <RefusalText refusal={refusal} title={t("home.invitation.refused")} />
      )}
    </Modal>
  );
}

/** Sends an answer, once however often it has to be tried, and reads the list again. */
function useAnswer(evaluation: string) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<SpokenRefusal>();
  const [id] = useState(newCommandId);
  const send = async (
    command: Parameters<typeof api.answerInvitation>[1]["command"],
  ): Promise<boolean> => {
    setBusy(true);
    setRefusal(undefined);
    const answered = await api.answerInvitation(evaluation, {
      // Accepting and declining are two commands; each keeps its id when it is tried again.
      id: `${id}-${command.type === "acceptInvitation" ? "a" : "d"}`,
      command,
    });
    setBusy(false);
    if (!answered.ok) setRefusal(answered.refusal);
    await queryClient.invalidateQueries({ queryKey: ["evaluations"] });
    return answered.ok;
  };
  return { send, busy, refusal };
}
