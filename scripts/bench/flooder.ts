import { connect } from "node:net";
import { io } from "socket.io-client";

/**
 * A hostile client in a process of its own, until it is killed: 1,000 messages a second on a signed-in socket, half of
 * them malformed, a thousand bytes to sixty thousand, and two hundred connections that are left half-open. Whenever its
 * line is closed it knocks again, twice a second. Says on stdout when a line opens and when one is closed.
 */
const [url = "", cookie = ""] = process.argv.slice(2);
const perTick = 50;
const tickMs = 50;
const halfOpen = 200;
const knockMs = 500;

const socket = io(url, {
  path: "/socket",
  transports: ["websocket"],
  extraHeaders: { cookie },
  reconnection: false,
});
const { port, hostname } = new URL(url);
for (let index = 0; index < halfOpen; index += 1) {
  const half = connect(Number(port), hostname);
  half.on("error", () => undefined);
  half.write("GET / HTTP/1.1\r\nHost: ");
}
let sent = 0;
setInterval(() => {
  // What is said without a line would all come in one heap with the next one.
  if (!socket.connected) return;
  for (let index = 0; index < perTick; index += 1) {
    sent += 1;
    const body = sent % 2 === 0 ? {} : { junk: "x".repeat(1_000 + (sent % 60) * 1_000) };
    socket.emit(sent % 3 === 0 ? "room:command" : "clock:now", body, () => {});
  }
}, tickMs);
socket.on("connect", () => process.stdout.write("open\n"));
socket.on("disconnect", () => process.stdout.write("closed\n"));
setInterval(() => {
  if (!socket.connected) socket.connect();
}, knockMs);
