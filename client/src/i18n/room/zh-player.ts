import { recordingWords } from "./zh-recording.ts";

const sourceName: Readonly<Record<string, string>> = recordingWords.source;
const causeName: Readonly<Record<string, string>> = recordingWords.cause;
const sourceOf = (source: string): string => sourceName[source] ?? source;

/** 录像回放与录制状态的文字。 */
export const player = {
  player: {
    title: "录像回放",
    lead: (tender: string) => `${tender}:各席位并排,沿事件时间轴。每次查看都会留痕。`,
    leave: "返回评审",
    open: "查看录像",
    nothing: "没有已入档的录像",
    nothingYet: "席位上有声音或画面后,录像每段结束即入档,再打开本页即可查看。",
    previousEvent: "上一事件",
    nextEvent: "下一事件",
    controls: "播放与时间轴",
    play: "播放",
    pause: "暂停",
    back: "后退 10 秒",
    forward: "前进 10 秒",
    rate: "播放速度",
    moment: "时刻",
    events: "事件",
    earlier: "录像前",
    screen: "桌面",
    source: { camera: "画面", microphone: "声音", screen: "桌面" },
    kept: (segments: number, gaps: number, lost: number) =>
      [
        `${segments} 段`,
        gaps === 0 ? "无缺口" : `缺口 ${gaps} 处`,
        ...(lost === 0 ? [] : [`文件缺失 ${lost} 段`]),
      ].join(","),
    none: (source: string) => `无${sourceOf(source)}`,
    present: (source: string) => `有${sourceOf(source)}`,
    missing: (source: string) => `${sourceOf(source)}文件缺失或无法播放`,
    unrecorded: (source: string, cause: string) =>
      `${sourceOf(source)}未录:${causeName[cause] ?? cause}`,
  },
  desktop: {
    name: "桌面",
    show: "共享桌面",
    hide: "停止共享桌面",
    shown: "正在共享桌面",
    own: "您正在共享桌面,全室可见并被录制",
  },
  recording: {
    on: "录制中",
    "no-recorder": "未录制:没有录制程序",
    "disk-low": "录制中,磁盘空间不足",
    "disk-full": "未录制:磁盘已满",
  },
};
