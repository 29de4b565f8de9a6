import { Drawer } from "antd";
import { useTranslation } from "react-i18next";

const lines = ["draft", "trail", "keys", "verify"] as const;

/** What everyone asks first. */
export function HelpDrawer({ open, close }: Readonly<{ open: boolean; close: () => void }>) {
  const { t } = useTranslation();
  return (
    <Drawer open={open} onClose={close} title={t("frame.helpTitle")}>
      <ul>
        {lines.map((line) => (
          <li key={line}>{t(`frame.helpLines.${line}`)}</li>
        ))}
      </ul>
    </Drawer>
  );
}
