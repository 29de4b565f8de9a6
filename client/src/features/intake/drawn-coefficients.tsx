import { isDecimal } from "@yuanping/shared/method/decimal.ts";
import { Form, Input } from "antd";
import type { FormRule } from "antd";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { numbersIn, type IntakeForm } from "./intake-form.ts";
import styles from "./intake-page.module.css";
import { aNumber, needed } from "./rules.ts";

/** The benchmark J = A·K·(1 − C) + B·C: what is fixed in it, and the sets that K and C are drawn from. */
export function DrawnCoefficients() {
  const { t } = useTranslation();
  const form = Form.useFormInstance<IntakeForm>();
  if (Form.useWatch("priceFormula", form) !== "benchmark") return null;
  return (
    <fieldset className={styles["rows"]}>
      <legend>{t("intake.method.benchmark")}</legend>
      <div className={`${styles["fields"]} ${styles["three"]}`}>
        {(["control", "above", "below"] as const).map((name) => (
          <Form.Item
            key={name}
            name={name}
            label={t(`intake.method.${name}`)}
            rules={[needed(t), aNumber(t)]}
          >
            <Input inputMode="decimal" maxLength={26} />
          </Form.Item>
        ))}
      </div>
      <div className={styles["fields"]}>
        {(["kFrom", "cFrom"] as const).map((name) => (
          <Form.Item
            key={name}
            name={name}
            label={t(`intake.method.${name}`)}
            extra={t("intake.method.drawnLater")}
            rules={[needed(t), someNumbers(t)]}
          >
            <Input maxLength={2000} placeholder={name === "kFrom" ? "0.95 0.96 0.97" : "0.3 0.4"} />
          </Form.Item>
        ))}
      </div>
    </fieldset>
  );
}

/** Must be at least two plain numbers. */
const someNumbers = (t: TFunction): FormRule => ({
  validator: async (_, value: unknown) => {
    const numbers = typeof value === "string" ? numbersIn(value) : [];
    if (numbers.length >= 2 && numbers.every(isDecimal)) return;
    throw new Error(t("intake.method.twoNumbers"));
  },
});
