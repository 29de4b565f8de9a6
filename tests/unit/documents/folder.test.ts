import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DocumentFolder } from "../../../server/src/documents/document-folder.ts";

const key = randomBytes(32);
const most = 200_000;
let root: string;
let folder: DocumentFolder;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "yuanping-documents-"));
  folder = await DocumentFolder.open(root, key, most);
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function* pieces(bytes: Uint8Array, size = 1000): AsyncIterable<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

/** Some pages' worth of bytes that begin as a PDF does: the folder looks no further. */
const document = (text: string) => Buffer.from(`%PDF-1.4\n${text.repeat(500)}\n%%EOF\n`);

async function parts(): Promise<readonly string[]> {
  return (await readdir(root)).filter((name) => name.endsWith(".part"));
}

test("a document comes back byte by byte under its hash, and keeping it twice has one effect", async () => {
  const bytes = document("技术文件");
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  expect(await folder.keep(pieces(bytes))).toEqual({ sha256, size: bytes.length });
  expect(await folder.keep(pieces(bytes, 7))).toEqual({ sha256, size: bytes.length });
  expect(await folder.sizeOf(sha256)).toBe(bytes.length);
  const read = await folder.read(sha256);
  expect(read && (await buffer(read)).equals(bytes)).toBe(true);
  expect(await readdir(root)).toEqual([`${sha256}.sealed`]);
});

test("what lies on the disk shows nothing of it, and another key opens nothing", async () => {
  const bytes = document("机密报价");
  const kept = await folder.keep(pieces(bytes));
  if (typeof kept === "string") throw new Error(kept);
  const raw = await readFile(join(root, `${kept.sha256}.sealed`));
  expect(raw.includes("%PDF-")).toBe(false);
  const stranger = await DocumentFolder.open(root, randomBytes(32), most);
  const read = await stranger.read(kept.sha256);
  await expect(read && buffer(read)).rejects.toThrow("unable to authenticate");
});

test("one altered byte on the disk ends the reading with an error", async () => {
  const kept = await folder.keep(pieces(document("将被篡改")));
  if (typeof kept === "string") throw new Error(kept);
  const path = join(root, `${kept.sha256}.sealed`);
  const raw = await readFile(path);
  raw[40] = (raw[40] ?? 0) ^ 1;
  await writeFile(path, raw);
  const read = await folder.read(kept.sha256);
  await expect(read && buffer(read)).rejects.toThrow("unable to authenticate");
});

test("what is no PDF, too large, or breaks off leaves nothing", async () => {
  expect(await folder.keep(pieces(Buffer.from("MZ".repeat(2000))))).toBe("not-pdf");
  expect(await folder.keep(pieces(Buffer.from("short")))).toBe("not-pdf");
  const large = Buffer.concat([document("大"), Buffer.alloc(most)]);
  expect(await folder.keep(pieces(large))).toBe("too-large");
  const broken = async function* (): AsyncIterable<Uint8Array> {
    yield document("断");
    throw new Error("the line dropped");
  };
  expect(await folder.keep(broken())).toBe("incomplete");
  expect(await parts()).toEqual([]);
});

test("a fault of ours is no fault of the sender's", async () => {
  await rm(root, { recursive: true });
  await expect(folder.keep(pieces(document("无处可存")))).rejects.toThrow("ENOENT");
  folder = await DocumentFolder.open(root, key, most);
});

test("what an upload left when the server died is cleared away, but not what is still arriving elsewhere", async () => {
  const old = join(root, "old.part");
  await writeFile(old, "x");
  await writeFile(join(root, "new.part"), "x");
  const long = new Date(Date.now() - 2 * 3_600_000);
  await utimes(old, long, long);
  await DocumentFolder.open(root, key, most);
  expect(await parts()).toEqual(["new.part"]);
});

test("nothing but a hash names a document", () => {
  expect(() => folder.sizeOf("../../keys/master.key")).toThrow("hash");
});
