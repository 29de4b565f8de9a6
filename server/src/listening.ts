import type { Server } from "node:http";

/** Listens, and answers the address under which this machine reaches the server. Rejects when the port is taken. */
export function listening(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      if (address === null || typeof address === "string") {
        reject(new Error("the server has no port"));
        return;
      }
      const shown = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
      resolve(`http://${shown}:${address.port}`);
    });
  });
}
