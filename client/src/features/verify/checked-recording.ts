import { hex } from "@yuanping/shared/tlog/index.ts";

/**
 * Whether a file is the recording of this name: names are made of the SHA-256 of what the record says was kept, so that
 * another file under the same name shows nothing.
 */
export async function isRecording(file: Blob, name: string): Promise<boolean> {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  const [wanted] = name.split(".");
  return hex(new Uint8Array(digest)) === wanted;
}
