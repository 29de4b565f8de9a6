import { newestProfiles } from "@yuanping/shared/law/profiles/index.ts";
import { Checkbox, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useSpoken } from "../../components/use-language.ts";
import { profileKey, type IntakeForm } from "./intake-form.ts";
import styles from "./intake-page.module.css";
import { aNumber, needed } from "./rules.ts";
import { Section } from "./section.tsx";

/** What the chosen rules do here, down to who learns when what is kept from them. */
function ProfileHint() {
  const { t } = useTranslation();
  const form = Form.useFormInstance<IntakeForm>();
  const key = Form.useWatch("profile", form);
  const chosen = Object.values(newestProfiles).find((one) => profileKey(one) === key);
  const regime = chosen?.secrecy?.value ?? "by-arrival";
  return (
    <>
      {t("intake.tender.profileHint")}
      <br />
      {t(`intake.tender.secrecy.${regime}`)}
    </>
  );
}

/** What is bought, by whom, under which rules. */
export function TenderSection() {
  const { t } = useTranslation();
  const spoken = useSpoken();
  const rules = [needed(t)];
  return (
    <Section heading={t("intake.tender.heading")}>
      <div className={styles["fields"]}>
        <Form.Item
          className={styles["whole"] ?? ""}
          name="title"
          label={t("intake.tender.title")}
          rules={rules}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="number" label={t("intake.tender.number")} rules={rules}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="lot" label={t("intake.tender.lot")} rules={rules}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="owner" label={t("intake.tender.owner")} rules={rules}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="agencyName" label={t("intake.tender.agencyName")} rules={rules}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="subject" label={t("intake.tender.subject")}>
          <Select
            options={(["services", "goods", "works"] as const).map((value) => ({
              value,
              label: t(`intake.tender.subjects.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="profile" label={t("intake.tender.profile")} extra={<ProfileHint />}>
          <Select
            options={Object.values(newestProfiles).map((profile) => ({
              value: profileKey(profile),
              label: `${spoken(profile.name)} · ${profile.version}`,
            }))}
          />
        </Form.Item>
        <Form.Item name="budget" label={t("intake.tender.budget")} rules={[aNumber(t)]}>
          <Input inputMode="decimal" maxLength={26} />
        </Form.Item>
        <Form.Item className={styles["unlabelled"] ?? ""} name="special" valuePropName="checked">
          <Checkbox>{t("intake.tender.special")}</Checkbox>
        </Form.Item>
      </div>
    </Section>
  );
}
