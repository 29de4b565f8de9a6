/** 监督墙、告警、喊话与双人同意的文字。 */
type Details = Readonly<Record<string, string>>;

export const sources: Details = { camera: "摄像头", microphone: "麦克风", screen: "屏幕共享" };
export const misuses: Details = {
  flooding: "过频发送消息",
  malformed: "发送不合规格的消息",
};
export const trackStates: Details = {
  plain: "未遮蔽(已拒绝)",
  on: "开启",
  muted: "静音",
  poor: "质量很差",
  off: "关闭",
};
export const alarms = {
  "seat-left": "离席",
  "plain-track": "遮蔽不全",
  "camera-off": "无画面",
  "quality-lost": "画面很差",
  "window-away": "窗口不在前台",
  "window-left": "切换窗口",
  copied: "复制",
  pasted: "粘贴",
  printed: "打印",
  refusals: "多次越权",
};
const acts: Details = {
  "window-left": "离开评审窗口",
  "window-back": "回到评审窗口",
  copied: "复制",
  pasted: "粘贴",
  printed: "打印",
};

/** The word for a value that came in as text, or the text itself. */
export function said(words: Details, value: string | undefined): string {
  return words[value ?? ""] ?? value ?? "";
}

/** 每种行为一次只写名称,多次写次数。 */
export function conductSaid(details: Details): string {
  return Object.entries(details)
    .map(([kind, times]) => `${said(acts, kind)}${times === "1" ? "" : ` ${times} 次`}`)
    .join("、");
}

export const faults = {
  network: "网络",
  power: "供电",
  media: "音视频",
  platform: "平台",
  venue: "场地",
  other: "其他",
};

export const wall = {
  alarms,
  faults,
  lobbyReturn: {
    act: "请回等候区",
    of: (who: string) => `请${who}回等候区`,
    warning: "该成员立即离开评标室,已做的工作保留;再次准许入席后继续。",
    reason: "理由",
    told: (reason: string) => `主持人请您回到等候区:${reason}`,
  },
  incident: {
    heading: "故障处置",
    open: "登记故障",
    fault: "故障类别",
    reason: "情况说明",
    openWarning: "从登记起计时。主持、监督和见证会看到,并记入永久留痕。",
    close: "结束处置",
    closeText: "处置结果",
    none: "没有正在处置的故障。",
    left: (time: string) => `剩余 ${time}`,
    over: (time: string) => `已超时 ${time}`,
    before: "评标开始前:超时后由招标人决定是否继续等候。",
    during: "评标期间:时限内修复的继续评标;超时的封存全部资料,另行组建评标委员会。",
  },
  wall: {
    title: "监督墙",
    lead: "您监督的全部评审。点击一间进入,按 Esc 返回。",
    grid: "每页间数",
    grids: (count: number) => `${count} 间`,
    page: (page: number, of: number) => `第 ${page}/${of} 页`,
    previous: "上一页",
    next: "下一页",
    open: (title: string) => `进入 ${title}`,
    back: "返回监督墙",
    backHint: "Esc",
    empty: "现在没有由您监督的评审",
    emptyText: "被指派监督或见证后,评审会出现在这里。",
    more: (count: number) => `另有 ${count} 间未显示:监督墙最多同时显示 25 间。`,
    joining: "正在连接…",
    unreachable: "连接中断,正在重连",
    yours: "待您处理",
    calm: "无告警",
    alarmCount: (count: number) => `告警 ${count}`,
    paused: "已暂停",
    elsewhere: (rooms: number) => `其他页有 ${rooms} 间严重告警`,
    elapsed: "已进行",
    lasting: (hours: number, minutes: number) =>
      hours === 0 ? `${minutes} 分钟` : `${hours} 小时 ${minutes} 分`,
    seats: "席位",
    room: "评标室",
    kind: "类别",
    severity: "程度",
    allRooms: "全部评标室",
    kinds: {
      all: "全部种类",
      seats: "席位",
      conduct: "行为",
      supervision: "监督",
      process: "流程",
    },
    severities: { all: "全部程度", attention: "需关注" },
    feed: "全部评标室的实时留痕",
    feedEmpty: "还没有记录。各评标室的每个动作都会出现在这里。",
    feedNone: "没有符合筛选的记录。",
    show: "留痕",
    rooms: "评标室",
  },
  alarm: {
    heading: "告警",
    none: "没有告警。",
    times: (count: number) => `${count} 次`,
    since: (time: string) => `自 ${time}`,
    last: (time: string) => `最近 ${time}`,
    settle: "已处理",
    settleOf: (who: string, what: string) => `已处理:${who} ${what}`,
    bad: "严重",
  },
  speakIn: {
    begin: "喊话",
    beginText: "喊话事由",
    beginWarning: "先向全体宣布,再打开您的麦克风。喊话结束前,评标室能听到您。",
    end: "结束喊话",
    announced: "监督人员正在喊话",
    yours: "您正在喊话,评标室能听到您",
    silent: "麦克风没有打开",
  },
  approval: {
    heading: "待您同意",
    ask: "申请恢复",
    askText: "申请理由",
    askWarning: "本次暂停由监督人员发出,须经监督人员同意后才能恢复。",
    waiting: "已申请恢复,等待监督人员答复。",
    granted: "监督人员已同意恢复。",
    declined: (reason: string) => `监督人员不同意恢复:${reason}`,
    resume: "主持人申请恢复评审",
    agree: "同意",
    decline: "不同意",
    answerText: "答复理由",
    audience: "主持、监督和见证会看到,并记入永久留痕。",
  },
};
