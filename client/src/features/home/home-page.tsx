import { useNavigate } from "@tanstack/react-router";
import type { EvaluationSummary, SessionView } from "@yuanping/shared/contracts/http.ts";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { refusalIn, useEvaluations } from "../../app/api.ts";
import { useCentreNews } from "../../app/centre-news.ts";
import { SignedIn } from "../../app/signed-in.tsx";
import { Page } from "../../components/page.tsx";
import { Empty, Failed, Loading } from "../../components/states.tsx";
import { watchedOf } from "../wall/watched.ts";
import { EvaluationLines } from "./evaluation-lines.tsx";
import styles from "./home-page.module.css";

/** What the signed-in person has to do with, the next duty first. */
export function HomePage() {
  return <SignedIn>{(session) => <Home session={session} />}</SignedIn>;
}

const over = new Set<EvaluationSummary["stage"]>(["archived", "terminated"]);

function Home({ session }: Readonly<{ session: SessionView }>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const list = useEvaluations();
  const news = useCentreNews();
  const { name, offices } = session.user;
  const agency = offices.includes("agency");
  const open = (
    <Button type="primary" onClick={() => void navigate({ to: "/intake" })}>
      {t("home.open")}
    </Button>
  );
  const toWall = <Button onClick={() => void navigate({ to: "/wall" })}>{t("home.wall")}</Button>;
  const watching = watchedOf(list.data?.evaluations ?? []).length > 0;
  return (
    <Page
      title={agency ? t("home.agencyTitle") : t("home.title")}
      lead={t("home.greeting", { name })}
      {...(watching ? { aside: toWall } : {})}
      {...(agency && list.data?.evaluations.length !== 0 ? { aside: open } : {})}
    >
      {news === "degraded" && (
        <p className="quiet" role="status">
          {t("home.newsDegraded")}
        </p>
      )}
      {list.isPending && <Loading rows={5} />}
      {list.isError && list.data === undefined && (
        <Failed refusal={refusalIn(list.error)} retry={() => void list.refetch()} />
      )}
      {list.data !== undefined && (
        <Evaluations
          evaluations={list.data.evaluations}
          empty={
            <Empty
              title={agency ? t("home.empty.agencyTitle") : t("home.empty.title")}
              text={agency ? t("home.empty.agency") : t("home.empty.text")}
              action={agency ? open : undefined}
            />
          }
        />
      )}
    </Page>
  );
}

/** Whether the person is invited and has not answered yet: that comes before all other duties. */
function awaitsAnswer({ stage, invitation }: EvaluationSummary): boolean {
  const isOpen = stage === "draw" || stage === "check-in";
  return isOpen && invitation !== undefined && invitation.answer === undefined;
}

type EvaluationsProps = Readonly<{
  evaluations: readonly EvaluationSummary[];
  empty: ReactNode;
}>;

function Evaluations({ evaluations, empty }: EvaluationsProps) {
  const { t } = useTranslation();
  if (evaluations.length === 0) return empty;
  const newest = evaluations.toSorted((a, b) => b.openedAt - a.openedAt);
  const current = newest
    .filter(({ stage }) => !over.has(stage))
    .toSorted((a, b) => Number(awaitsAnswer(b)) - Number(awaitsAnswer(a)));
  const past = newest.filter(({ stage }) => over.has(stage));
  return (
    <div className={styles["groups"]}>
      {current.length > 0 && <EvaluationLines heading={t("home.current")} evaluations={current} />}
      {past.length > 0 && <EvaluationLines heading={t("home.over")} evaluations={past} />}
    </div>
  );
}
