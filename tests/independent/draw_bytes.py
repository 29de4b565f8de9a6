"""Hash chains, keys, Merkle roots and the keyed stream of a draw."""

import hashlib
import hmac
import json


def sha256(data):
    return hashlib.sha256(data).digest()


def canonical(value):
    """RFC 8785 for integers and ASCII keys, which is all that occurs here."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def length_prefixed(data):
    return len(data).to_bytes(4, "big") + data


def chain_step(draw_id, party, value):
    return sha256(b"bpd1/chain\0" + draw_id + sha256(party.encode()) + value)


def round_key(draw_id, freeze_hash, t, reveals, beacon):
    ikm = b"".join(map(length_prefixed, reveals)) + length_prefixed(beacon)
    prk = hmac.new(freeze_hash, ikm, hashlib.sha256).digest()
    info = b"bpd1/key\0" + draw_id + t.to_bytes(4, "big")
    return hmac.new(prk, info + b"\x01", hashlib.sha256).digest()


def merkle_root(leaves):
    """RFC 6962 section 2.1, by its own recursion."""
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0])
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return sha256(b"\1" + merkle_root(leaves[:split]) + merkle_root(leaves[split:]))


def freeze_hash_of(note):
    end = note.rfind("\n\n")
    if end < 0 or not note[end + 2:].startswith("\u2014 "):
        return None
    return sha256(note[:end + 1].encode())


class Stream:
    """Blocks HMAC-SHA256(key, "blk" 00 u64be(i)), read in order."""

    def __init__(self, key):
        self.key, self.block, self.buffer = key, 0, b""

    def take(self, count):
        while len(self.buffer) < count:
            message = b"blk\0" + self.block.to_bytes(8, "big")
            self.buffer += hmac.new(self.key, message, hashlib.sha256).digest()
            self.block += 1
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def uniform(self, bound):
        if bound < 1:
            raise ValueError("nothing to draw from")
        if bound == 1:
            return 0
        bits = (bound - 1).bit_length()
        while True:
            value = int.from_bytes(self.take((bits + 7) // 8), "big") & ((1 << bits) - 1)
            if value < bound:
                return value
