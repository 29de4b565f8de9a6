import { plainPdf, type PlainPage } from "./plain-pdf.ts";

const parts: readonly Readonly<{ heading: string; lines: readonly string[] }>[] = [
  {
    heading: "一、总体技术方案",
    lines: [
      "本方案以专家库统一管理为核心,覆盖入库、审核、抽取、履职评价和退出的全过程。",
      "系统采用前后端分离结构,服务可横向扩展,数据库主备部署,支持国产操作系统。",
      "",
      "1.1 数据统一:建立全省统一的人员编码,历史数据一次迁移,逐条核对。",
      "1.2 权限分级:省、市、县三级管理,最小授权,操作全程留痕。",
      "1.3 性能:并发用户 2,000 人,查询响应时间不超过 1 秒。",
    ],
  },
  {
    heading: "二、实施与服务",
    lines: [
      "2.1 项目组:项目经理 1 人,架构师 1 人,开发 6 人,测试 2 人,驻场 2 人。",
      "2.2 进度:合同签订后 30 日完成需求确认,90 日完成开发,120 日完成试运行。",
      "2.3 培训:分三批集中培训,提供操作手册与教学视频。",
      "2.4 售后:7×24 小时响应,2 小时内到场,质保期三年。",
    ],
  },
  {
    heading: "三、同类业绩",
    lines: [
      "3.1 某市专家库管理系统,2024 年验收,合同金额 96 万元。",
      "3.2 某省政务数据共享平台,2023 年验收,合同金额 210 万元。",
      "",
      "以上内容均为演示用途,与任何真实单位和项目无关。",
    ],
  },
];

/** A made-up bid document of the demo tender: a cover and the parts that its items ask for. */
export function demoDocument(bidder: string, title: string): Uint8Array<ArrayBuffer> {
  const cover: PlainPage = {
    heading: "投标文件(技术部分)",
    lines: ["", `项目名称:${title}`, `投标人:${bidder}`, "", "演示文件,内容为虚构。"],
  };
  return plainPdf([cover, ...parts]);
}
