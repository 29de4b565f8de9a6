import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { RegistryView } from "@yuanping/shared/contracts/http.ts";
import { Button, Form, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useWords } from "../../i18n/room/use-words.ts";
import { seatName } from "../room/naming.ts";
import styles from "./intake-page.module.css";
import { needed } from "./rules.ts";

/** From which broader specialty a seat may be filled where too few hold its own. */
export function FallbackRules({ registry }: Readonly<{ registry: RegistryView }>) {
  const { t } = useTranslation();
  const words = useWords();
  const specialties = registry.specialties.map(({ id }) => ({
    value: id,
    label: seatName(id, words),
  }));
  return (
    <Form.List name="fallbacks">
      {(fields, { add, remove }) => (
        <fieldset className={styles["rows"]}>
          <legend>{t("intake.panel.fallbacks")}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className={`${styles["row"]} ${styles["fallbackRow"]}`}>
              {(["specialty", "broader"] as const).map((field) => (
                <Form.Item key={field} name={[name, field]} rules={[needed(t)]}>
                  <Select
                    showSearch={{ optionFilterProp: "label" }}
                    aria-label={t(`intake.panel.${field}`)}
                    placeholder={t(`intake.panel.${field}`)}
                    options={specialties}
                  />
                </Form.Item>
              ))}
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t("intake.panel.removeFallback", { place: name + 1 })}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add({})}>
            {t("intake.panel.addFallback")}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
