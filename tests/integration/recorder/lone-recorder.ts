import { FfmpegRecorder } from "../../../server/src/adapters/recorder/ffmpeg.ts";
import { soundStream } from "./sound-stream.ts";

/** Records a stream that never comes, in a process of its own, to be killed: says once that it listens, then stays. */
const [ffmpeg = "", path = ""] = process.argv.slice(2);
const recorder = new FfmpegRecorder(ffmpeg, () => undefined);
await recorder.start({
  stream: soundStream,
  path,
  format: "webm",
  segmentSeconds: 30,
  onFile: () => undefined,
  onEnd: () => undefined,
});
console.log("listening");
