#!/usr/bin/env python3
"""Second verifier of a panel draw: Python 3, standard library only.

Written from the description of the draw, not from the TypeScript; it shares no code with it.

  verify_draw.py transcript.json --pool pool.ndjson   thirteen checks, one JSON line each;
                                                      exit 0 ok, 1 failed, 2 incomplete
  verify_draw.py --batch                              a JSON task per input line, an answer per line

Signatures, log proofs and a beacon's own signature are left undecided (ok: null).
"""

import json
import sys

import draw_sets
from draw_bytes import Stream, canonical, chain_step, round_key
from draw_checks import verify
from draw_count import Refused
from draw_rules import first_draw, vacancy_draw


def answer(task):
    kind = task["task"]
    if kind == "verify":
        return verify(task["transcript"], task["lines"])
    if kind == "stream":
        stream = Stream(bytes.fromhex(task["key"]))
        return [str(stream.uniform(int(bound))) for bound in task["bounds"]]
    if kind == "numbers":
        return draw_sets.draw(task["sets"], Stream(bytes.fromhex(task["key"])))
    if kind == "chain":
        value, links = bytes.fromhex(task["secret"]), []
        for _ in range(task["length"]):
            value = chain_step(bytes.fromhex(task["drawId"]), task["party"], value)
            links.append(value.hex())
        return links
    if kind == "key":
        return round_key(bytes.fromhex(task["drawId"]), bytes.fromhex(task["freezeHash"]),
                         task["round"], [bytes.fromhex(r) for r in task["reveals"]],
                         bytes.fromhex(task["beacon"])).hex()
    try:
        if kind == "redraw":
            draw = vacancy_draw(task["spec"], task["pool"], task["keep"], task["exclude"])
            return draw.draw(bytes.fromhex(task["key"]))
        draw = first_draw(task["spec"], task["pool"], task["law"])
        if kind == "draw":
            return draw.draw(bytes.fromhex(task["key"]))
        if kind == "count":
            return str(draw.N)
        if kind == "panels":
            return [draw.seats_of(draw.panel_at(int(index))) for index in task["numbers"]]
        if kind == "chances":
            totals = draw.chances()
            return {f"{draw.names[s]}:{ref}": str(x) for (s, ref), x in totals.items() if x}
    except Refused:
        return None
    raise ValueError(f"unknown task {kind}")


def main(arguments):
    if arguments == ["--batch"]:
        for line in sys.stdin:
            print(canonical(answer(json.loads(line))), flush=True)
        return 0
    if len(arguments) != 3 or arguments[1] != "--pool":
        print(__doc__, file=sys.stderr)
        return 2
    with open(arguments[0], encoding="utf-8") as file:
        transcript = json.load(file)
    with open(arguments[2], encoding="utf-8", newline="") as file:
        lines = file.read().removesuffix("\n").split("\n")
    checks = verify(transcript, lines)
    for check in checks:
        print(canonical(check))
    verdicts = [check["ok"] for check in checks]
    return 1 if False in verdicts else 2 if None in verdicts else 0


if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    sys.exit(main(sys.argv[1:]))
