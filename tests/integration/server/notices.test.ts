import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CallChannel } from "@yuanping/shared/contracts/commands/invitation.ts";
import { Undeliverable, type Notice } from "../../../server/src/notify/notifier.ts";
import { mailNotifier } from "../../../server/src/notify/mail-notifier.ts";
import { consoleNotifier } from "../../../server/src/notify/console-notifier.ts";
import { signatureOf, webhookNotifier } from "../../../server/src/notify/webhook-notifier.ts";

const notice: Notice = {
  id: "ab".repeat(32),
  evaluation: "ev-notice",
  member: "cd".repeat(16),
  subject: "评标邀请",
  text: "请于截止前答复。",
  until: 1_800_000_000_000,
  mail: "expert@experts.example",
  phone: "13800000000",
};

const mails: string[] = [];
let refuseWith: number | undefined;
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo(_address, _session, done) {
    if (refuseWith === undefined) return done();
    done(Object.assign(new Error("not now"), { responseCode: refuseWith }));
  },
  onData(stream, _session, done) {
    void text(stream).then((mail) => {
      mails.push(mail);
      done();
    });
  },
});

type Call = Readonly<{ headers: IncomingMessage["headers"]; body: string }>;
const calls: Call[] = [];
let answerWith = 200;
const gateway = createServer((request, response) => {
  void text(request).then((body) => {
    calls.push({ headers: request.headers, body });
    response.writeHead(answerWith).end();
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => void smtp.listen(0, "127.0.0.1", () => resolve()));
  await new Promise<void>((resolve) => void gateway.listen(0, "127.0.0.1", () => resolve()));
});
afterAll(async () => {
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  await new Promise<void>((resolve) => void gateway.close(() => resolve()));
});

function portOf(server: Readonly<{ address(): unknown }>): number {
  const address = server.address();
  if (typeof address !== "object" || address === null || !("port" in address))
    throw new Error("the server does not listen");
  return Number(address.port);
}

const secret = "a secret of the gateway";
const mail = () =>
  mailNotifier({ url: `smtp://127.0.0.1:${portOf(smtp.server)}`, from: "a@b.example" });
const webhook = () =>
  webhookNotifier(
    { url: `http://127.0.0.1:${portOf(gateway)}/call`, secret },
    { now: () => 1_700_000_000_999 },
  );
const fault = async (sending: Promise<unknown>): Promise<unknown> => {
  try {
    return await sending;
  } catch (error) {
    return error instanceof Undeliverable ? "given up" : "again";
  }
};

describe("a notice by mail", () => {
  test("arrives at a real mail server, under an id that a repetition has again", async () => {
    mails.length = 0;
    expect(await mail().send(notice)).toBe("sent");
    expect(await mail().send(notice)).toBe("sent");
    expect(mails).toHaveLength(2);
    for (const received of mails) expect(received).toContain(`<${notice.id}@yuanping>`);
    expect(mails[0]).toContain("To: expert@experts.example");
  });

  test("is tried again after a passing refusal, given up after a final one, and not without an address", async () => {
    refuseWith = 451;
    expect(await fault(mail().send(notice))).toBe("again");
    refuseWith = 550;
    expect(await fault(mail().send(notice))).toBe("given up");
    refuseWith = undefined;
    expect(await mail().send({ ...notice, mail: undefined })).toBe("no-address");
    const nowhere = mailNotifier({ url: "smtp://127.0.0.1:1", from: "a@b.example" });
    expect(await fault(nowhere.send(notice))).toBe("again");
  });
});

describe("a notice by webhook", () => {
  test("is signed over time and body, and carries its id for the receiver to know repetitions by", async () => {
    calls.length = 0;
    expect(await webhook().send(notice)).toBe("sent");
    const [call] = calls;
    if (call === undefined) throw new Error("nothing was called");
    expect(call.headers["idempotency-key"]).toBe(notice.id);
    expect(call.headers["x-yuanping-timestamp"]).toBe("1700000000");
    expect(call.headers["x-yuanping-signature"]).toBe(signatureOf(secret, "1700000000", call.body));
    expect(signatureOf("another secret", "1700000000", call.body)).not.toBe(
      call.headers["x-yuanping-signature"],
    );
    const { id, phone, until, text: said } = JSON.parse(call.body);
    expect({ id, phone, until, said }).toEqual({
      id: notice.id,
      phone: notice.phone,
      until: notice.until,
      said: notice.text,
    });
  });

  test.each([
    [500, "again"],
    [429, "again"],
    [408, "again"],
    [400, "given up"],
    [404, "given up"],
    [302, "again"],
  ])("answered %i is %s", async (status, what) => {
    answerWith = status;
    expect(await fault(webhook().send(notice))).toBe(what);
    answerWith = 200;
  });
});

test("a notice on the console names neither person nor address", async () => {
  const lines: string[] = [];
  const notifier = consoleNotifier((line) => lines.push(line));
  const channel: CallChannel = notifier.channel;
  expect([channel, await notifier.send(notice)]).toEqual(["console", "sent"]);
  const said = lines.join();
  expect(
    [notice.member, notice.mail ?? "", notice.phone ?? ""].filter((one) => said.includes(one)),
  ).toEqual([]);
});
