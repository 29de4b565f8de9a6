import { base64, fromBase64, fromUtf8, utf8 } from "@yuanping/shared/tlog/index.ts";
import { deflateSync, inflateSync } from "fflate";
import { z } from "zod";
import { draftCellsSchema, type DraftCells } from "./draft-document.ts";

/**
 * What is sealed and sent: the cells, deflated, since a full sheet of forty items and twelve bids with comments would
 * not fit into one message otherwise. Keys and names repeat, so it comes to about a tenth.
 */
const packedSchema = z.strictObject({ v: z.literal(1), deflated: z.string() });
export type PackedDraft = z.infer<typeof packedSchema>;

export function packCells(cells: DraftCells): PackedDraft {
  return { v: 1, deflated: base64(deflateSync(utf8(JSON.stringify(cells)), { level: 9 })) };
}

/** The cells of an opened draft; none when it is not one of ours. */
export function unpackCells(opened: unknown): DraftCells {
  const packed = packedSchema.safeParse(opened);
  if (!packed.success) return {};
  try {
    const text = fromUtf8(inflateSync(fromBase64(packed.data.deflated)));
    const cells = draftCellsSchema.safeParse(JSON.parse(text));
    return cells.success ? cells.data : {};
  } catch {
    return {};
  }
}
