import {
  trialBegin,
  trialConnect,
  trialConsume,
  trialEnd,
  trialProduce,
  trialTraffic,
  trialTransport,
} from "@yuanping/shared/contracts/media-trial.ts";
import { granted, mediaRefusals, refused } from "../../media/refusals.ts";
import type { Outcome } from "../../media/refusals.ts";
import type { MediaRooms } from "../../media/rooms.ts";
import { fullBucket, takeToken } from "../../media/token-bucket.ts";
import type { Trial } from "../../media/trial.ts";
import type { RunningTrial } from "../../media/trials.ts";
import type { MediaAnswering, MediaSocket } from "./media-answering.ts";

/** Trials that one socket may begin at once, and then in each second: one every ten seconds. */
const burst = 4;
const perSecond = 0.1;

type TrialGatewayOptions = Readonly<{ rooms: MediaRooms; evaluation: string; person: string }>;

/**
 * Lets one socket try its line to the media server. The trial ends when it is told to, after its time, when its worker
 * dies, and when the socket disconnects. Answers the way to end it.
 */
export function attachTrial(
  socket: MediaSocket,
  { rooms, evaluation, person }: TrialGatewayOptions,
  answer: MediaAnswering,
): () => void {
  let running: RunningTrial | undefined;
  let gone = false;
  let bucket = fullBucket(burst, perSecond, performance.now());

  const begin = async () => {
    const taken = takeToken(bucket, performance.now());
    ({ bucket } = taken);
    if (!taken.allowed) return refused(mediaRefusals.trialTooOften);
    const begun = await rooms.trials.begin(evaluation, person, () => {
      running = undefined;
    });
    if (!begun.ok) return begun;
    if (gone) {
      begun.value.end();
      return refused(mediaRefusals.noTrial);
    }
    running = begun.value;
    return granted({
      routerRtpCapabilities: running.trial.rtpCapabilities,
      iceServers: [...rooms.iceServers()],
    });
  };
  const end = () => running?.end();
  const within = <Value>(use: (trial: Trial) => Promise<Outcome<Value>>) =>
    running === undefined ? Promise.resolve(refused(mediaRefusals.noTrial)) : use(running.trial);

  answer(trialBegin, begin);
  answer(trialTransport, ({ way, direction }) =>
    within((trial) => trial.transport(way, direction)),
  );
  answer(trialConnect, ({ transport, dtlsParameters }) =>
    within((trial) => trial.connect(transport, dtlsParameters)),
  );
  answer(trialProduce, ({ transport, ...stream }) =>
    within((trial) => trial.produce(transport, stream)),
  );
  answer(trialConsume, ({ transport, rtpCapabilities }) =>
    within((trial) => trial.consume(transport, rtpCapabilities)),
  );
  answer(trialTraffic, ({ transport }) => within((trial) => trial.traffic(transport)));
  answer(trialEnd, async () => {
    end();
    return granted(undefined);
  });
  socket.on("disconnect", () => {
    gone = true;
    end();
  });
  return end;
}
