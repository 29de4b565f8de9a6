const polynomial = 0xedb88320;

/** Bytes that one step takes. */
const stride = 8;

/** `tables[n][byte]`: what a byte does to the checksum n bytes later ("slicing by eight", Kounavis and Berry 2005). */
const tables = tablesOf();

/** A checksum of bytes as an unsigned 32-bit number. */
export type Checksum = (bytes: Uint8Array) => number;

/** CRC-32 as ZIP has it (IEEE 802.3, reflected), as an unsigned 32-bit number. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  let at = 0;
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables;
  for (; at + stride <= bytes.length; at += stride) {
    crc ^=
      byteOf(bytes, at) |
      (byteOf(bytes, at + 1) << 8) |
      (byteOf(bytes, at + 2) << 16) |
      (byteOf(bytes, at + 3) << 24);
    crc =
      word(t7, crc & 0xff) ^
      word(t6, (crc >>> 8) & 0xff) ^
      word(t5, (crc >>> 16) & 0xff) ^
      word(t4, crc >>> 24) ^
      word(t3, byteOf(bytes, at + 4)) ^
      word(t2, byteOf(bytes, at + 5)) ^
      word(t1, byteOf(bytes, at + 6)) ^
      word(t0, byteOf(bytes, at + 7));
  }
  for (; at < bytes.length; at++) {
    crc = word(t0, (crc ^ byteOf(bytes, at)) & 0xff) ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

type Table = Int32Array;
type Tables = readonly [Table, Table, Table, Table, Table, Table, Table, Table];

function tablesOf(): Tables {
  const first = Int32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    return crc;
  });
  const later = (table: Table): Table => table.map((crc) => word(first, crc & 0xff) ^ (crc >>> 8));
  const t1 = later(first);
  const t2 = later(t1);
  const t3 = later(t2);
  const t4 = later(t3);
  const t5 = later(t4);
  const t6 = later(t5);
  return [first, t1, t2, t3, t4, t5, t6, later(t6)];
}

// The index checks of the type system cost nothing here: the optimizer removes the unreachable alternative.
function word(table: Table, index: number): number {
  return table[index] ?? 0;
}

function byteOf(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}
