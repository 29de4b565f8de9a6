"""The shape of a transcript, key by key."""

import re


def text(low=0, high=10 ** 6, pattern=None):
    return lambda v: isinstance(v, str) and low <= len(v) <= high and (
        pattern is None or re.fullmatch(pattern, v) is not None)


def number(low=-2 ** 53 + 1, high=2 ** 53 - 1):
    return lambda v: type(v) is int and low <= v <= high


def one_of(*values):
    return lambda v: any(v == value and type(v) is type(value) for value in values)


def either(*shapes):
    return lambda v: any(has_shape(v, shape) for shape in shapes)


NAME, DIGEST, SIGNATURE = text(1, 200), text(pattern="[0-9a-f]{64}"), text(0, 20_000)
CHANCE = text(pattern="(0|[1-9][0-9]*)/[1-9][0-9]*", high=40_000)
DECIMAL = text(pattern="0|[1-9][0-9]*", high=20_000)
NUMBER = text(1, 26, "-?(0|[1-9][0-9]{0,17})([.][0-9]{1,6})?")
SET = {"name": text(1, 64), "from": [NUMBER], "count": number(1, 1000), "due": one_of("panel", "bids")}
SPEC = {
    "v": one_of(1), "projectId": NAME, "lotId": NAME, "drawNo": number(1),
    "prevDraw": either(one_of(None), DIGEST), "algo": one_of("laminar-unrank/1"),
    "law": one_of("equal", "uniform"),
    "seats": [{"specialty": NAME, "count": number(1, 4095)}],
    "regions": [{"region": NAME, "min": number(0, 10 ** 6), "max": number(0, 10 ** 6),
                 "parent?": NAME}],
    "employerCap": one_of(1, None),
    "equalities": [{"region": NAME, "count": number(0, 10 ** 6)}],
    "keep?": [{"seat": NAME, "ref": NAME}], "numbers?": [SET], "odd?": one_of(True, False),
    "poolRoot": DIGEST, "poolSize": number(1),
    "eligibilityRulesHash": DIGEST, "exclusionsHash": DIGEST,
    "parties": [{"id": NAME, "role": NAME, "vkey": NAME}], "chainLen": number(1, 1024),
    "beacon": either(one_of(None), {"chain": DIGEST, "firstRound": number(1)}),
    "deadlines": {"commit": number(), "reveal": number()}, "verifierHash": DIGEST,
}
SEAT = {"seat": NAME, "ref": NAME}
TRANSCRIPT = {
    "v": one_of(1), "drawId": DIGEST, "spec": SPEC,
    "specSignatures": [{"party": NAME, "signature": SIGNATURE}],
    "pool": one_of("pool.ndjson"),
    "commits": [{"party": NAME, "anchor": DIGEST, "signature": SIGNATURE}],
    "freeze": text(high=1 << 18),
    "chances": {"N": DECIMAL, "panels": DECIMAL,
                "ranges": [{"seat": NAME, "experts": number(),
                            "smallest": DECIMAL, "largest": DECIMAL}],
                "targets?": either(
                    {"kind": one_of("equal"), "seats": [{"seat": NAME, "chance": CHANCE}]},
                    {"kind": one_of("leximin"), "rest": CHANCE,
                     "others": [{"chance": CHANCE, "refs": [NAME]}]})},
    "rounds": [{"t": number(0), "reveals": [{"party": NAME, "value": DIGEST}],
                "beacon": text(pattern="([0-9a-f]{2})*", high=1024), "key": DIGEST, "N": DECIMAL,
                "rejected": [DECIMAL], "U": DECIMAL, "panel": [SEAT],
                "numbers?": {"N": DECIMAL, "U": DECIMAL,
                             "drawn": [{"name": text(1, 64), "values": [NUMBER]}]},
                "vacancies": [{**SEAT, "reason": NAME, "evidence": DIGEST}],
                "exclusionsAdded": [NAME]}],
    "openings": [{"ref": NAME, "expertId": NAME, "proof": SIGNATURE}],
    "logProofs": [text(high=1 << 18)],
}


def has_shape(value, shape):
    """Dictionaries have exactly these keys (a key with ? may be absent), lists one shape."""
    if callable(shape):
        return shape(value)
    if isinstance(shape, list):
        return isinstance(value, list) and all(has_shape(item, shape[0]) for item in value)
    if not isinstance(value, dict):
        return False
    known = {key.rstrip("?"): (inner, key.endswith("?")) for key, inner in shape.items()}
    return set(value) <= set(known) and all(
        has_shape(value[key], inner) if key in value else may_lack
        for key, (inner, may_lack) in known.items())


def plain(text):
    bare = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if bare == "-0" else bare


def are_sets(sets):
    """Up to 16 named sets, none with a number twice, whatever it is written like."""
    return (1 <= len(sets) <= 16 and len({one["name"] for one in sets}) == len(sets)
            and all(1 <= one["count"] <= len(one["from"]) <= 1000
                    and len({plain(v) for v in one["from"]}) == len(one["from"]) for one in sets))


def are_drawn(numbers):
    return 1 <= len(numbers["drawn"]) <= 16 and all(
        1 <= len(one["values"]) <= 1000 for one in numbers["drawn"])


def is_well_formed(transcript):
    return (has_shape(transcript, TRANSCRIPT) and len(transcript["rounds"]) >= 1
            and len(transcript["spec"]["parties"]) >= 3 and len(transcript["spec"]["seats"]) >= 1
            and ("numbers" not in transcript["spec"] or are_sets(transcript["spec"]["numbers"]))
            and all(are_drawn(one["numbers"]) for one in transcript["rounds"] if "numbers" in one))
