"""Numbers drawn from stated sets beside the members, or in a round of their own."""

from draw_bytes import Stream


def ways(sets):
    """Ordered choices of `count` out of each set, without putting back."""
    product = 1
    for one in sets:
        for taken in range(one["count"]):
            product *= len(one["from"]) - taken
    return product


def at(sets, index):
    """Way number `index`: the last place counts fastest, what is left keeps its order."""
    sizes = [len(one["from"]) - taken for one in sets for taken in range(one["count"])]
    places = []
    for size in reversed(sizes):
        index, place = divmod(index, size)
        places.insert(0, place)
    drawn = []
    for one in sets:
        left = list(one["from"])
        drawn.append({"name": one["name"],
                      "values": [left.pop(places.pop(0)) for _ in range(one["count"])]})
    return drawn


def draw(sets, stream):
    total = ways(sets)
    index = stream.uniform(total)
    return {"N": str(total), "U": str(index), "drawn": at(sets, index)}


def holds(spec, rounds):
    """Every set once, in its round, as the stream gives it after the panel's numbers."""
    stated = spec.get("numbers", [])
    with_panel = [one for one in stated if one["due"] == "panel"]
    waiting = [one for one in stated if one["due"] == "bids"]
    for place, (found, _, _, counted) in enumerate(rounds):
        if place == 0 and "keep" not in spec:
            due = with_panel
        elif counted is None or counted.quotas:
            due = []
        else:
            due, waiting = waiting, []
        if ("numbers" in found) != bool(due):
            return False
        if not due:
            continue
        if counted is None or counted.N == 0:
            return False
        stream = Stream(bytes.fromhex(found["key"]))
        for _ in found["rejected"] + [found["U"]]:
            stream.uniform(counted.N)
        if found["numbers"] != draw(due, stream):
            return False
    return True
