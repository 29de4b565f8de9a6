import type { KeyboardEvent, ReactNode } from "react";
import { useId } from "react";
import styles from "./room.module.css";

export type Tab = Readonly<{ id: string; label: string; content: ReactNode }>;
type Props = Readonly<{
  tabs: readonly Tab[];
  /** The chosen one; where it is not among them, as after the page became wider, the first is shown. */
  active: string;
  choose: (id: string) => void;
  label: string;
}>;

/** Tabs by the WAI-ARIA pattern: arrows choose. Hidden panels stay alive, so that nothing typed is lost. */
export function Tabs({ tabs, active: chosen, choose, label }: Props) {
  const prefix = useId();
  const active = tabs.some(({ id }) => id === chosen) ? chosen : tabs[0]?.id;
  const press = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const here = tabs.findIndex(({ id }) => id === active);
    const next = tabs[(here + by + tabs.length) % tabs.length];
    if (next === undefined) return;
    choose(next.id);
    document.getElementById(`${prefix}-${next.id}`)?.focus();
  };
  return (
    <>
      <div className={styles["tabs"]} role="tablist" aria-label={label} onKeyDown={press}>
        {tabs.map(({ id, label: name }) => (
          <button
            key={id}
            id={`${prefix}-${id}`}
            type="button"
            role="tab"
            className={styles["tab"]}
            aria-selected={id === active}
            aria-controls={`${prefix}-${id}-panel`}
            tabIndex={id === active ? 0 : -1}
            onClick={() => choose(id)}
          >
            {name}
          </button>
        ))}
      </div>
      {tabs.map(({ id, content }) => (
        <div
          key={id}
          id={`${prefix}-${id}-panel`}
          role="tabpanel"
          aria-labelledby={`${prefix}-${id}`}
          className={styles["tabPanel"]}
          // So that the arrow keys scroll it also where nothing in it takes the focus.
          tabIndex={0}
          hidden={id !== active}
        >
          {content}
        </div>
      ))}
    </>
  );
}
