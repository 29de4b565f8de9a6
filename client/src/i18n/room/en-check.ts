import type { RoomWords } from "./zh.ts";

export const check: Pick<RoomWords, "check" | "consent" | "photo"> = {
  consent: {
    heading: "Recording: information and consent",
    first:
      "Read what is recorded and say whether you agree; the host then checks who you are and admits you.",
    consequence:
      "Your consent goes on record. Without it you cannot take your seat; speak to the host.",
    agree: "I have read it and agree",
    missing: "has not agreed to be recorded",
  },
  photo: {
    heading: "Photograph",
    intro: (years) =>
      `Look into the camera and take a photograph by which the host knows you. Only the host and supervision may see it; it is kept for ${years} years from the archive on.`,
    first:
      "Take your photograph first, or say why you cannot; the host then compares it and admits you.",
    start: "Turn the camera on for it",
    take: "Take a photograph",
    again: "Take it again",
    look: "Have a look before you send it.",
    send: "Send the photograph",
    own: "The photograph that you just took",
    kept: "Sent. Wait for the host to compare it.",
    notTaken: "The camera gives no picture. See to it and try again.",
    noCamera: "I cannot take one",
    noCameraConsequence:
      "The reason goes on record, for the host and supervision to see; the host checks who you are by other means.",
    noCameraReason: "Why no photograph can be taken",
    noCameraSend: "Send the reason",
    explained: (reason) => `You said why there is none: ${reason}`,
    awaited: "no photograph yet",
    without: "no photograph",
    gone: "the photograph is gone",
    hash: "Hash of the photograph",
    of: (who) => `Photograph of ${who}`,
    enlarge: (who) => `Enlarge the photograph of ${who}`,
    admitWithout: (who) => `Admit ${who} without a photograph`,
    admitWithoutConsequence: "The reason goes on record, for supervision to see.",
    admitWithoutReason: "How you know who it is",
  },
  check: {
    heading: "Devices and line",
    intro:
      "Check picture, sound and line before you take your seat. You may do so without a camera; supervisors see who has no picture.",
    start: "Allow and begin",
    again: "Check the line again",
    preview: "Camera preview",
    level: "Level",
    levelHint: "Say something and watch the bar",
    test: "Play a test sound",
    testPlaying: "Playing the test sound",
    testHint: "If you hear nothing, check speaker and volume",
    steps: "What was found",
    ok: "works",
    notYet: "not checked",
    running: "checking",
    problem: "problem",
    step: {
      socket: "Line to the room",
      camera: "Camera",
      microphone: "Microphone",
      speaker: "Speaker",
      channel: "The browser's media channel",
      udp: "Media line over UDP",
      tcp: "Media line over TCP",
      publish: "Sending to the server",
      receive: "Receiving from the server",
    },
    advice: {
      socket: "the network is down; trying again",
      camera:
        "you may enter without a picture; see whether its use is allowed and no other program has it",
      microphone: "allow its use, and say something",
      speaker: "play the test sound and say whether you heard it",
      channel: "turn off extensions that block WebRTC, or use another browser",
      udp: "the network blocks UDP; picture and sound go over TCP, perhaps more slowly; your network's administrator can let it through",
      tcp: "the network blocks the media port over TCP; no harm while UDP works, else ask your network's administrator",
      publish:
        "there is a line but no sound arrived; check again, and try another network if it stays so",
      receive: "what you sent did not come back; turn off VPN or security software and check again",
    },
    heardQuestion: "Did you hear it?",
    heardYes: "Yes",
    heardNo: "No",
    later:
      "What is sent to check the line comes back to you alone; it is not recorded, and nobody else hears it. Reviewing and scoring need neither picture nor sound.",
  },
};
