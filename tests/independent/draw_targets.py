"""The chances that the equal law aims at: equal ones where the rules permit them, else LEXIMIN ones.

LEXIMIN is found here by another way than by cuts: the chances of kinds of experts that the rules cannot tell apart are
a linear programme, solved exactly by the simplex method over fractions, one level after the other.
"""

import json
from fractions import Fraction

from draw_simplex import maximise


known = {}


def kinds_of(rules, pool):
    """Experts whom the rules cannot tell apart: same seats, same region, alike employers."""
    names = [s["specialty"] for s in rules["seats"]]
    ruled = {rule["region"] for rule in rules["regions"]}
    held = {e["ref"]: tuple(i for i, name in enumerate(names) if name in e["specialties"])
            for e in pool}
    cell_of = {e["ref"]: e["region"] if e["region"] in ruled else None for e in pool}
    houses = {}
    for entry in pool:
        ref, employer = entry["ref"], entry["employer"] if rules["onePerEmployer"] else None
        if held[ref]:
            key = ("own", ref) if employer is None else ("of", employer)
            houses.setdefault((cell_of[ref], key), []).append(ref)
    types = {}
    for (cell, _), refs in houses.items():
        crowd = tuple(sorted(held[ref] for ref in refs))
        types.setdefault((cell, crowd), []).append(refs)
    return held, types


def text(chance):
    return f"{chance.numerator}/{chance.denominator}"


def stated_targets(rules, pool):
    """Remembered: a verifier that looks at many copies of one draw need not solve it anew."""
    key = json.dumps([rules, pool], sort_keys=True)
    if key not in known:
        known[key] = targets_of(rules, pool)
    return known[key]


def targets_of(rules, pool):
    held, types = kinds_of(rules, pool)
    targets = equal_chances(rules, held, types)
    if targets is not None:
        return {"kind": "equal", "seats": [
            {"seat": s["specialty"], "chance": text(targets[i])} for i, s in enumerate(rules["seats"])]}
    chance_of = leximin(rules, held, types)
    levels = {}
    for ref, chance in chance_of.items():
        levels.setdefault(chance, []).append(ref)
    rest = min(levels, key=lambda chance: (-len(levels[chance]), chance))
    return {"kind": "leximin", "rest": text(rest), "others": [
        {"chance": text(chance), "refs": sorted(refs, key=str.encode)}
        for chance, refs in sorted(levels.items()) if chance != rest]}


def equal_chances(rules, held, types):
    """The chance per seat, where adding them up breaks no rule."""
    seats = rules["seats"]
    holders = [sum(i in seats_held for seats_held in held.values()) for i in range(len(seats))]
    if any(n < s["count"] for n, s in zip(holders, seats)):
        return None
    share = [Fraction(s["count"], n) for s, n in zip(seats, holders)]
    of_house = {key: sum(share[i] for one in key[1] for i in one) for key in types}
    if any(total > 1 for total in of_house.values()):
        return None
    for rule in rules["regions"]:
        total = sum(of_house[key] * len(houses) for key, houses in types.items()
                    if key[0] in inside(rules, rule["region"]))
        if not rule["min"] <= total <= rule["max"]:
            return None
    return share


def inside(rules, region):
    """The region and every region within it."""
    found = [region]
    for area in found:
        found += [r["region"] for r in rules["regions"] if r.get("parent") == area]
    return set(found)


def leximin(rules, held, types):
    """Raises the smallest chance as far as it goes, fixes who cannot rise above it, and goes on."""
    bundles = [(key, kind, key[1].count(kind) * len(houses))
               for key, houses in sorted(types.items(), key=str) for kind in sorted(set(key[1]))]
    columns = [(b, seat) for b, (_, kind, _) in enumerate(bundles) for seat in kind]
    level = len(columns)
    base = rule_rows(rules, types, bundles, columns)
    fixed = {}

    def rows_with(floor):
        """Chances of the fixed are fixed, of the others at least the level (times the column)."""
        rows = list(base)
        for b, (_, _, size) in enumerate(bundles):
            own = {c: Fraction(1) for c, (other, _) in enumerate(columns) if other == b}
            if b in fixed:
                rows.append((own, "=", fixed[b] * size))
            elif floor is None:
                rows.append(({**own, level: Fraction(-size)}, ">=", Fraction(0)))
            else:
                rows.append((own, ">=", floor * size))
        return rows

    while len(fixed) < len(bundles):
        best = maximise({level: Fraction(1)}, rows_with(None), level + 1)
        if best is None:
            raise ValueError("no valid panel")
        held_there = []
        for b, (_, _, size) in enumerate(bundles):
            if b in fixed:
                continue
            own = {c: Fraction(1) for c, (other, _) in enumerate(columns) if other == b}
            if maximise(own, rows_with(best), level + 1) == best * size:
                held_there.append(b)
        fixed.update({b: best for b in held_there})
    return {ref: fixed[b] for b, (key, kind, _) in enumerate(bundles)
            for refs in types[key] for ref in refs if held[ref] == kind}


def rule_rows(rules, types, bundles, columns):
    """What every lottery over valid panels keeps: seats, at most one of a house, regions."""
    rows = []
    for seat, rule in enumerate(rules["seats"]):
        rows.append(({c: Fraction(1) for c, (_, s) in enumerate(columns) if s == seat}, "=",
                     Fraction(rule["count"])))
    for key, houses in types.items():
        rows.append(({c: Fraction(1) for c, (b, _) in enumerate(columns) if bundles[b][0] == key},
                     "<=", Fraction(len(houses))))
    for b, (_, _, size) in enumerate(bundles):
        rows.append(({c: Fraction(1) for c, (other, _) in enumerate(columns) if other == b}, "<=",
                     Fraction(size)))
    for rule in rules["regions"]:
        cells = inside(rules, rule["region"])
        row = {c: Fraction(1) for c, (b, _) in enumerate(columns) if bundles[b][0][0] in cells}
        rows.append((row, "<=", Fraction(rule["max"])))
        rows.append((row, ">=", Fraction(rule["min"])))
    return rows


def target_of(targets, rules, pool):
    if targets["kind"] == "leximin":
        named = {ref: Fraction(level["chance"]) for level in targets["others"]
                 for ref in level["refs"]}
        return {e["ref"]: named.get(e["ref"], Fraction(targets["rest"])) for e in pool}
    share = {one["seat"]: Fraction(one["chance"]) for one in targets["seats"]}
    return {e["ref"]: sum(share[s["specialty"]] for s in rules["seats"]
                          if s["specialty"] in e["specialties"]) for e in pool}
