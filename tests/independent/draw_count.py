"""Counts panels by products of polynomials, and numbers them."""

from fractions import Fraction
from math import comb, factorial, prod


class Refused(Exception):
    """The rules or the pool leave nothing to draw."""


class Group:
    """The experts of one employer in one cell."""

    def __init__(self, key):
        self.key, self.members = key, []


def ways_before(path, poly, before, left):
    """Ways to fill `left` in which this factor takes fewer seats than `path`."""
    skipped = 0
    for taken in sorted(poly):
        if taken == path:
            return skipped
        rest = minus(left, taken)
        if rest is not None:
            skipped += before.get(rest, 0) * poly[taken]
    raise Refused("not counted")


def minus(left, right):
    rest = tuple(a - b for a, b in zip(left, right))
    return None if any(one < 0 for one in rest) else rest


class Product:
    """A product of factors, cut off at the quotas and at `most` seats in all."""

    def __init__(self, factors, quotas, least, most):
        self.factors, self.before = factors, []
        poly = {(0,) * len(quotas): 1}
        for factor in factors:
            self.before.append(poly)
            grown = {}
            for a, x in poly.items():
                for b, y in factor.poly.items():
                    total = tuple(i + j for i, j in zip(a, b))
                    if sum(total) <= most and all(i <= q for i, q in zip(total, quotas)):
                        grown[total] = grown.get(total, 0) + x * y
            poly = grown
        self.poly = {a: x for a, x in poly.items() if least <= sum(a) <= most}

    def open_at(self, state, index):
        panel = []
        for factor, before in reversed(list(zip(self.factors, self.before))):
            for taken in sorted(factor.poly):
                rest = minus(state, taken)
                if rest is None:
                    continue
                weight = before.get(rest, 0) * factor.poly[taken]
                if index < weight:
                    break
                index -= weight
            else:
                raise Refused("index too large")
            ways = factor.poly[taken]
            panel += factor.open_at(taken, index % ways)
            index, state = index // ways, rest
        assert index == 0 and sum(state) == 0
        return panel

    def rank(self, wanted):
        state, index = (0,) * len(next(iter(self.before[0]))), 0
        for factor, before in zip(self.factors, self.before):
            taken, inner = factor.rank(wanted)
            state = tuple(a + b for a, b in zip(state, taken))
            index = ways_before(taken, factor.poly, before, state) + inner + factor.poly[taken] * index
        return state, index


class ClassFactor:
    """Groups of one cell that have the same weight per seat."""

    def __init__(self, groups, weights, quotas, most):
        self.groups, self.weights = groups, weights
        self.poly = {}
        self.fill(quotas, min(most, len(groups)), ())

    def fill(self, quotas, room, counts):
        if len(counts) == len(quotas):
            self.poly[counts] = self.ways(counts) * prod(
                w ** a for w, a in zip(self.weights, counts))
            return
        seat = len(counts)
        most = min(room, quotas[seat]) if self.weights[seat] else 0
        for count in range(most + 1):
            self.fill(quotas, room - count, counts + (count,))

    def ways(self, counts):
        return comb(len(self.groups), sum(counts)) * orders(counts)

    def open_at(self, counts, index):
        chosen = sum(counts)
        index, which = divmod(index, comb(len(self.groups), chosen))
        index, order = divmod(index, orders(counts))
        panel = []
        seats = unrank_order(list(counts), order)
        for place, seat in zip(unrank_subset(len(self.groups), chosen, which), seats):
            index, offset = divmod(index, self.weights[seat])
            for ref, held, weight, employer in self.groups[place].members:
                if seat not in held:
                    continue
                if offset < weight:
                    panel.append((seat, ref, employer))
                    break
                offset -= weight
        return panel

    def rank(self, wanted):
        places, seats, offsets = [], [], []
        for place, group in enumerate(self.groups):
            hits = [m for m in group.members if m[0] in wanted]
            if not hits:
                continue
            if len(hits) > 1:
                raise Refused("two of one employer")
            seat = wanted[hits[0][0]]
            able = [m for m in group.members if seat in m[1]]
            if hits[0] not in able:
                raise Refused("cannot fill the seat")
            places.append(place)
            seats.append(seat)
            offsets.append(sum(m[2] for m in able[:able.index(hits[0])]))
        counts = tuple(seats.count(s) for s in range(len(self.weights)))
        if counts not in self.poly:
            raise Refused("not counted")
        index = 0
        for seat, offset in reversed(list(zip(seats, offsets))):
            index = index * self.weights[seat] + offset
        index = index * orders(counts) + rank_order(list(counts), seats)
        return counts, index * comb(len(self.groups), len(places)) + rank_subset(
            len(self.groups), places)


def orders(counts):
    return factorial(sum(counts)) // prod(map(factorial, counts))


def unrank_subset(n, size, index):
    subset, item = [], 0
    while len(subset) < size:
        here = comb(n - item - 1, size - len(subset) - 1)
        if index < here:
            subset.append(item)
        else:
            index -= here
        item += 1
    return subset


def rank_subset(n, subset):
    index, item = 0, 0
    for position, pick in enumerate(subset):
        while item < pick:
            index += comb(n - item - 1, len(subset) - position - 1)
            item += 1
        item += 1
    return index


def unrank_order(counts, index):
    order = []
    while any(counts):
        for value, count in enumerate(counts):
            if not count:
                continue
            counts[value] -= 1
            here = orders(counts)
            if index < here:
                order.append(value)
                break
            counts[value] += 1
            index -= here
    return order


def rank_order(counts, order):
    index = 0
    for value in order:
        for smaller in range(value):
            if counts[smaller]:
                counts[smaller] -= 1
                index += orders(counts)
                counts[smaller] += 1
        counts[value] -= 1
    return index


class Empty(Product):
    """A cell without experts."""

    def __init__(self, quotas, least):
        self.factors, self.before = [], [{(0,) * len(quotas): 1}]
        self.poly = {(0,) * len(quotas): 1} if least == 0 else {}


def seats_weights(product, outside, totals):
    """`outside[a]`: the weight of everything else when this product fills exactly a."""
    outside = {a: x for a, x in outside.items() if a in product.poly}
    for factor, before in reversed(list(zip(product.factors, product.before))):
        share, rest = {}, {}
        for whole, x in outside.items():
            for b, y in factor.poly.items():
                a = minus(whole, b)
                if a is None or a not in before:
                    continue
                share[b] = share.get(b, 0) + x * before[a]
                rest[a] = rest.get(a, 0) + x * y
        if isinstance(factor, Product):
            seats_weights(factor, share, totals)
        else:
            class_weights(factor, share, totals)
        outside = rest


def class_weights(factor, share, totals):
    for seat, weight in enumerate(factor.weights):
        if weight == 0:
            continue
        filled = sum(a[seat] * x * share.get(a, 0) for a, x in factor.poly.items())
        unit = Fraction(filled, weight * len(factor.groups))
        assert unit.denominator == 1
        for group in factor.groups:
            for ref, held, own, _ in group.members:
                if seat in held:
                    totals[(seat, ref)] = own * unit.numerator


def shares_employer(panel):
    employers = [employer for _, _, employer in panel if employer is not None]
    return len(set(employers)) < len(employers)
