import type { Item, MarkFault } from "@yuanping/shared/method/item.ts";
import { refuse } from "@yuanping/shared/contracts/refusal.ts";
import { memo } from "react";
import type { KeyboardEvent } from "react";
import type { RoomWords } from "../../i18n/room/zh.ts";
import { wordRefusal } from "../room/use-send.ts";
import type { Place } from "./grid-model.ts";
import { faultOf } from "./sheet-building.ts";
import look from "./score-sheet.module.css";

type Props = Readonly<{
  item: Item;
  label: string;
  row: number;
  column: number;
  value: string;
  commented: boolean;
  here: boolean;
  locked: boolean;
  words: RoomWords;
  focus: (at: Place) => void;
  type: (at: Place, value: string) => void;
  press: (event: KeyboardEvent<HTMLInputElement>) => void;
}>;

/** One mark. What is wrong with it is said under it at once. */
export const ScoreCell = memo(function ScoreCell(props: Props) {
  const { item, label, row, column, value, commented, here, locked, words } = props;
  const fault = faultOf(item, value);
  const faultId = `fault-${row}-${column}`;
  return (
    <td className={look["cell"]} data-here={here} data-faulty={fault !== undefined}>
      <input
        className={look["input"]}
        id={cellId({ row, column })}
        aria-label={label}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : faultId}
        inputMode="decimal"
        autoComplete="off"
        maxLength={26}
        readOnly={locked}
        value={value}
        onFocus={(event) => {
          event.target.select();
          props.focus({ row, column });
        }}
        onChange={(event) => props.type({ row, column }, event.target.value)}
        onKeyDown={props.press}
      />
      {commented && (
        <span className={look["commented"]} role="img" aria-label={words.sheet.comment}>
          ¶
        </span>
      )}
      {fault !== undefined && (
        <span className={look["fault"]} id={faultId} role="alert">
          {wordFault(fault, words)}
        </span>
      )}
    </td>
  );
});

/** Where a cell is found, to move the focus there. */
export function cellId({ row, column }: Place): string {
  return `mark-${row}-${column}`;
}

function wordFault(fault: MarkFault, words: RoomWords): string {
  const details = "max" in fault ? { max: fault.max } : undefined;
  return wordRefusal(refuse("invalid", `scoring.${fault.code}`, details), words);
}
