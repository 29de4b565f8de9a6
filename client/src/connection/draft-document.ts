import { z } from "zod";

/** What was typed into one cell, and when, by this person's clock as the server corrected it. */
export const draftCellSchema = z.strictObject({
  value: z.string().max(4000),
  at: z.int().min(0),
});
export type DraftCell = z.infer<typeof draftCellSchema>;

/** Cells by key; the screen decides what its keys mean. */
export const draftCellsSchema = z.record(z.string(), draftCellSchema);
export type DraftCells = Readonly<z.infer<typeof draftCellsSchema>>;

/** A value that another, newer one took the place of when two drafts met. */
export const supersededSchema = draftCellSchema.extend({ key: z.string() });
export type Superseded = z.infer<typeof supersededSchema>;

/** What stays on this machine, sealed: the draft, what the server lacks of it, and what merging set aside. */
export const localDraftSchema = z.strictObject({
  v: z.literal(1),
  revision: z.int().min(0),
  cells: draftCellsSchema,
  unsent: z.array(z.string()),
  history: z.array(supersededSchema),
});
export type LocalDraft = z.infer<typeof localDraftSchema>;

export const emptyDraft: LocalDraft = { v: 1, revision: 0, cells: {}, unsent: [], history: [] };

const longestHistory = 500;

/** The key of a mark or a comment on one item of one bid. */
export function cellKey(kind: "mark" | "comment", bid: string, item: string): string {
  return JSON.stringify([kind, bid, item]);
}

/** The draft after one change. */
export function withCell(draft: LocalDraft, key: string, cell: DraftCell): LocalDraft {
  return {
    ...draft,
    cells: { ...draft.cells, [key]: cell },
    unsent: draft.unsent.includes(key) ? draft.unsent : [...draft.unsent, key],
  };
}

/**
 * Brings together what is here and what the server has: per cell the newest edit wins, and a value that loses to a
 * different one is kept in the history. On equal times the greater text wins, so that both sides come to the same.
 */
export function mergeDraft(local: LocalDraft, revision: number, theirs: DraftCells): LocalDraft {
  const keys = new Set([...Object.keys(local.cells), ...Object.keys(theirs)]);
  const cells: Record<string, DraftCell> = {};
  const unsent: string[] = [];
  const history: Superseded[] = [];
  for (const key of keys) {
    const mine = local.cells[key];
    const other = theirs[key];
    const winner = newer(mine, other);
    if (winner === undefined) continue;
    cells[key] = winner;
    if (other === undefined || !same(winner, other)) unsent.push(key);
    const loser = winner === mine ? other : mine;
    if (loser !== undefined && loser.value !== winner.value) history.push({ key, ...loser });
  }
  return {
    v: 1,
    revision: Math.max(local.revision, revision),
    cells,
    unsent,
    history: withoutDoubles([...local.history, ...history]).slice(-longestHistory),
  };
}

function newer(a: DraftCell | undefined, b: DraftCell | undefined): DraftCell | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a.at !== b.at) return a.at > b.at ? a : b;
  return a.value >= b.value ? a : b;
}

function same(a: DraftCell, b: DraftCell): boolean {
  return a.at === b.at && a.value === b.value;
}

function withoutDoubles(history: readonly Superseded[]): Superseded[] {
  return [...new Map(history.map((entry) => [JSON.stringify(entry), entry])).values()];
}
