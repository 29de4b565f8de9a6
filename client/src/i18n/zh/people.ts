/** 身份。 */
export const role = {
  agency: "代理机构",
  host: "主持人",
  supervisor: "监督人员",
  witness: "见证人员",
  expert: "评标专家",
  system: "系统",
} as const;

export const member = { coded: "专家{{code}}" } as const;
