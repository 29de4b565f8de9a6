import { createServer, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { atEnd } from "./server-process.ts";

/** What is answered in a server's place; undefined lets the request through. */
export type InPlace = (
  path: string,
  method: string,
) => Readonly<{ status?: number; text: string }> | undefined;

/** A server's HTTP side through an operator's hands; its address. Ends with the test. */
export async function between(server: string, inPlace: InPlace): Promise<string> {
  const hands = createServer((request, response) => {
    const { url = "/", method = "GET" } = request;
    const shown = inPlace(url, method);
    if (shown !== undefined) {
      response.writeHead(shown.status ?? 200).end(shown.text);
      return;
    }
    void passOn(server, request).then(async (answer) =>
      response.writeHead(answer.status).end(await answer.text()),
    );
  });
  await new Promise<void>((done) => hands.listen(0, "127.0.0.1", done));
  atEnd(() => hands.close());
  const address = hands.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}

async function passOn(server: string, request: IncomingMessage): ReturnType<typeof fetch> {
  const { url = "/", method = "GET", headers } = request;
  const kept = new Headers();
  for (const name of ["authorization", "content-type", "cookie"]) {
    const value = headers[name];
    if (typeof value === "string") kept.set(name, value);
  }
  const body = await buffer(request);
  return fetch(server + url, { method, headers: kept, ...(body.length > 0 ? { body } : {}) });
}
