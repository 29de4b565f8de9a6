/** 邀请与通知的文字。 */
export const callUp = {
  callUp: {
    heading: "专家通知",
    lead: "名单只显示代号。专家在本人首页答复;谢绝或逾期未答的席位由三方补抽。",
    member: "席位",
    called: "通知",
    answer: "答复",
    round: (round: number) => (round === 0 ? "首轮" : `补抽第 ${round} 轮`),
    until: (time: string) => `答复截止 ${time}`,
    notCalled: "正在发出",
    channel: { console: "系统记录", mail: "邮件", webhook: "短信或语音" },
    outcome: { sent: "已送出", failed: "未送达", "no-address": "无地址" },
    answers: { accepted: "已接受", declined: "已谢绝", "no-answer": "逾期未答" },
    waiting: "等待答复",
    declined: {
      time: "时间冲突",
      health: "身体原因",
      travel: "路途原因",
      conflict: "利害关系",
      "left-post": "已离岗",
      other: "其他原因",
    },
    redraws: (count: number, limit: number) => `谢绝、未答与缺席 ${count} 人(提示线 ${limit} 人)`,
    overLimit: "已超过提示线,已报监督人员。",
    meets: (time: string) => `评标时间 ${time}`,
    place: (place: string) => `地点 ${place}`,
  },
};
