import type { Bilingual } from "../../law/profile.ts";

/** Refusals of sound and picture, and of what was recorded of them. */
export const mediaRefusals: Readonly<Record<string, Bilingual>> = {
  "media.bad-parameters": {
    zh: "音视频参数不被支持。",
    en: "These media parameters are not supported.",
  },
  "media.fault": { zh: "系统内部错误。", en: "Internal error." },
  "media.kind-mismatch": { zh: "媒体类型与来源不符。", en: "Kind and source do not match." },
  "media.malformed": { zh: "请求格式不正确。", en: "The request is malformed." },
  "media.may-not-receive": { zh: "您目前不能接收音视频。", en: "You may not receive media now." },
  "media.may-not-send": { zh: "您目前不能发送音视频。", en: "You may not send this now." },
  "media.no-trial": {
    zh: "连接测试已结束,请重新开始。",
    en: "The connection check is over; start it again.",
  },
  "media.not-joined": { zh: "请先加入音视频。", en: "Join the media first." },
  "media.not-participant": {
    zh: "您目前不能进入本场音视频。",
    en: "You may not enter this room's media now.",
  },
  "media.plain-track": {
    zh: "本次评审要求遮蔽面貌并改变声音,未经处理的画面和声音不予转发。请刷新页面后再开启。",
    en: "Faces and voices are disguised in this evaluation; a plain picture or sound is not passed on. Reload the page and try again.",
  },
  "media.preparing": {
    zh: "音视频组件正在准备,请稍候。",
    en: "Audio and video are still being prepared.",
  },
  "media.rebuilding": { zh: "音视频正在恢复。", en: "Audio and video are being restored." },
  "media.replaced": { zh: "您已在另一窗口进入。", en: "You have entered from another window." },
  "media.room-full": {
    zh: "音视频容量已满。",
    en: "There is no capacity left for audio and video.",
  },
  "media.stale-epoch": { zh: "音视频已重建,请重新加入。", en: "Media was rebuilt; join again." },
  "media.too-many": { zh: "请求过于频繁。", en: "Too many requests." },
  "media.trial-running": {
    zh: "您的连接测试正在进行,请等它结束。",
    en: "Your connection is being checked already; wait until that is over.",
  },
  "media.trial-too-often": {
    zh: "连接测试过于频繁,请过半分钟再试。",
    en: "The connection was checked too often; try again in half a minute.",
  },
  "media.unavailable": {
    zh: "音视频暂不可用,评审不受影响。",
    en: "Audio and video are unavailable; the evaluation goes on.",
  },
  "media.unknown": { zh: "该音视频流已关闭或不存在。", en: "That stream is closed or not yours." },
  "recording.bad-time": {
    zh: "录像时间不合理。",
    en: "The times of the recording make no sense.",
  },
  "recording.not-yours": {
    zh: "您现在不能查看本次评审的录像。",
    en: "You may not watch this evaluation's recordings now.",
  },
  "recording.unknown": { zh: "没有这段录像。", en: "There is no such recording." },
};
