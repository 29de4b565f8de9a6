/** 录像回放与录制状态的文字。 */
export const player = {
  player: {
    title: "录像回放",
    lead: (tender: string) => `${tender}:各席位并排,沿事件时间轴。每次查看都会留痕。`,
    leave: "返回评审",
    open: "查看录像",
    nothing: "没有已入档的录像",
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
    kept: (segments: number, gaps: number) =>
      gaps === 0 ? `${segments} 段,无缺口` : `${segments} 段,缺口 ${gaps} 处`,
    noPicture: "无画面",
    withPicture: "有画面",
    noSound: "无声音",
    withSound: "有声音",
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
    consent: (years: number) =>
      `本次评审全程录制声音、画面和桌面,保存 ${years} 年,仅监督及有权机关可以查看,每次查看均留痕。`,
  },
};
