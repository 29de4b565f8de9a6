import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { stripTypeScriptTypes } from "node:module";
import { resolve } from "node:path";
import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { genuine, key } from "../support/evidence/genuine.ts";

const chromiumPath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
const page = `<!doctype html><script type="importmap">{"imports":{"zod":"/node_modules/zod/index.js"}}</script>`;

/** Serves the sources as a browser can read them: the same files, without their types. */
async function answerTo(
  path: string,
): Promise<Readonly<{ type: string; body: string | Uint8Array }>> {
  if (path === "/") return { type: "text/html", body: page };
  if (path === "/bundle.zip") return { type: "application/zip", body: genuine };
  if (!/^\/(?:shared\/src|node_modules\/zod)\/[\w./-]+$/u.test(path)) throw new Error("not served");
  const source = await readFile(resolve(`.${path}`), "utf8");
  const body = path.endsWith(".ts") ? stripTypeScriptTypes(source) : source;
  return { type: "text/javascript", body };
}

describe("the verifier in a browser", () => {
  let server: Server;
  let browser: Browser;

  beforeAll(async () => {
    server = createServer((request, response) => {
      answerTo(request.url ?? "").then(
        ({ type, body }) => response.writeHead(200, { "content-type": type }).end(body),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
  });

  afterAll(async () => {
    await browser.close();
    server.close();
  });

  it("makes the same checks with the same answers as on the command line", async () => {
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const tab = await browser.newPage();
    await tab.goto(`http://127.0.0.1:${address.port}/`);
    const script = `(async () => {
      const { verifyBundle } = await import("/shared/src/evidence/index.ts");
      const bytes = new Uint8Array(await (await fetch("/bundle.zip")).arrayBuffer());
      const good = await verifyBundle(bytes, { trustedKeys: [${JSON.stringify(key.vkey)}] });
      bytes[bytes.length >> 1] ^= 1;
      const altered = await verifyBundle(bytes);
      return { good, altered: altered.ok };
    })()`;
    const { good, altered } = await tab.evaluate<{ good: unknown; altered: boolean }>(script);
    const { verifyBundle } = await import("@yuanping/shared/evidence/index.ts");
    expect(good).toEqual(await verifyBundle(genuine, { trustedKeys: [key.vkey] }));
    expect(good).toMatchObject({ ok: true });
    expect(altered).toBe(false);
  });
});
