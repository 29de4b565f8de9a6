import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { BidFiles } from "./bid-files.tsx";
import type { IntakeForm } from "./intake-form.ts";
import styles from "./intake-page.module.css";
import { aNumber, needed } from "./rules.ts";
import { Section } from "./section.tsx";

/** Who bids, and what is in the envelope. */
export function BiddersSection() {
  const { t } = useTranslation();
  const form = Form.useFormInstance<IntakeForm>();
  const priced = Form.useWatch("priceFormula", form) !== "none";
  const code = { pattern: /^[0-9A-Z]{18}$/, message: t("intake.creditCode") };
  return (
    <Section heading={t("intake.bids.heading")} lead={t("intake.bids.lead")}>
      <Form.List name="bidders">
        {(fields, { add, remove }) => (
          <div className={styles["rows"]}>
            <div
              className={`${styles["row"]} ${styles["bidderRow"]} ${styles["rowHead"]}`}
              aria-hidden
            >
              <span>{t("intake.bids.id")}</span>
              <span>{t("intake.bids.name")}</span>
              <span>{t("intake.bids.code")}</span>
              <span>{t("intake.bids.price")}</span>
            </div>
            {fields.map(({ key, name }) => (
              <div key={key} className={`${styles["row"]} ${styles["bidderRow"]}`}>
                <span className={styles["bidId"]}>B{name + 1}</span>
                <Form.Item name={[name, "name"]} rules={[needed(t)]} normalize={onOneLine}>
                  <Input.TextArea
                    aria-label={t("intake.bids.name")}
                    placeholder={t("intake.bids.name")}
                    maxLength={200}
                    // The names of a consortium take more than a line, and are read before they are sealed.
                    autoSize={{ minRows: 1, maxRows: 4 }}
                    onPressEnter={(event) => event.preventDefault()}
                  />
                </Form.Item>
                <Form.Item name={[name, "creditCode"]} rules={[code]}>
                  <Input
                    aria-label={t("intake.bids.code")}
                    placeholder={t("intake.bids.code")}
                    maxLength={18}
                  />
                </Form.Item>
                <Form.Item
                  name={[name, "price"]}
                  rules={priced ? [needed(t), aNumber(t)] : [aNumber(t)]}
                >
                  <Input
                    aria-label={t("intake.bids.price")}
                    placeholder={t("intake.bids.price")}
                    inputMode="decimal"
                    maxLength={26}
                  />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  disabled={fields.length === 1}
                  aria-label={t("intake.bids.remove", { place: name + 1 })}
                  onClick={() => remove(name)}
                />
                <Form.Item name={[name, "documents"]} className={styles["bidFiles"] ?? ""}>
                  <BidFiles place={name + 1} />
                </Form.Item>
              </div>
            ))}
            <Button icon={<PlusOutlined />} onClick={() => add({ name: "" })}>
              {t("intake.bids.add")}
            </Button>
          </div>
        )}
      </Form.List>
    </Section>
  );
}

/** A name is one line, however it was pasted. */
function onOneLine(value: unknown): unknown {
  return typeof value === "string" ? value.replaceAll(/\s*[\r\n]+\s*/gu, " ") : value;
}
