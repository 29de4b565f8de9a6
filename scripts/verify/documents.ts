import { createHash } from "node:crypto";
import { createReadStream, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { NamedDocument } from "@yuanping/shared/evidence/index.ts";
import { Unreadable } from "./read-bounded.ts";

/** What was found of a folder of bid documents. */
export type DocumentsFound = Readonly<{
  ok: boolean;
  documents: number;
  /** `bid name`, as the record has them. */
  missing: readonly string[];
  /** Files that no bid names, by their names in the folder. */
  surplus: readonly string[];
}>;

/** Compares the files of a folder, whatever they are called, with the hashes that a bundle's bids name. Throws {@link Unreadable}. */
export async function checkDocuments(
  named: readonly NamedDocument[],
  folder: string,
): Promise<DocumentsFound> {
  if (!existsSync(folder)) throw new Unreadable(`${folder}: there is no such folder`);
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile(),
  );
  const found = new Map<string, string>();
  for (const { parentPath, name } of files) {
    found.set(name, await hashOf(join(parentPath, name)));
  }
  const hashes = new Set(found.values());
  const wanted = new Set(named.map(({ sha256 }) => sha256));
  const missing = named
    .filter(({ sha256 }) => !hashes.has(sha256))
    .map(({ bid, name }) => `${bid} ${name}`);
  const surplus = [...found]
    .filter(([, sha256]) => !wanted.has(sha256))
    .map(([name]) => name)
    .toSorted();
  const ok = missing.length === 0 && surplus.length === 0;
  return { ok, documents: named.length, missing, surplus };
}

/** One line for people; the names of what is wrong, each on a line of its own. */
export function documentsText(found: DocumentsFound, isChinese: boolean): string {
  const { ok, documents, missing, surplus } = found;
  const words = isChinese
    ? { head: `投标文件:${ok ? "通过" : "不符"},${documents} 份`, missing: "缺少", surplus: "多余" }
    : {
        head: `Documents: ${ok ? "ok" : "FAILED"}, ${documents}`,
        missing: "missing",
        surplus: "surplus",
      };
  const lines = [
    words.head,
    ...missing.map((name) => `  ${words.missing} ${name}`),
    ...surplus.map((name) => `  ${words.surplus} ${name}`),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece);
  return hash.digest("hex");
}
