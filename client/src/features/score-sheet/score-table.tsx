import type { KeyboardEvent, ReactNode } from "react";
import { useCallback, useEffect, useReducer, useRef } from "react";
import { cellKey, type DraftCells } from "../../connection/draft-document.ts";
import { bidderName, bidderPlace } from "../room/naming.ts";
import { useRoom } from "../room/room-context.ts";
import { gridOf, step } from "./grid-model.ts";
import type { GridEvent, GridState, Place } from "./grid-model.ts";
import { ItemHeader } from "./item-header.tsx";
import { cellId, ScoreCell } from "./score-cell.tsx";
import look from "./score-sheet.module.css";
import type { SheetForm } from "./sheet-building.ts";

type Props = Readonly<{
  /** Scrolls away above the table. */
  above: ReactNode;
  form: SheetForm;
  /** The bids shown: all, or one on a phone. */
  bids: readonly string[];
  cells: DraftCells;
  locked: boolean;
  set: (key: string, value: string) => void;
  submit: () => void;
  /** Which cell is in focus, so that its comment can be shown. */
  at: (bid: string, item: string) => void;
}>;

const reduce = (state: GridState, event: GridEvent): GridState => step(state, event).state;

/** The score sheet: a native table, one row an item, one column a bid. */
export function ScoreTable(props: Props) {
  const { form, bids, cells, locked } = props;
  const { view, words } = useRoom();
  const [grid, dispatch] = useReducer(reduce, gridOf(form.items.length, bids.length));
  // Handlers stay the same between renders, so that a key stroke draws one cell and not five hundred.
  const now = useRef({ grid, props });
  useEffect(() => {
    now.current = { grid, props };
  });
  useEffect(() => {
    dispatch({ kind: "resize", rows: form.items.length, columns: bids.length });
  }, [form.items.length, bids.length]);

  const valueAt = useCallback(({ row, column }: Place) => {
    const { form: current, bids: shown, cells: kept } = now.current.props;
    const item = current.items[row];
    const bid = shown[column];
    if (item === undefined || bid === undefined) return undefined;
    const key = cellKey("mark", bid, item.id);
    return { key, bid, item: item.id, value: kept[key]?.value ?? "" };
  }, []);
  const focus = useCallback(
    (at: Place) => {
      const cell = valueAt(at);
      dispatch({ kind: "focus", at });
      if (cell !== undefined) now.current.props.at(cell.bid, cell.item);
    },
    [valueAt],
  );
  const type = useCallback(
    (at: Place, value: string) => {
      const cell = valueAt(at);
      if (cell === undefined) return;
      dispatch({ kind: "type", before: cell.value });
      now.current.props.set(cell.key, value);
    },
    [valueAt],
  );
  const press = useCallback(
    (event: KeyboardEvent<HTMLInputElement>) => {
      // While an input method composes, Enter and the arrows are its own.
      if (event.nativeEvent.isComposing) return;
      const { grid: state, props: current } = now.current;
      const control = event.ctrlKey || event.metaKey;
      const value = event.currentTarget.value;
      const said = { kind: "key", key: event.key, control, value } as const;
      const { effect } = step(state, said);
      if (effect.kind === "none") return;
      event.preventDefault();
      dispatch(said);
      const cell = valueAt(state.at);
      if (effect.kind === "go") document.getElementById(cellId(effect.at))?.focus();
      if (effect.kind === "submit") current.submit();
      if (effect.kind === "write" && cell !== undefined) current.set(cell.key, effect.value);
    },
    [valueAt],
  );

  return (
    <div className={look["scroller"]}>
      {props.above}
      <table className={look["table"]} aria-label={words.sheet.heading}>
        <thead>
          <tr>
            <th scope="col">{words.sheet.item}</th>
            {bids.map((bid) => (
              <th key={bid} scope="col">
                <span className={look["bidder"]} title={bidderName(view, bid)}>
                  {bidderPlace(view, bid)} {bidderName(view, bid)}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {form.items.map((item, row) => (
            <tr key={item.id}>
              <ItemHeader item={item} />
              {bids.map((bid, column) => (
                <ScoreCell
                  key={bid}
                  item={item}
                  label={words.sheet.cell(item.id, bidderName(view, bid))}
                  row={row}
                  column={column}
                  value={cells[cellKey("mark", bid, item.id)]?.value ?? ""}
                  commented={(cells[cellKey("comment", bid, item.id)]?.value ?? "") !== ""}
                  here={grid.at.row === row && grid.at.column === column}
                  locked={locked}
                  words={words}
                  focus={focus}
                  type={type}
                  press={press}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
