import { Drawer } from "antd";
import { useTranslation } from "react-i18next";
import styles from "./frame.module.css";

const lines = ["draft", "media", "secrecy", "password", "trail", "keys", "verify"] as const;

/** What everyone asks first. */
export function HelpDrawer({ open, close }: Readonly<{ open: boolean; close: () => void }>) {
  const { t } = useTranslation();
  return (
    <Drawer
      open={open}
      onClose={close}
      title={t("frame.helpTitle")}
      styles={{ body: { padding: 0, overflow: "hidden" } }}
    >
      {/* Scrolls by itself, so that the keyboard can scroll it. */}
      <section className={styles["help"]} tabIndex={0} aria-label={t("frame.helpTitle")}>
        <dl>
          {lines.map((line) => (
            <div key={line}>
              <dt>{t(`frame.helpLines.${line}.asked`)}</dt>
              <dd>{t(`frame.helpLines.${line}.said`)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </Drawer>
  );
}
