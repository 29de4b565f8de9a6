import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";

/** Copies a text, and says so. */
export function CopyButton({ text }: Readonly<{ text: string }>) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <Button size="small" type="link" onClick={() => void copy()}>
      <span aria-live="polite">{t(copied ? "trail.copied" : "trail.copy")}</span>
    </Button>
  );
}
