import type { PDFDocumentProxy } from "pdfjs-dist";

export type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";

/**
 * Opens a PDF for showing. The library is fetched when the first document is; scripts, forms and attachments in the file
 * stay what they are, bytes. Rejects when the file cannot be shown.
 */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const { getDocument, GlobalWorkerOptions, version } = await import("pdfjs-dist");
  const part = (path: string): string => new URL(`/pdf/${version}/${path}`, location.href).href;
  GlobalWorkerOptions.workerSrc = part("build/pdf.worker.min.mjs");
  return getDocument({
    data: bytes,
    // Chinese files rarely bring their character maps along.
    cMapUrl: part("cmaps/"),
    cMapPacked: true,
    standardFontDataUrl: part("standard_fonts/"),
    useWasm: false,
    enableXfa: false,
    stopAtErrors: false,
  }).promise;
}
