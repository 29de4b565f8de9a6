import { readFile } from "node:fs/promises";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../../demo-documents");

/** The made-up technical document of a bid of the demo tender, a PDF; nothing for a bid that brings none. */
export async function demoDocument(bid: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(join(folder, `${bid}.pdf`));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
