import type { BidTotal } from "@yuanping/shared/evidence/index.ts";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import styles from "./verify-page.module.css";

/** Names of a redacted bundle are hashes. */
const withheld = /^withheld:/u;

/** The result as this machine computed it from the opened sheets: the best first, the rejected last. */
export function OutcomeTable({ totals }: Readonly<{ totals: readonly BidTotal[] }>) {
  const { t } = useTranslation();
  const id = useId();
  const inOrder = totals.toSorted((a, b) => rankOf(a) - rankOf(b));
  return (
    <section className={styles["outcome"]} aria-labelledby={id}>
      <h2 id={id}>{t("verify.outcome.heading")}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("verify.outcome.rank")}</th>
            <th scope="col">{t("verify.outcome.bidder")}</th>
            <th scope="col">{t("verify.outcome.total")}</th>
          </tr>
        </thead>
        <tbody>
          {inOrder.map((bid) => (
            <tr key={bid.bid}>
              <td>{bid.status === "ranked" ? bid.rank : "—"}</td>
              <th scope="row">
                <span className="quiet">{bid.bid}</span>{" "}
                {withheld.test(bid.name) ? t("verify.outcome.withheld") : bid.name}
              </th>
              <td>{bid.status === "ranked" ? bid.total : t("verify.outcome.rejected")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function rankOf(bid: BidTotal): number {
  return bid.status === "ranked" ? bid.rank : Number.POSITIVE_INFINITY;
}
