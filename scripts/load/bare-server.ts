import { createServer } from "node:http";
import { Server } from "socket.io";

/**
 * The limit that everything is measured against: socket.io and nothing else. A message to the room is answered at once and
 * shown to everybody in it; nothing is decided, kept or checked.
 */
const http = createServer();
const io = new Server(http, { transports: ["websocket"], serveClient: false });
io.on("connection", (socket) => {
  let room = "";
  socket.on("join", (name: unknown, answer: (reply: unknown) => void) => {
    room = String(name);
    void socket.join(room);
    answer({ ok: true });
  });
  socket.on("send", (text: unknown, answer: (reply: unknown) => void) => {
    answer({ ok: true });
    io.to(room).emit("shown", text);
  });
});
http.listen(0, "127.0.0.1", () => {
  const address = http.address();
  if (address === null || typeof address === "string") throw new Error("there is no port");
  process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
process.on("SIGTERM", () => process.exit(0));
// With whoever started us, the pipe to us ends.
process.stdin.on("end", () => process.exit(0)).resume();
