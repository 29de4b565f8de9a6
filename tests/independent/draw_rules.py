"""The rules and a pool, counted; the first draw and substitutions."""

from draw_bytes import Stream
from draw_count import (ClassFactor, Empty, Group, Product, Refused, seats_weights,
                        shares_employer)


class Draw:
    """Rules and a pool, counted. Quotas may be zero, as in a substitution."""

    def __init__(self, seats, regions, one_per_employer, pool, weighted):
        self.names = [s for s, _ in seats]
        self.quotas = tuple(q for _, q in seats)
        self.regions, self.one = regions, one_per_employer
        total = sum(self.quotas)
        self.check(total)
        children = {}
        for rule in regions:
            children.setdefault(rule.get("parent"), []).append(rule)
        inner = {rule["region"] for rule in regions if rule["region"] in children}
        known = {rule["region"] for rule in regions}
        cells = {}
        for entry in pool:
            held = {i for i, name in enumerate(self.names) if name in entry["specialties"]}
            if not held:
                continue
            cell = entry["region"] if entry["region"] in known else None
            employer = entry["employer"] if one_per_employer else None
            key = (entry["ref"].encode(), 1) if employer is None else (employer.encode(), 0)
            groups = cells.setdefault(cell, {})
            weight = entry["weight"] if weighted else 1
            groups.setdefault(key, Group(key)).members.append((entry["ref"], held, weight, employer))

        def cell_product(cell, least, most):
            classes = {}
            for group in cells.get(cell, {}).values():
                group.members.sort(key=lambda m: m[0].encode())
                weights = tuple(sum(m[2] for m in group.members if s in m[1])
                                for s in range(len(self.names)))
                classes.setdefault(weights, []).append(group)
            factors = [ClassFactor(sorted(groups, key=lambda g: g.key), weights, self.quotas, most)
                       for weights, groups in sorted(classes.items())]
            return Product(factors, self.quotas, least, most) if factors else Empty(self.quotas, least)

        def region_product(rule):
            most = min(rule["max"], total)
            if rule["region"] not in inner:
                return cell_product(rule["region"], rule["min"], most)
            parts = [region_product(child) for child in children[rule["region"]]]
            parts.append(cell_product(rule["region"], 0, most))
            return Product(parts, self.quotas, rule["min"], most)

        parts = [region_product(rule) for rule in children.get(None, [])]
        parts.append(cell_product(None, 0, total))
        self.root = Product(parts, self.quotas, total, total)
        self.N = self.root.poly.get(self.quotas, 0)
        self.weighted = weighted

    def check(self, total):
        if total == 0 and self.names:
            raise Refused("no seat")
        if len(set(self.names)) < len(self.names):
            raise Refused("a specialty twice")
        regions = {rule["region"]: rule for rule in self.regions}
        if len(regions) < len(self.regions):
            raise Refused("a region twice")
        for rule in self.regions:
            seen, name = set(), rule["region"]
            while name is not None:
                if name in seen or name not in regions:
                    raise Refused("parents")
                seen.add(name)
                name = regions[name].get("parent")
            if rule["min"] > min(rule["max"], total):
                raise Refused("contradictory")

    def panel_at(self, index):
        panel = self.root.open_at(self.quotas, index)
        return sorted(panel, key=lambda one: (one[0], one[1].encode()))

    def seats_of(self, panel):
        return [{"seat": self.names[seat], "ref": ref} for seat, ref, _ in panel]

    def rank(self, panel):
        wanted = {one["ref"]: self.names.index(one["seat"]) for one in panel}
        state, index = self.root.rank(wanted)
        if len(wanted) < len(panel) or state != self.quotas:
            raise Refused("not a whole panel")
        return index

    def draw(self, key):
        if self.N == 0:
            raise Refused("no valid panel")
        stream, rejected = Stream(key), []
        while True:
            index = stream.uniform(self.N)
            panel = self.panel_at(index)
            if not shares_employer(panel):
                return {"N": str(self.N), "U": str(index), "rejected": rejected,
                        "panel": self.seats_of(panel)}
            rejected.append(str(index))

    def chances(self):
        """Weight of the panels in which each expert fills each seat."""
        totals = {}
        seats_weights(self.root, {self.quotas: 1}, totals)
        return totals


def first_draw(spec, pool, law):
    seats = [(s["specialty"], s["count"]) for s in spec["seats"]]
    return Draw(seats, spec["regions"], spec["onePerEmployer"], pool, law == "equal")


def vacancy_draw(spec, pool, keep, exclude):
    """Quotas minus kept seats, bounds minus kept counts, pool minus everyone who may not come."""
    entries = {entry["ref"]: entry for entry in pool}
    if any(one["ref"] not in entries for one in keep):
        raise Refused("an unknown member is kept")
    names = [s["specialty"] for s in spec["seats"]]
    if any(one["seat"] not in entries[one["ref"]]["specialties"] or one["seat"] not in names
           for one in keep):
        raise Refused("a kept member cannot fill the seat")
    seats = [(s["specialty"], s["count"] - sum(one["seat"] == s["specialty"] for one in keep))
             for s in spec["seats"]]
    kept = [entries[one["ref"]] for one in keep]
    regions = []
    for rule in spec["regions"]:
        inside = sum(lies_in(spec, entry["region"], rule["region"]) for entry in kept)
        regions.append({**rule, "min": max(0, rule["min"] - inside), "max": rule["max"] - inside})
    if any(q < 0 for _, q in seats) or any(rule["max"] < 0 for rule in regions):
        raise Refused("too many are kept")
    employers = {entry["employer"] for entry in kept} - {None} if spec["onePerEmployer"] else set()
    gone = set(exclude) | {entry["ref"] for entry in kept}
    left = [e for e in pool if e["ref"] not in gone and e["employer"] not in employers]
    vacant = [(name, q) for name, q in seats if q > 0]
    return Draw(vacant, regions, spec["onePerEmployer"], left, False)


def lies_in(spec, region, area):
    parents = {rule["region"]: rule.get("parent") for rule in spec["regions"]}
    seen = set()
    while region is not None and region not in seen:
        if region == area:
            return True
        seen.add(region)
        region = parents.get(region)
    return False
