import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, Select } from "antd";
import { useTranslation } from "react-i18next";
import { DrawnCoefficients } from "./drawn-coefficients.tsx";
import type { IntakeForm } from "./intake-form.ts";
import styles from "./intake-page.module.css";
import { pointsSum } from "./points-sum.ts";
import { DocumentFields } from "./document-fields.tsx";
import { aNumber, needed, stated } from "./rules.ts";
import { Section } from "./section.tsx";

/** How bids are scored: the items, the price, the rounding. */
export function MethodSection() {
  const { t } = useTranslation();
  return (
    <Section heading={t("intake.method.heading")}>
      <DocumentFields />
      <Items />
      <div className={styles["fields"]}>
        <Form.Item name="priceFormula" label={t("intake.method.price")}>
          <Select
            options={(["lowest-over-price", "benchmark", "benchmark-mean", "none"] as const).map(
              (value) => ({
                value,
                label: t(`intake.method.formulas.${value}`),
              }),
            )}
          />
        </Form.Item>
        <PricePoints />
        <Form.Item name="aggregate" label={t("intake.method.aggregate")}>
          <Select
            options={(["mean", "trimmed-mean"] as const).map((value) => ({
              value,
              label: t(`intake.method.aggregates.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item name="places" label={t("intake.method.places")}>
          <Select
            options={[0, 1, 2, 3, 4].map((value) => ({
              value,
              label: t("intake.method.placesOf", { count: value }),
            }))}
          />
        </Form.Item>
      </div>
      <DrawnCoefficients />
      <Sum />
    </Section>
  );
}

function Items() {
  const { t } = useTranslation();
  return (
    <Form.List name="items">
      {(fields, { add, remove }) => (
        <fieldset className={styles["rows"]}>
          <legend>{t("intake.method.items")}</legend>
          <div className={`${styles["row"]} ${styles["itemRow"]} ${styles["rowHead"]}`} aria-hidden>
            <span>{t("intake.method.name")}</span>
            <span>{t("intake.method.kind")}</span>
            <span>{t("intake.method.max")}</span>
          </div>
          {fields.map(({ key, name }) => (
            <div key={key} className={`${styles["row"]} ${styles["itemRow"]}`}>
              <Form.Item
                name={[name, "id"]}
                dependencies={["criteria"]}
                rules={[needed(t), stated(t)]}
              >
                <Input aria-label={t("intake.method.name")} maxLength={100} />
              </Form.Item>
              <Form.Item name={[name, "kind"]}>
                <Select
                  aria-label={t("intake.method.kind")}
                  options={(["subjective", "objective", "pass-fail"] as const).map((value) => ({
                    value,
                    label: t(`intake.method.kinds.${value}`),
                  }))}
                />
              </Form.Item>
              <ItemMax place={name} />
              <Button
                type="text"
                icon={<DeleteOutlined />}
                disabled={fields.length === 1}
                aria-label={t("intake.method.remove", { name: String(name + 1) })}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Button
            icon={<PlusOutlined />}
            onClick={() => add({ id: "", kind: "subjective", max: "10" })}
          >
            {t("intake.method.add")}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}

function ItemMax({ place }: Readonly<{ place: number }>) {
  const { t } = useTranslation();
  const form = Form.useFormInstance<IntakeForm>();
  const kind = Form.useWatch(["items", place, "kind"], form);
  if (kind === "pass-fail") return <span className="quiet">—</span>;
  return (
    <Form.Item name={[place, "max"]} rules={[needed(t), aNumber(t)]}>
      <Input
        aria-label={t("intake.method.max")}
        inputMode="decimal"
        maxLength={26}
        suffix={<span className="quiet small">{t("intake.method.pointsWord")}</span>}
      />
    </Form.Item>
  );
}

function PricePoints() {
  const { t } = useTranslation();
  const form = Form.useFormInstance<IntakeForm>();
  const none = Form.useWatch("priceFormula", form) === "none";
  return (
    <Form.Item
      name="pricePoints"
      label={t("intake.method.points")}
      rules={none ? [] : [needed(t), aNumber(t)]}
    >
      <Input inputMode="decimal" maxLength={26} disabled={none} />
    </Form.Item>
  );
}

function Sum() {
  const { t } = useTranslation();
  return (
    <Form.Item<IntakeForm> noStyle shouldUpdate>
      {(form) => (
        <p className={`${styles["sum"]} number`} role="status">
          {t("intake.method.sum", pointsSum(form.getFieldsValue(true)))}
        </p>
      )}
    </Form.Item>
  );
}
