/** Texts of the witnessing. */
export const witness = {
  witness: {
    gate: {
      "pool-frozen": "专家库冻结",
      "draw-result": "抽取结果",
      "bids-unsealed": "投标文件解封",
      "scores-frozen": "评分冻结",
      "scores-opened": "评分公开",
      "report-signed": "报告签署",
    },
    seat: { supervisor: "监督人员", witness: "见证人员" },
    waiting: (gate: string, whom: string) => `「${gate}」等待${whom}会签,会签后继续。`,
    and: "和",
    yours: "您的浏览器正在核对记录并会签。",
    lacksKey:
      "本浏览器没有您登记的会签密钥,无法会签。请回到登记时所用的浏览器,或在此换用新密钥(须再次输入密码,换钥会留痕)。",
    renew: "换用本浏览器的密钥",
    standIn: (whom: string) => `代${whom}会签`,
    standInWarning: "招标文件允许主持人在见证方缺席时代为会签。代签、理由和您的姓名都会留痕。",
    standInReason: "缺席情况与代签理由",
    alarm: "记录前后矛盾,请立即停止评审",
    alarmHere: "本浏览器看到的两个签名检查点互相矛盾:记录被回退或分叉。本席不再会签。",
    alarmBy: (whom: string) => `${whom}看到的两个签名检查点互相矛盾:记录被回退或分叉。`,
    save: "保存两份签名作为证据",
    unreachable: "读取检查点失败,稍后自动重试。",
  },
};
