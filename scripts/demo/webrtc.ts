import wrtc from "@roamhq/wrtc";

// The library's own teardown crashes at the end of a process that made a source of sound or pictures (node-webrtc issue
// 636). When nothing is left to do, ending by hand skips that teardown and loses nothing.
process.once("beforeExit", (code) => process.exit(code));

/** WebRTC for Node: the browser's classes, and sources and sinks of sound and pictures. */
export default wrtc;
