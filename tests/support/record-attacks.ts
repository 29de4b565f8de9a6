import { createHash } from "node:crypto";
import { canonicalize, COSIGNATURE_V1, formatVkey, noteKey } from "@yuanping/shared/tlog/index.ts";
import type { Client } from "pg";
import { z } from "zod";

/** Something that an operator with every right in the database does to one evaluation. */
export type Attack = Readonly<{
  name: string;
  /** What the log says of the stream afterwards. */
  found: RegExp;
  /** @param stream the evaluation's, of at least four events */
  edit: (client: Client, stream: string) => Promise<unknown>;
}>;

/** A key that looks right, and under which nobody cosigned. */
const strangeKey = formatVkey(
  noteKey("notary.example", COSIGNATURE_V1, new Uint8Array(32).fill(7)),
);

const last = "(select max(seq) from event where stream = $1)";

export const recordAttacks: readonly Attack[] = [
  {
    name: "an event's text is rewritten",
    found: /event 0 without its leaf hash/,
    edit: (client, stream) =>
      client.query(
        `update event set body = replace(body, '"B1"', '"B9"') where stream = $1 and seq = 0`,
        [stream],
      ),
  },
  {
    name: "an event's text is rewritten and its hash made to fit",
    found: /event 3 that does not follow|root that its checkpoint/,
    edit: (client, stream) =>
      rewrite(client, stream, 2, (body) => body.replace("提示 0", "改写 0")),
  },
  {
    name: "the last event is rewritten and its hash made to fit",
    found: /root that its (checkpoint|ledger)/,
    edit: async (client, stream) => {
      const { rows } = await client.query(`select ${last} as seq`, [stream]);
      const { seq }: { seq?: unknown } = rows[0];
      await rewrite(client, stream, Number(seq), (body) => body.replace(/"at":\d/, '"at":2'));
    },
  },
  {
    name: "an event's leaf hash is replaced",
    found: /event 1 without its leaf hash/,
    edit: (client, stream) =>
      client.query(
        "update event set leaf = decode(repeat('00', 32), 'hex') where stream = $1 and seq = 1",
        [stream],
      ),
  },
  {
    name: "two events change places",
    found: /event 1 that does not follow|root that its checkpoint/,
    edit: async (client, stream) => {
      await client.query("update event set seq = 1000 where stream = $1 and seq = 1", [stream]);
      await client.query("update event set seq = 1 where stream = $1 and seq = 2", [stream]);
      await client.query("update event set seq = 2 where stream = $1 and seq = 1000", [stream]);
    },
  },
  {
    name: "the last event is deleted",
    found: /ends after \d+ events/,
    edit: (client, stream) =>
      client.query(`delete from event where stream = $1 and seq = ${last}`, [stream]),
  },
  {
    name: "the last event is deleted with its checkpoints, and the size made to fit",
    found: /ends after \d+ events, and its ledger names/,
    edit: async (client, stream) => {
      await client.query(`delete from checkpoint where stream = $1 and size > ${last}`, [stream]);
      await client.query(`delete from event where stream = $1 and seq = ${last}`, [stream]);
      await client.query(`update stream set size = ${last} + 1 where stream = $1`, [stream]);
    },
  },
  {
    name: "an event in the middle is deleted",
    found: /event 2 out of place/,
    edit: (client, stream) =>
      client.query("delete from event where stream = $1 and seq = 1", [stream]),
  },
  {
    name: "an event's command is exchanged",
    found: /event 1 under another command/,
    edit: (client, stream) =>
      client.query("update event set command_id = 'another' where stream = $1 and seq = 1", [
        stream,
      ]),
  },
  {
    name: "an event is added at the end, as if we had written it",
    found: /does not bear our seal/,
    edit: (client, stream) => forge(client, stream),
  },
  {
    name: "an event is added in the middle, and all after it are moved and hashed again",
    found: /root that its checkpoint/,
    edit: (client, stream) => forgeInside(client, stream, 2),
  },
  {
    name: "the stream's seal is taken away",
    found: /does not bear our seal/,
    edit: (client, stream) =>
      client.query("update stream set seal = null where stream = $1", [stream]),
  },
  {
    name: "a checkpoint's text is altered",
    found: /checkpoint over \d+ events that we did not sign: note.bad-signature/,
    edit: (client, stream) =>
      client.query(
        String.raw`update checkpoint set note = regexp_replace(note, '\n(\d+)\n', E'\n1\\1\n') where stream = $1`,
        [stream],
      ),
  },
  {
    name: "a checkpoint is kept under another size",
    found: /another head kept as its checkpoint/,
    edit: (client, stream) =>
      client.query(
        "update checkpoint set size = size + 1000 where stream = $1 and size = (select max(size) from checkpoint where stream = $1)",
        [stream],
      ),
  },
  {
    name: "a cosignature of an outside body is invented",
    found: /cosignature over \d+ events that was not made/,
    edit: (client, stream) =>
      client.query(
        `insert into outside_cosignature
         select stream, size, $2, note || '— notary.example ' || encode(decode(repeat('a7', 76), 'hex'), 'base64') || E'\n'
         from checkpoint where stream = $1 order by size desc limit 1`,
        [stream, strangeKey],
      ),
  },
  {
    name: "the stated size is raised",
    found: /states \d+ events and has \d+/,
    edit: (client, stream) =>
      client.query("update stream set size = size + 1 where stream = $1", [stream]),
  },
  {
    name: "the key that opens the sheets is replaced by another evaluation's",
    found: /secret evaluation\/.*\/sealing is not kept/,
    edit: (client, stream) =>
      client.query(
        `update vault set ciphertext = (select ciphertext from vault where name like 'evaluation/%/sealing' and name <> $1 limit 1)
         where name = $1`,
        [`${stream}/sealing`],
      ),
  },
  {
    name: "the sealed bids are deleted",
    found: /secret evaluation\/.*\/bids is not kept/,
    edit: (client, stream) => client.query("delete from vault where name = $1", [`${stream}/bids`]),
  },
  {
    name: "the whole evaluation is deleted, events, checkpoints and all",
    found: /ends after 0 events, and its ledger names/,
    edit: async (client, stream) => {
      for (const table of ["event", "checkpoint", "stream"])
        await client.query(`delete from ${table} where stream = $1`, [stream]);
    },
  },
];

/** Writes another text and the leaf hash that fits it. */
export async function rewrite(
  client: Client,
  stream: string,
  seq: number,
  change: (body: string) => string,
): Promise<void> {
  const { rows } = await client.query("select body from event where stream = $1 and seq = $2", [
    stream,
    seq,
  ]);
  const { body }: { body?: unknown } = rows[0];
  const changed = change(String(body));
  if (changed === String(body)) throw new Error(`nothing to change in ${String(body)}`);
  await client.query("update event set body = $3, leaf = $4 where stream = $1 and seq = $2", [
    stream,
    seq,
    changed,
    leafOf(changed),
  ]);
}

type Stored = Readonly<{ body: string; commandId: string; commandIndex: number }>;

/** Adds a copy of the last remark under a new command, rightly placed and hashed. */
async function forge(client: Client, stream: string): Promise<void> {
  const events = await storedIn(client, stream);
  await replaceAll(client, stream, [...events, copyOf(events, 2)]);
}

async function forgeInside(client: Client, stream: string, seq: number): Promise<void> {
  const events = await storedIn(client, stream);
  await replaceAll(client, stream, events.toSpliced(seq, 0, copyOf(events, seq)));
}

function copyOf(events: readonly Stored[], seq: number): Stored {
  const original = events[seq];
  if (original === undefined) throw new Error(`there is no event ${seq}`);
  const commandId = "forged-command-0001";
  const { cause, ...rest }: { cause: object } = JSON.parse(original.body);
  const body = canonicalize({ ...rest, cause: { ...cause, id: commandId } });
  return { body, commandId, commandIndex: 0 };
}

async function storedIn(client: Client, stream: string): Promise<readonly Stored[]> {
  const { rows } = await client.query(
    `select body, command_id as "commandId", command_index as "commandIndex" from event where stream = $1 order by seq`,
    [stream],
  );
  return z
    .array(z.object({ body: z.string(), commandId: z.string(), commandIndex: z.number() }))
    .parse(rows);
}

/** Writes the stream anew: every event in its place, after the one before, with the right hash and the right size. */
async function replaceAll(
  client: Client,
  stream: string,
  events: readonly Stored[],
): Promise<void> {
  await client.query("delete from event where stream = $1", [stream]);
  let prev = createHash("sha256").digest("hex");
  for (const [seq, { body, commandId, commandIndex }] of events.entries()) {
    const placed: object = JSON.parse(body);
    const text = canonicalize({ ...placed, seq, prev });
    const leaf = leafOf(text);
    prev = leaf.toString("hex");
    await client.query("insert into event values ($1, $2, $3, $4, $5, $6)", [
      stream,
      seq,
      text,
      leaf,
      commandId,
      commandIndex,
    ]);
  }
  await client.query("update stream set size = $2 where stream = $1", [stream, events.length]);
}

export function leafOf(body: string): Buffer {
  return createHash("sha256").update("\0").update(body).digest();
}
