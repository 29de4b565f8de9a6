"""Linear programmes, exactly: two phases of the simplex method over fractions, with Bland's rule."""

from fractions import Fraction


def maximise(goal, rows, width):
    """The largest value of `goal` over non-negative columns, or None where no point keeps the rows.

    rows: [({column: factor}, "<=" | ">=" | "=", bound)]
    """
    table, basis, artificial, columns = tableau(rows, width)
    cost = [Fraction(0)] * columns
    for column in artificial:
        cost[column] = Fraction(-1)
    if run(table, basis, cost, columns) < 0:
        return None
    for r, row in enumerate(table):
        if basis[r] in artificial:
            swap = next((c for c in range(columns) if c not in artificial and row[c] != 0), None)
            if swap is not None:
                pivot(table, basis, r, swap)
    blocked = set(artificial)
    cost = [goal.get(c, Fraction(0)) for c in range(columns)]
    return run(table, basis, cost, columns, blocked)


def tableau(rows, width):
    kinds = []
    for factors, kind, bound in rows:
        if bound < 0:
            factors = {c: -x for c, x in factors.items()}
            bound, kind = -bound, {"<=": ">=", ">=": "<=", "=": "="}[kind]
        kinds.append((factors, kind, bound))
    columns = width + sum(kind != "=" for _, kind, _ in kinds) + sum(
        kind != "<=" for _, kind, _ in kinds)
    table, basis, artificial, free = [], [], set(), width
    for factors, kind, bound in kinds:
        row = [Fraction(0)] * (columns + 1)
        for c, x in factors.items():
            row[c] = x
        row[-1] = bound
        if kind != "=":
            row[free] = Fraction(1 if kind == "<=" else -1)
            free += 1
        if kind == "<=":
            basis.append(free - 1)
        else:
            row[free] = Fraction(1)
            artificial.add(free)
            basis.append(free)
            free += 1
        table.append(row)
    return table, basis, artificial, columns


def run(table, basis, cost, columns, blocked=frozenset()):
    """Pivots until nothing improves; the value reached."""
    gain = cost + [Fraction(0)]
    for r, row in enumerate(table):
        factor = gain[basis[r]]
        if factor:
            gain = [g - factor * x for g, x in zip(gain, row)]
    while True:
        entering = next((c for c in range(columns) if gain[c] > 0 and c not in blocked), None)
        if entering is None:
            return -gain[-1]
        leaving, best = None, None
        for r, row in enumerate(table):
            if row[entering] > 0:
                ratio = row[-1] / row[entering]
                if best is None or ratio < best or (ratio == best and basis[r] < basis[leaving]):
                    leaving, best = r, ratio
        if leaving is None:
            raise ValueError("unbounded")
        pivot(table, basis, leaving, entering)
        factor = gain[entering]
        gain = [g - factor * x for g, x in zip(gain, table[leaving])]


def pivot(table, basis, r, c):
    scale = table[r][c]
    table[r] = [x / scale for x in table[r]]
    for other, row in enumerate(table):
        if other != r and row[c] != 0:
            factor = row[c]
            table[other] = [x - factor * y for x, y in zip(row, table[r])]
    basis[r] = c
