import type { SessionView } from "@yuanping/shared/contracts/http.ts";
import { passwordLengths } from "@yuanping/shared/contracts/http.ts";
import type { SpokenRefusal } from "@yuanping/shared/contracts/refusal.ts";
import { Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalText } from "../components/refusal-text.tsx";
import { keepDraftKey } from "../connection/draft-key.ts";
import { api } from "./api.ts";
import styles from "./frame.module.css";

type Passwords = Readonly<{ password: string; next: string; again: string }>;
type Props = Readonly<{ user: SessionView["user"]; close: () => void }>;

/** Another password of one's own choice: the present one, and the new one twice. */
export function PasswordDialog({ user, close }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Passwords>();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [refusal, setRefusal] = useState<SpokenRefusal>();

  const submit = async ({ password, next }: Passwords) => {
    setBusy(true);
    setRefusal(undefined);
    const answer = await api.changePassword(password, next);
    if (answer.ok) {
      // Drafts of the next evaluation are sealed under the password that opens them again.
      await keepDraftKey(sessionStorage, user.login, next);
      setDone(true);
    } else if (answer.refusal.code === "identity.wrong-password")
      form.setFields([{ name: "password", errors: [t("frame.password.wrong")] }]);
    else setRefusal(answer.refusal);
    setBusy(false);
  };

  return (
    <Modal open title={t("frame.password.title")} onCancel={close} footer={null} destroyOnHidden>
      {done ? (
        <div className={styles["passwordDone"]} role="status">
          <p>{t("frame.password.done")}</p>
          <Button type="primary" autoFocus onClick={close}>
            {t("frame.password.close")}
          </Button>
        </div>
      ) : (
        <Form<Passwords>
          form={form}
          layout="vertical"
          requiredMark={false}
          disabled={busy}
          onFinish={(passwords) => void submit(passwords)}
        >
          <p className={`${styles["passwordLead"]} quiet small`}>{t("frame.password.lead")}</p>
          <input type="text" autoComplete="username" value={user.login} readOnly hidden />
          <Form.Item
            name="password"
            label={t("frame.password.present")}
            rules={[{ required: true, message: t("frame.password.presentMissing") }]}
          >
            <Input.Password autoComplete="current-password" maxLength={200} autoFocus />
          </Form.Item>
          <Form.Item
            name="next"
            label={t("frame.password.next")}
            extra={t("frame.password.rule", passwordLengths)}
            rules={[
              {
                required: true,
                min: passwordLengths.least,
                message: t("frame.password.tooShort"),
              },
            ]}
          >
            <Input.Password autoComplete="new-password" maxLength={passwordLengths.most} />
          </Form.Item>
          <Form.Item
            name="again"
            label={t("frame.password.again")}
            dependencies={["next"]}
            rules={[
              {
                validator: async (_, value: unknown) => {
                  if (value !== form.getFieldValue("next"))
                    throw new Error(t("frame.password.differ"));
                },
              },
            ]}
          >
            <Input.Password autoComplete="new-password" maxLength={passwordLengths.most} />
          </Form.Item>
          {refusal !== undefined && (
            <div className={styles["passwordRefusal"]}>
              <RefusalText refusal={refusal} />
            </div>
          )}
          <Button type="primary" htmlType="submit" block loading={busy}>
            {t("frame.password.submit")}
          </Button>
        </Form>
      )}
    </Modal>
  );
}
