/** 身份、职务与在席状态。 */
export const role = {
  agency: "代理机构",
  host: "主持人",
  supervisor: "监督人员",
  witness: "见证人员",
  expert: "评标专家",
  system: "系统",
} as const;

export const office = {
  agency: "受理",
  host: "主持",
  supervisor: "监督",
  witness: "见证",
  admin: "管理",
} as const;

export const member = { coded: "专家{{code}}" } as const;

export const presence = {
  absent: "未到",
  present: "在席",
  reconnecting: "重连中",
  left: "已离开",
} as const;
