import type { RegistryView } from "@yuanping/shared/contracts/http.ts";
import { Checkbox, Form, Radio, Select } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./intake-page.module.css";
import { needed } from "./rules.ts";
import { Section } from "./section.tsx";

type OfficesSectionProps = Readonly<{ registry: RegistryView; me: string }>;

/** The three other offices, each held by one person, and whether they hold the key of the sheets together. */
export function OfficesSection({ registry, me }: OfficesSectionProps) {
  const { t } = useTranslation();
  return (
    <Section heading={t("intake.offices.heading")} lead={t("intake.offices.lead")}>
      <div className={`${styles["fields"]} ${styles["three"]}`}>
        {(["host", "supervisor", "witness"] as const).map((office) => (
          <Form.Item
            key={office}
            name={office}
            label={t(`intake.offices.${office}`)}
            rules={[needed(t)]}
          >
            <Select
              showSearch
              optionFilterProp="label"
              notFoundContent={t("intake.offices.none")}
              options={registry.officers
                .filter(({ id, offices }) => id !== me && offices.includes(office))
                .map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Form.Item>
        ))}
      </div>
      <Form.Item
        name="sealing"
        label={t("intake.offices.sealing")}
        extra={t("intake.offices.sealingHint")}
        rules={[needed(t)]}
      >
        <Radio.Group
          options={(["L2", "L1"] as const).map((level) => ({
            value: level,
            label: t(`intake.offices.levels.${level}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="checkInPhoto"
        valuePropName="checked"
        extra={t("intake.offices.checkInPhotoHint")}
      >
        <Checkbox>{t("intake.offices.checkInPhoto")}</Checkbox>
      </Form.Item>
      <Form.Item name="disguise" valuePropName="checked" extra={t("intake.offices.disguiseHint")}>
        <Checkbox>{t("intake.offices.disguise")}</Checkbox>
      </Form.Item>
    </Section>
  );
}
