import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { RegistryView } from "@yuanping/shared/contracts/http.ts";
import { Button, Form, InputNumber, Select } from "antd";
import { useTranslation } from "react-i18next";
import type { IntakeForm } from "./intake-form.ts";
import styles from "./intake-page.module.css";
import { needed } from "./rules.ts";

/** How many members may and must come from a region; a region may lie within another that has a rule. */
export function RegionRules({ registry }: Readonly<{ registry: RegistryView }>) {
  const { t } = useTranslation();
  const form = Form.useFormInstance<IntakeForm>();
  const rules = Form.useWatch("regions", form);
  const known = registry.regions.map(({ id, experts }) => ({
    value: id,
    label: t("intake.panel.available", { name: id, count: experts }),
  }));
  const ruled = (rules ?? []).flatMap((rule) =>
    rule?.region === undefined ? [] : [{ value: rule.region, label: rule.region }],
  );
  return (
    <Form.List name="regions">
      {(fields, { add, remove }) => (
        <fieldset className={styles["rows"]}>
          <legend>{t("intake.panel.regions")}</legend>
          {fields.length > 0 && (
            <div
              className={`${styles["row"]} ${styles["regionRow"]} ${styles["rowHead"]}`}
              aria-hidden
            >
              <span>{t("intake.panel.region")}</span>
              <span>{t("intake.panel.min")}</span>
              <span>{t("intake.panel.max")}</span>
              <span>{t("intake.panel.parent")}</span>
            </div>
          )}
          {fields.map(({ key, name }) => (
            <div key={key} className={`${styles["row"]} ${styles["regionRow"]}`}>
              <Form.Item name={[name, "region"]} rules={[needed(t)]}>
                <Select showSearch aria-label={t("intake.panel.region")} options={known} />
              </Form.Item>
              <Bound name={name} field="min" label={t("intake.panel.min")} />
              <Bound name={name} field="max" label={t("intake.panel.max")} />
              <Form.Item name={[name, "parent"]}>
                <Select
                  allowClear
                  aria-label={t("intake.panel.parent")}
                  placeholder={t("intake.panel.noParent")}
                  options={ruled.filter(({ value }) => value !== rules?.[name]?.region)}
                />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t("intake.panel.removeRegion", { place: name + 1 })}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({ min: 0, max: 1 })}>
            {t("intake.panel.addRegion")}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}

type BoundProps = Readonly<{ name: number; field: "min" | "max"; label: string }>;

function Bound({ name, field, label }: BoundProps) {
  const { t } = useTranslation();
  return (
    <Form.Item name={[name, field]} rules={[{ required: true, message: t("intake.missing") }]}>
      <InputNumber
        aria-label={label}
        prefix={<span className="quiet small">{label}</span>}
        min={0}
        max={99}
        precision={0}
        className={styles["full"] ?? ""}
      />
    </Form.Item>
  );
}
