import { getSupportedRtpCapabilities } from "mediasoup";
import { expect, test } from "vitest";
import {
  dtlsParametersSchema,
  headerExtensionUriSchema,
  rtpParametersSchema,
} from "@yuanping/shared/contracts/media-rtp.ts";
import { mediaJoin, mediaProduce, mediaTracksSchema } from "@yuanping/shared/contracts/media.ts";

const onTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const transport = "0f8fad5b-d9cb-469f-a165-70867728950e";

test("every header extension that the worker knows is named, but for the one nobody uses", () => {
  const uris = new Set(getSupportedRtpCapabilities().headerExtensions?.map(({ uri }) => uri));
  uris.delete("urn:ietf:params:rtp-hdrext:toffset");
  expect([...uris].toSorted()).toEqual(headerExtensionUriSchema.options.toSorted());
});

test("a certificate's fingerprint is understood under the names that WebRTC gives its hashes", () => {
  const fingerprint = Array.from({ length: 32 }, () => "A9").join(":");
  const real = { role: "client", fingerprints: [{ algorithm: "sha-256", value: fingerprint }] };
  expect(dtlsParametersSchema.safeParse(onTheWire(real)).success).toBe(true);
  const wrong = { ...real, fingerprints: [{ algorithm: "md5", value: fingerprint }] };
  expect(dtlsParametersSchema.safeParse(wrong).success).toBe(false);
});

test("a key that the contract does not name is refused everywhere", () => {
  expect(mediaJoin.payload.safeParse({}).success).toBe(true);
  expect(mediaJoin.payload.safeParse({ person: "someone" }).success).toBe(false);
  const stream = { codecs: [{ mimeType: "audio/opus", payloadType: 100, clockRate: 48_000 }] };
  const produce = {
    transport,
    kind: "audio",
    source: "microphone",
    rtpParameters: stream,
    paused: false,
  };
  expect(mediaProduce.payload.safeParse(produce).success).toBe(true);
  const secret = { ...produce, rtpParameters: { ...stream, onBehalfOf: "someone" } };
  expect(mediaProduce.payload.safeParse(secret).success).toBe(false);
});

test("streams and lists have a size beyond which they are refused", () => {
  const codec = { mimeType: "audio/opus", payloadType: 100, clockRate: 48_000 };
  const codecs = (count: number) => ({ codecs: Array.from({ length: count }, () => codec) });
  expect(rtpParametersSchema.safeParse(codecs(16)).success).toBe(true);
  expect(rtpParametersSchema.safeParse(codecs(17)).success).toBe(false);
  const long = { codecs: [{ ...codec, parameters: { fmtp: "x".repeat(257) } }] };
  expect(rtpParametersSchema.safeParse(long).success).toBe(false);
  const track = { producer: transport, person: "0".repeat(32), source: "camera", paused: false };
  const list = (count: number) => ({
    epoch: 1,
    version: 1,
    tracks: Array.from({ length: count }, () => track),
  });
  expect(mediaTracksSchema.safeParse(list(512)).success).toBe(true);
  expect(mediaTracksSchema.safeParse(list(513)).success).toBe(false);
});
