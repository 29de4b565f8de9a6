import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Page } from "../components/page.tsx";

/** An address that leads nowhere. */
export function Missing() {
  const { t } = useTranslation();
  return (
    <Page title={t("frame.missing.title")} lead={t("frame.missing.text")} width="text">
      <Link to="/">{t("frame.home")}</Link>
    </Page>
  );
}

/** A fault of this page. */
export function Broken() {
  const { t } = useTranslation();
  return (
    <Page title={t("frame.broken.title")} lead={t("frame.broken.text")} width="text">
      <Button type="primary" onClick={() => window.location.reload()}>
        {t("frame.reload")}
      </Button>
    </Page>
  );
}
