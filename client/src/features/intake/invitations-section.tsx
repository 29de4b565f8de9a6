import { Checkbox, Form, Input, InputNumber } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./intake-page.module.css";
import { Section } from "./section.tsx";

/** Whether drawn experts are called up, until when they are to answer, and where they meet. */
export function InvitationsSection() {
  const { t } = useTranslation();
  const isOn = Form.useWatch<boolean | undefined>("callUp") ?? true;
  return (
    <Section heading={t("intake.callUp.heading")} lead={t("intake.callUp.lead")}>
      <Form.Item name="callUp" valuePropName="checked">
        <Checkbox>{t("intake.callUp.on")}</Checkbox>
      </Form.Item>
      {isOn && (
        <div className={`${styles["fields"]} ${styles["three"]}`}>
          <Form.Item name="answerMinutes" label={t("intake.callUp.answer")}>
            <InputNumber min={1} max={20_160} precision={0} className={styles["full"] ?? ""} />
          </Form.Item>
          <Form.Item name="meetsAt" label={t("intake.callUp.meetsAt")}>
            <Input type="datetime-local" />
          </Form.Item>
          <Form.Item name="place" label={t("intake.callUp.place")}>
            <Input maxLength={200} />
          </Form.Item>
        </div>
      )}
    </Section>
  );
}
