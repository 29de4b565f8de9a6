import { Button, Input, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Moment } from "../../components/moment.tsx";
import { Empty } from "../../components/states.tsx";
import { eventGroup, eventGroups, type EventGroup } from "../../i18n/event-group.ts";
import type { TrailLine } from "./sentence.ts";
import styles from "./trail-page.module.css";

const step = 200;

type Filter = Readonly<{ kind: EventGroup | "all"; who: string; text: string }>;
const everything: Filter = { kind: "all", who: "all", text: "" };

function passes({ kind, who, text }: Filter, line: TrailLine): boolean {
  if (kind !== "all" && eventGroup[line.record.event.type] !== kind) return false;
  if (who !== "all" && line.who !== who) return false;
  return line.sentence.toLowerCase().includes(text.trim().toLowerCase());
}

type TrailTableProps = Readonly<{ lines: readonly TrailLine[]; unreadable: number }>;

/** The lines of the record, as many as were asked for. */
export function TrailTable({ lines, unreadable }: TrailTableProps) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState(everything);
  const [most, setMost] = useState(step);
  const people = [...new Set(lines.map(({ who }) => who))].toSorted((a, b) => a.localeCompare(b));
  const found = lines.filter((line) => passes(filter, line));
  const rest = found.length - most;
  return (
    <section aria-label={t("trail.title")}>
      <div className={`${styles["filters"]} not-printed`} role="search">
        <label>
          {t("trail.filter.kind")}
          <Select<Filter["kind"]>
            value={filter.kind}
            onChange={(kind) => setFilter({ ...filter, kind })}
            options={[
              { value: "all", label: t("trail.filter.all") },
              ...eventGroups.map((kind) => ({ value: kind, label: t(`trail.kind.${kind}`) })),
            ]}
          />
        </label>
        <label>
          {t("trail.filter.who")}
          <Select
            value={filter.who}
            onChange={(who) => setFilter({ ...filter, who })}
            options={[
              { value: "all", label: t("trail.filter.all") },
              ...people.map((who) => ({ value: who, label: who })),
            ]}
          />
        </label>
        <label className={styles["find"]}>
          {t("trail.filter.text")}
          <Input
            allowClear
            value={filter.text}
            placeholder={t("trail.filter.textHint")}
            onChange={(change) => setFilter({ ...filter, text: change.target.value })}
          />
        </label>
        <p className="quiet number" role="status">
          {t("trail.count", { count: lines.length })}
          {found.length !== lines.length && <> · {t("trail.shown", { shown: found.length })}</>}
        </p>
      </div>
      {unreadable > 0 && (
        <p className={styles["unreadable"]}>{t("trail.unreadable", { count: unreadable })}</p>
      )}
      {found.length === 0 ? (
        <Empty
          title={t("trail.noLines")}
          action={<Button onClick={() => setFilter(everything)}>{t("trail.filter.clear")}</Button>}
        />
      ) : (
        <Lines lines={found.slice(0, most)} />
      )}
      {rest > 0 && (
        <Button className={styles["more"] ?? ""} onClick={() => setMost(most + step)}>
          {t("trail.more", { count: Math.min(step, rest) })}
        </Button>
      )}
    </section>
  );
}

function Lines({ lines }: Readonly<{ lines: readonly TrailLine[] }>) {
  const { t } = useTranslation();
  return (
    <table className={styles["table"]}>
      <thead>
        <tr>
          <th scope="col">{t("trail.columns.seq")}</th>
          <th scope="col">{t("trail.columns.at")}</th>
          <th scope="col">{t("trail.columns.who")}</th>
          <th scope="col">{t("trail.columns.what")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ record, who, sentence }) => (
          <tr key={record.seq}>
            <td className="number quiet">{record.seq}</td>
            <td>
              <Moment at={record.at} />
            </td>
            <td>{who}</td>
            <td className={styles["what"]}>{sentence}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
