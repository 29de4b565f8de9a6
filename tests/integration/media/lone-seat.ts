import { createSyntheticSeat, watchTrack } from "../../../scripts/demo/synthetic-media.ts";

/** Makes a seat, watches it for a moment and stops: the process must then end by itself. */
const seat = createSyntheticSeat(3);
const watches = [watchTrack(seat.audioTrack, "audio"), watchTrack(seat.videoTrack, "video")];
const look = setInterval(() => {
  if (!watches.every((watch) => watch.frames() > 5 && watch.matches(3))) return;
  clearInterval(look);
  for (const watch of watches) watch.stop();
  seat.stop();
  console.log("seen and heard");
}, 20);
