import type { SessionView } from "@yuanping/shared/contracts/http.ts";
import { Navigate, useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Failed, Loading } from "../components/states.tsx";
import { refusalIn, useSession } from "./api.ts";
import styles from "./frame.module.css";

/** Lets through who is signed in; others sign in first and come back. */
export function SignedIn({
  children,
}: Readonly<{ children: (session: SessionView) => ReactNode }>) {
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
    <div className={styles["alone"]}>
      <Failed refusal={refusal} retry={() => void session.refetch()} />
    </div>
  );
}
