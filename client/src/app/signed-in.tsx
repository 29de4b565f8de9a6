import type { SessionView } from "@yuanping/shared/contracts/http.ts";
import { Navigate, useRouterState } from "@tanstack/react-router";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../components/page.tsx";
import { RefusalText } from "../components/refusal-text.tsx";
import { Loading } from "../components/states.tsx";
import { refusalIn, useSession } from "./api.ts";
import styles from "./frame.module.css";

/** Lets through who is signed in; others sign in first and come back. */
export function SignedIn({
  children,
}: Readonly<{ children: (session: SessionView) => ReactNode }>) {
  const { t } = useTranslation();
  const session = useSession();
  const next = useRouterState({ select: (state) => state.location.pathname });
  if (session.data !== undefined) return children(session.data);
  if (session.isPending) {
    return (
      <div className={styles["alone"]}>
        <Loading />
      </div>
    );
  }
  const refusal = refusalIn(session.error);
  if (refusal.code.startsWith("identity.")) return <Navigate to="/sign-in" search={{ next }} />;
  return (
    <Page title={t("frame.failed.title")} lead={t("frame.failed.kept")} width="text">
      <RefusalText
        refusal={refusal}
        action={<Button onClick={() => void session.refetch()}>{t("frame.retry")}</Button>}
      />
    </Page>
  );
}
