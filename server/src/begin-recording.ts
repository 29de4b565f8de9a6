import { join } from "node:path";
import type { Logger } from "pino";
import { FfmpegRecorder } from "./adapters/recorder/ffmpeg.ts";
import type { Config } from "./config.ts";
import type { WorkerProvider } from "./media/worker-provider.ts";
import { watchDisk } from "./recording/disk-watch.ts";
import { findRecorder } from "./recording/find-recorder.ts";
import type { Recordings } from "./recording/recordings.ts";

/**
 * Watches the disk of the recordings, and lets them begin once there is a recorder; rooms are told where nothing is
 * recorded. Answers how to stop watching.
 */
export async function beginRecording(
  config: Config,
  recordings: Recordings,
  {
    provider,
    signal,
    logger,
    onFault,
  }: Readonly<{
    provider: WorkerProvider | undefined;
    signal: AbortSignal;
    logger: Logger;
    onFault: (error: unknown) => void;
  }>,
): Promise<() => void> {
  const { RECORDING_DISK_LOW_MB: lowMb, RECORDING_DISK_FULL_MB: fullMb } = config;
  const stopDiskWatch = await watchDisk(
    join(config.DATA_DIR, "recordings"),
    { lowMb, fullMb },
    (disk) => recordings.setDisk(disk),
    onFault,
  );
  if (config.RECORDING === "on" && provider !== undefined) {
    findRecorder(config.FFMPEG_BIN, provider, signal).then(
      (path) => recordings.use(new FfmpegRecorder(path, (text) => logger.warn({ recorder: text }))),
      (error: unknown) => {
        logger.error({ err: error }, "nothing is recorded");
        recordings.giveUp();
      },
    );
  } else {
    recordings.giveUp();
  }
  return stopDiskWatch;
}
