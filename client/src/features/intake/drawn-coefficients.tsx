import { isDecimal } from "@yuanping/shared/method/decimal.ts";
import { Form, Input } from "antd";
import type { FormRule } from "antd";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { numbersIn } from "./coefficients.ts";
import type { IntakeForm } from "./intake-form.ts";
import styles from "./intake-page.module.css";
import { aNumber, needed } from "./rules.ts";

const fields = {
  benchmark: ["kFrom", "cFrom", "above", "below"],
  "benchmark-mean": ["dropFrom", "above", "below"],
} as const;
const examples = {
  kFrom: "0.95 0.96 0.97",
  cFrom: "0.3 0.4",
  dropFrom: "1 2 3",
  above: "1",
  below: "0.5",
} as const;

/** The benchmark's coefficients: each is one number, or a set that the three parties draw it from. */
export function DrawnCoefficients() {
  const { t } = useTranslation();
  const form = Form.useFormInstance<IntakeForm>();
  const formula = Form.useWatch("priceFormula", form);
  if (formula !== "benchmark" && formula !== "benchmark-mean") return null;
  return (
    <fieldset className={styles["rows"]}>
      <legend>{t(`intake.method.${formula}`)}</legend>
      <p className={`quiet small ${styles["hint"]}`}>{t("intake.method.oneOrSet")}</p>
      <div className={styles["fields"]}>
        {formula === "benchmark" && (
          <Form.Item
            className={styles["whole"] ?? ""}
            name="control"
            label={t("intake.method.control")}
            rules={[needed(t), aNumber(t)]}
          >
            <Input inputMode="decimal" maxLength={26} />
          </Form.Item>
        )}
        {fields[formula].map((name) => (
          <Form.Item
            key={name}
            name={name}
            label={t(`intake.method.${name}`)}
            rules={[needed(t), someNumbers(t)]}
          >
            <Input maxLength={2000} placeholder={examples[name]} />
          </Form.Item>
        ))}
      </div>
    </fieldset>
  );
}

/** Must be plain numbers, each once. */
const someNumbers = (t: TFunction): FormRule => ({
  validator: async (_, value: unknown) => {
    if (typeof value !== "string" || value.trim() === "") return;
    const numbers = numbersIn(value);
    if (numbers.every(isDecimal) && new Set(numbers).size === numbers.length) return;
    throw new Error(t("intake.method.numbers"));
  },
});
