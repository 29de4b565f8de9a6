import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { checkDocuments, documentsText } from "../../../scripts/verify/documents.ts";
import { genuine } from "../../support/evidence/genuine.ts";

const folder = mkdtempSync(join(tmpdir(), "yuanping-papers-"));
afterAll(() => rmSync(folder, { recursive: true }));
const paper = Buffer.from("%PDF-1.4 first");
const sha256 = createHash("sha256").update(paper).digest("hex");
const named = [{ bid: "B1", name: "技术文件.pdf", sha256, size: paper.length }];

it("a bundle names the documents of its bids by hash", { timeout: 60_000 }, async () => {
  const { documents } = await verifyBundle(genuine);
  expect(documents?.map(({ bid, name }) => [bid, name])).toEqual(
    [1, 2, 3, 4].map((n) => [`B${n}`, `投标文件-${n}.pdf`]),
  );
});

it("a folder holds them whatever its files are called; what is missing, altered or surplus is told by name", async () => {
  const path = join(folder, "scan-0001");
  writeFileSync(path, paper);
  expect(await checkDocuments(named, folder)).toMatchObject({ ok: true, documents: 1 });
  writeFileSync(path, "%PDF-1.4 First");
  const found = await checkDocuments(named, folder);
  expect(found).toMatchObject({
    ok: false,
    missing: ["B1 技术文件.pdf"],
    surplus: ["scan-0001"],
  });
  expect(documentsText(found, false)).toContain("missing B1");
});
