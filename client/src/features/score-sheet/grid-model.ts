/**
 * The keyboard of the score sheet as a pure machine. Moving and editing are two modes: arrows move until something is
 * typed or Enter is pressed; then left and right belong to the text, Escape gives back what stood there, and Enter goes
 * on below.
 */

export type Place = Readonly<{ row: number; column: number }>;
export type GridState = Readonly<{
  rows: number;
  columns: number;
  at: Place;
  /** What stood in the cell before this edit; undefined while moving. */
  before: string | undefined;
}>;

export type GridEvent =
  | Readonly<{ kind: "focus"; at: Place }>
  | Readonly<{ kind: "resize"; rows: number; columns: number }>
  /** Something was typed; `before` is what stood there. */
  | Readonly<{ kind: "type"; before: string }>
  | Readonly<{ kind: "leave" }>
  | Readonly<{ kind: "key"; key: string; control: boolean; value: string }>;

/** What the screen has to do beside showing the new state. */
export type GridEffect =
  | Readonly<{ kind: "none" }>
  /** The key was used here and is not for the browser. */
  | Readonly<{ kind: "handled" }>
  | Readonly<{ kind: "go"; at: Place }>
  | Readonly<{ kind: "write"; value: string }>
  | Readonly<{ kind: "submit" }>;

export type GridStep = Readonly<{ state: GridState; effect: GridEffect }>;

const none: GridEffect = { kind: "none" };
const moves: Readonly<Record<string, Place>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

/** A sheet of this size, standing on its first cell. */
export function gridOf(rows: number, columns: number): GridState {
  return { rows, columns, at: { row: 0, column: 0 }, before: undefined };
}

/** What an event makes of the state, and what is to be done about it. */
export function step(state: GridState, event: GridEvent): GridStep {
  switch (event.kind) {
    case "focus": {
      const same = event.at.row === state.at.row && event.at.column === state.at.column;
      return { state: same ? state : { ...state, at: event.at, before: undefined }, effect: none };
    }
    case "resize": {
      const { rows, columns } = event;
      const sized = { ...state, rows, columns };
      return { state: { ...sized, at: within(sized, state.at) }, effect: none };
    }
    case "type":
      return { state: { ...state, before: state.before ?? event.before }, effect: none };
    case "leave":
      return { state: { ...state, before: undefined }, effect: none };
    case "key":
    default:
      return onKey(state, event);
  }
}

function onKey(state: GridState, event: Extract<GridEvent, { kind: "key" }>): GridStep {
  const { key, control, value } = event;
  const editing = state.before !== undefined;
  if (key === "Enter" && control) {
    return { state: { ...state, before: undefined }, effect: { kind: "submit" } };
  }
  if (key === "Enter") {
    return editing
      ? go(state, { row: 1, column: 0 })
      : { state: { ...state, before: value }, effect: { kind: "handled" } };
  }
  if (key === "Escape" && state.before !== undefined) {
    return {
      state: { ...state, before: undefined },
      effect: { kind: "write", value: state.before },
    };
  }
  if (key === "Home" && control) return goTo(state, { row: 0, column: 0 });
  if (key === "End" && control) {
    return goTo(state, { row: state.rows - 1, column: state.columns - 1 });
  }
  const move = moves[key];
  const insideText = editing && move?.column !== 0;
  return move === undefined || control || insideText ? { state, effect: none } : go(state, move);
}

function go(state: GridState, by: Place): GridStep {
  return goTo(state, { row: state.at.row + by.row, column: state.at.column + by.column });
}

function goTo(state: GridState, wanted: Place): GridStep {
  const at = within(state, wanted);
  return { state: { ...state, at, before: undefined }, effect: { kind: "go", at } };
}

function within({ rows, columns }: GridState, { row, column }: Place): Place {
  return {
    row: Math.min(Math.max(row, 0), Math.max(rows - 1, 0)),
    column: Math.min(Math.max(column, 0), Math.max(columns - 1, 0)),
  };
}
