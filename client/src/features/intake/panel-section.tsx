import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { RegistryView } from "@yuanping/shared/contracts/http.ts";
import { Button, Checkbox, Form, Input, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useWords } from "../../i18n/room/use-words.ts";
import { seatName } from "../room/naming.ts";
import { FallbackRules } from "./fallback-rules.tsx";
import { FeasibilityNote } from "./feasibility-note.tsx";
import { RegionRules } from "./region-rules.tsx";
import type { IntakeForm } from "./intake-form.ts";
import styles from "./intake-page.module.css";
import { needed } from "./rules.ts";
import { Section } from "./section.tsx";

/** How many members are drawn of which specialty. */
export function PanelSection({ registry }: Readonly<{ registry: RegistryView }>) {
  const { t } = useTranslation();
  const words = useWords();
  const form = Form.useFormInstance<IntakeForm>();
  const seats = Form.useWatch("seats", form);
  const total = (seats ?? []).reduce((sum, seat) => sum + (seat?.count ?? 0), 0);
  const specialties = registry.specialties.map(({ id, experts }) => ({
    value: id,
    label: t("intake.panel.available", { name: seatName(id, words), count: experts }),
  }));
  if (specialties.length === 0) {
    return (
      <Section heading={t("intake.panel.heading")}>
        <p>{t("intake.panel.none")}</p>
      </Section>
    );
  }
  return (
    <Section heading={t("intake.panel.heading")}>
      <Form.List name="seats">
        {(fields, { add, remove }) => (
          <div className={styles["rows"]}>
            <div
              className={`${styles["row"]} ${styles["seatRow"]} ${styles["rowHead"]}`}
              aria-hidden
            >
              <span>{t("intake.panel.specialty")}</span>
              <span>{t("intake.panel.count")}</span>
            </div>
            {fields.map(({ key, name }) => (
              <div key={key} className={`${styles["row"]} ${styles["seatRow"]}`}>
                <Form.Item name={[name, "specialty"]} rules={[needed(t)]}>
                  <Select
                    showSearch={{ optionFilterProp: "label" }}
                    aria-label={t("intake.panel.specialty")}
                    options={specialties}
                  />
                </Form.Item>
                <Form.Item
                  name={[name, "count"]}
                  rules={[{ required: true, message: t("intake.missing") }]}
                >
                  <InputNumber
                    aria-label={t("intake.panel.count")}
                    suffix={<span className="quiet small">{t("intake.panel.people")}</span>}
                    min={1}
                    max={99}
                    precision={0}
                    className={styles["full"] ?? ""}
                  />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  disabled={fields.length === 1}
                  aria-label={t("intake.panel.remove", { place: name + 1 })}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Button icon={<PlusOutlined />} onClick={() => add({ count: 1 })}>
              {t("intake.panel.add")}
            </Button>
          </div>
        )}
      </Form.List>
      <RegionRules registry={registry} />
      <FallbackRules registry={registry} />
      <div className={`${styles["fields"]} ${styles["three"]}`}>
        <Form.Item name="law" label={t("intake.panel.law")}>
          <Select
            options={(["equal", "uniform"] as const).map((value) => ({
              value,
              label: t(`intake.panel.laws.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="recentDays" label={t("intake.panel.recentDays")}>
          <InputNumber min={1} max={366} precision={0} className={styles["full"] ?? ""} />
        </Form.Item>
        <Form.Item name="recentMost" label={t("intake.panel.recentMost")}>
          <InputNumber min={1} max={366} precision={0} className={styles["full"] ?? ""} />
        </Form.Item>
      </div>
      <Form.Item name="onePerEmployer" valuePropName="checked" noStyle>
        <Checkbox>{t("intake.panel.employer")}</Checkbox>
      </Form.Item>
      <p className={`${styles["sum"]} number`} role="status">
        {t("intake.panel.total", { count: total })}
      </p>
      <FeasibilityNote />
      <Form.Item name="desks" label={t("intake.panel.desks")} extra={t("intake.panel.desksLead")}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={20_000} />
      </Form.Item>
    </Section>
  );
}
