import type { RegistryView } from "@yuanping/shared/contracts/http.ts";
import { Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./intake-page.module.css";
import { needed } from "./rules.ts";
import { Section } from "./section.tsx";

type OfficesSectionProps = Readonly<{ registry: RegistryView; me: string }>;

/** The three other offices, each held by one person. */
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
    </Section>
  );
}
