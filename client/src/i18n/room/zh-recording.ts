/** 录制的用词:来源、变化、缺口的原因、录制状态。 */
export const recordingWords: Readonly<
  Record<"source" | "cause" | "condition", Readonly<Record<string, string>>>
> = {
  source: { microphone: "声音", camera: "画面", screen: "桌面" },
  cause: {
    starting: "录制正在启动",
    "recorder-died": "录制进程中断",
    "worker-died": "媒体进程中断",
    "server-down": "服务器中断",
    "no-recorder": "没有录制程序",
    "disk-full": "磁盘已满",
    "nothing-arrived": "没有收到数据",
  },
  condition: {
    on: "录制中",
    "no-recorder": "未录制:没有录制程序",
    "disk-low": "录制中,磁盘空间不足",
    "disk-full": "未录制:磁盘已满",
  },
};
