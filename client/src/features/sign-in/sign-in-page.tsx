import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { SpokenRefusal } from "@yuanping/shared/contracts/refusal.ts";
import { Button, Form, Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, queryClient } from "../../app/api.ts";
import { changePerson } from "../../app/person-change.ts";
import { Page } from "../../components/page.tsx";
import { RefusalText } from "../../components/refusal-text.tsx";
import { keepDraftKey } from "../../connection/draft-key.ts";
import styles from "./sign-in-page.module.css";

type Credentials = Readonly<{ login: string; password: string }>;

/** Account and password; the draft key is derived while the password is at hand. */
export function SignInPage() {
  const { t } = useTranslation();
  const { next = "/" } = useSearch({ from: "/sign-in" });
  const navigate = useNavigate();
  const [form] = Form.useForm<Credentials>();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<SpokenRefusal>();

  // While the server was asked the fields were shut, and a shut field loses the focus.
  useEffect(() => {
    if (refusal !== undefined) form.focusField("password");
  }, [form, refusal]);

  const submit = async ({ login, password }: Credentials) => {
    setBusy(true);
    setRefusal(undefined);
    const answer = await api.signIn(login.trim(), password);
    if (!answer.ok) {
      setBusy(false);
      setRefusal(answer.refusal);
      return;
    }
    await keepDraftKey(sessionStorage, answer.value.user.login, password);
    await changePerson(queryClient, answer.value);
    await navigate({ href: next });
  };

  return (
    <div className={styles["middle"]}>
      <Page title={t("signIn.title")} lead={t("signIn.lead")} width="text">
        <Form<Credentials>
          form={form}
          layout="vertical"
          requiredMark={false}
          disabled={busy}
          onFinish={(credentials) => void submit(credentials)}
        >
          <Form.Item
            name="login"
            label={t("signIn.login")}
            rules={[{ required: true, whitespace: true, message: t("signIn.loginMissing") }]}
          >
            <Input
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={64}
            />
          </Form.Item>
          <Form.Item
            name="password"
            label={t("signIn.password")}
            rules={[{ required: true, message: t("signIn.passwordMissing") }]}
          >
            <Input.Password autoComplete="current-password" maxLength={200} />
          </Form.Item>
          {refusal !== undefined && (
            <div className={styles["refusal"]}>
              <RefusalText refusal={refusal} />
            </div>
          )}
          <Button type="primary" htmlType="submit" block loading={busy}>
            {t("signIn.submit")}
          </Button>
        </Form>
        <p className={`${styles["note"]} quiet small`}>{t("signIn.forgotten")}</p>
        <p className={`${styles["note"]} quiet small`}>{t("signIn.note")}</p>
        <p className="small">
          {t("signIn.verify")} <Link to="/verify">{t("frame.verify")}</Link>
        </p>
      </Page>
    </div>
  );
}
