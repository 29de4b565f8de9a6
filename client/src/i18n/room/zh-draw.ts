/** Texts of the draw. */
export const draw = {
  draw: {
    heading: "三方抽取",
    phase: {
      keys: "主持人、监督人员、见证人员进入评标室后,各自的浏览器自动登记公钥。",
      sealing: "三方公钥已登记。请代理机构封存专家库。",
      commit: "专家库已封存。三方各自提交承诺:数值只在本人浏览器中产生,别人看不到。",
      freeze: "三方已承诺。各方浏览器正在会签冻结检查点,此后任何内容都不能更改。",
      reveal: "已冻结。三方各自揭示数值;最后一方揭示后,名单立即由三个数值算出。",
      rest: "抽取已完成。有成员退出时,由三方再揭示一次,补抽接替的人。",
    },
    parties: "三方进展",
    what: "步骤",
    party: { host: "主持人", supervisor: "监督人员", witness: "见证人员" },
    step: { key: "公钥", commit: "承诺", freeze: "会签冻结", reveal: "揭示" },
    given: "已完成",
    waiting: "等待",
    act: { commitDraw: "提交我的承诺", revealDraw: "揭示我的数值" },
    explain: {
      commitDraw:
        "您的浏览器会产生一个秘密数值并只公开它的指纹。提交后不能更换。请勿清除浏览器数据,后续补抽还要用到。",
      revealDraw: "公开您先前承诺的数值。三方都揭示后立即得出结果;不揭示将使抽取作废并被记名。",
    },
    count: (pool: number, panels: string) => `专家库 ${pool} 人,符合要求的组成共 ${panels} 种。`,
    fairness: {
      equal: "同一专业的每位专家机会均等(误差不超过十万分之一),任何人都可以复算。",
      leximin: "规则使机会不能完全均等;已使机会最小的人的机会尽可能大,依次类推,任何人都可以复算。",
    },
    chances: "抽中机会(揭示之前已公布)",
    seat: "专业",
    experts: "人数",
    smallest: "最小机会",
    largest: "最大机会",
    lost: "本浏览器没有您承诺时的秘密数值。请换用当时的浏览器;确已丢失的,请宣布本次抽取作废,空缺席位将另行抽取。",
    blocked:
      "封存的名单中已无人可补。请宣布本次抽取作废,由代理机构重新封存专家库,只为空缺席位另行抽取。",
    void: "宣布本次抽取作废",
    voidWarning: "未按时到位的一方将被记名,抽取须重新开始。",
    voidReason: "理由",
    voided: (no: number, missing: string, reason: string) =>
      `第 ${no} 次抽取已作废,未按时到位:${missing}。${reason}`,
  },
};
