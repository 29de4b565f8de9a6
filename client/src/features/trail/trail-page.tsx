import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, refusalIn, useEvaluations, valueOf } from "../../app/api.ts";
import { SignedIn } from "../../app/signed-in.tsx";
import { Page } from "../../components/page.tsx";
import { Failed, Loading } from "../../components/states.tsx";
import { useSpoken } from "../../components/use-language.ts";
import { ChainHead } from "./chain-head.tsx";
import { OwnVerification } from "./own-verification.tsx";
import { linesOf } from "./sentence.ts";
import { readTrail, type Trail } from "./trail-record.ts";
import { TrailTable } from "./trail-table.tsx";

/** The whole record as sentences, its head, and the way to check it oneself. */
export function TrailPage() {
  const { id } = useParams({ from: "/evaluation/$id/trail" });
  return <SignedIn>{() => <TrailOf evaluation={id} />}</SignedIn>;
}

function TrailOf({ evaluation }: Readonly<{ evaluation: string }>) {
  const { t } = useTranslation();
  const list = useEvaluations();
  const trail = useQuery({
    queryKey: ["trail", evaluation],
    queryFn: async () => readTrail(await valueOf(api.trail(evaluation))),
  });
  const tender = list.data?.evaluations.find((one) => one.evaluation === evaluation);
  return (
    <Page
      title={t("trail.title")}
      lead={t("trail.lead", { tender: tender?.title ?? evaluation })}
      aside={
        <Link to="/evaluation/$id" params={{ id: evaluation }}>
          {t("trail.back")}
        </Link>
      }
    >
      {trail.isPending && <Loading rows={8} />}
      {trail.isError && (
        <Failed refusal={refusalIn(trail.error)} retry={() => void trail.refetch()} />
      )}
      {trail.data !== undefined && <TrailLines evaluation={evaluation} trail={trail.data} />}
    </Page>
  );
}

function TrailLines({ evaluation, trail }: Readonly<{ evaluation: string; trail: Trail }>) {
  const { t } = useTranslation();
  const spoken = useSpoken();
  return (
    <>
      <ChainHead trail={trail} />
      <OwnVerification evaluation={evaluation} />
      <TrailTable lines={linesOf(trail.records, t, spoken)} unreadable={trail.unreadable} />
    </>
  );
}
