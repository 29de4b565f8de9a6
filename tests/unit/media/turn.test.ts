import { expect, test } from "vitest";
import { iceServerSchema } from "@yuanping/shared/contracts/media-rtp.ts";
import { readConfig } from "../../../server/src/config.ts";
import { iceServersAt } from "../../../server/src/media/turn.ts";

const urls = ["turns:turn.example:443?transport=tcp"];

test("a relay's credential names its end and cannot be moved to another one", () => {
  const settings = { urls, secret: "a secret of the relay", seconds: 600 };
  const [early] = iceServersAt(settings, 1_000_000);
  const [late] = iceServersAt(settings, 2_000_000);
  expect(early?.username).toBe("1600");
  // printf 1600 | openssl dgst -sha1 -hmac "a secret of the relay" -binary | base64
  expect(early?.credential).toBe("rMzDH1Fn3Uzw0KM4jqyZE2CEcCU=");
  expect(late?.credential).not.toBe(early?.credential);
  expect(iceServerSchema.safeParse(early).success).toBe(true);
});

test("without a relay nothing is told, and without a secret no credential", () => {
  expect(iceServersAt({ urls: [], secret: "x".repeat(16), seconds: 60 }, 0)).toEqual([]);
  expect(iceServersAt({ urls, seconds: 60 }, 0)).toEqual([{ urls }]);
});

test("an address that is no relay's ends the start with the variable's name", () => {
  expect(readConfig({ TURN_URLS: "turn:a, stun:b" }).TURN_URLS).toEqual(["turn:a", "stun:b"]);
  expect(() => readConfig({ TURN_URLS: "http://a" })).toThrow(/TURN_URLS/);
});
