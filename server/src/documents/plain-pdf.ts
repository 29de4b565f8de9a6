/** One page: a heading, and lines of text; an empty line is a gap. */
export type PlainPage = Readonly<{ heading: string; lines: readonly string[] }>;

/** A4 in points, with the margins. */
const page = { width: 595, height: 842, left: 64, top: 762 } as const;
const size = { heading: 18, line: 11, leading: 20 } as const;

/**
 * A PDF 1.4 of plain Chinese text, by the simplest means of ISO 32000-1: a predefined CJK font that the reader has
 * (9.7.5.2), so that no font is embedded. For the documents of the demo, whose text is made up.
 */
export function plainPdf(pages: readonly PlainPage[]): Uint8Array<ArrayBuffer> {
  const first = 6;
  const kids = pages.map((_, index) => `${first + 2 * index} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R /DW 1000 >>",
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ...pages.flatMap((content, index) => {
      const text = drawn(content, `${index + 1} / ${pages.length}`);
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.width} ${page.height}] /Resources << /Font << /F1 3 0 R >> >> /Contents ${first + 2 * index + 1} 0 R >>`,
        `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
      ];
    }),
  ];
  return new TextEncoder().encode(assembled(objects));
}

/** The objects with the table that says where each begins; all of it is ASCII. */
function assembled(objects: readonly string[]): string {
  let text = "%PDF-1.4\n";
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(text.length);
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`);
  const count = objects.length + 1;
  return `${text}xref\n0 ${count}\n0000000000 65535 f \n${entries.join("")}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
}

function drawn({ heading, lines }: PlainPage, number: string): string {
  const shown = [
    at(page.left, page.top, size.heading, heading),
    ...lines.map((line, index) =>
      at(page.left, page.top - 44 - index * size.leading, size.line, line),
    ),
    at(page.width / 2 - 12, 40, 9, number),
  ];
  const rule = `0.6 w ${page.left} ${page.top - 14} m ${page.width - page.left} ${page.top - 14} l S`;
  return [rule, ...shown.filter((line) => line !== "")].join("\n");
}

function at(x: number, y: number, points: number, text: string): string {
  return text === "" ? "" : `BT /F1 ${points} Tf ${x} ${y} Td <${utf16(text)}> Tj ET`;
}

/** UTF-16, big-endian, in hex. */
function utf16(text: string): string {
  return Array.from({ length: text.length }, (_, index) =>
    text.charCodeAt(index).toString(16).padStart(4, "0"),
  ).join("");
}
