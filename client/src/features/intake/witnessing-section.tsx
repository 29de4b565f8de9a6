import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./intake-page.module.css";
import { needed } from "./rules.ts";
import { Section } from "./section.tsx";

/** As many outside bodies as a tender may name. */
const mostBodies = 8;

/** Whether gates wait for the cosignatures of supervisor and witness, and which outside bodies cosign, too. */
export function WitnessingSection() {
  const { t } = useTranslation();
  const isOn = Form.useWatch<boolean | undefined>("witnessed") ?? true;
  return (
    <Section heading={t("intake.witnessing.heading")} lead={t("intake.witnessing.lead")}>
      <Form.Item name="witnessed" valuePropName="checked">
        <Checkbox>{t("intake.witnessing.on")}</Checkbox>
      </Form.Item>
      {isOn && (
        <Form.List name="outside">
          {(fields, { add, remove }) => (
            <fieldset className={styles["rows"]}>
              <legend>{t("intake.witnessing.outside")}</legend>
              <p className={`quiet small ${styles["hint"]}`}>
                {t("intake.witnessing.outsideHint")}
              </p>
              {fields.map(({ key, name }) => (
                <div key={key} className={`${styles["row"]} ${styles["bodyRow"]}`}>
                  <Form.Item name={[name, "name"]} rules={[needed(t)]}>
                    <Input
                      aria-label={t("intake.witnessing.body")}
                      placeholder={t("intake.witnessing.body")}
                      maxLength={200}
                    />
                  </Form.Item>
                  <Form.Item name={[name, "vkey"]} rules={[needed(t)]}>
                    <Input
                      aria-label={t("intake.witnessing.key")}
                      placeholder={t("intake.witnessing.key")}
                      maxLength={300}
                    />
                  </Form.Item>
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={t("intake.witnessing.remove", { place: name + 1 })}
                    onClick={() => remove(name)}
                  />
                </div>
              ))}
              {fields.length < mostBodies && (
                <Button icon={<PlusOutlined />} onClick={() => add({})}>
                  {t("intake.witnessing.add")}
                </Button>
              )}
            </fieldset>
          )}
        </Form.List>
      )}
    </Section>
  );
}
