"""Draws for each city where the least cost may lie: from the lower bound to the objective, ours and HiGHS's."""
from svg import GRID, INK, closed, opening, words

WIDTH, LEFT, RIGHT, TOP, BOTTOM, ROW = 860, 170, 150, 104, 58, 30
OURS, PEER = "#1f5fa8", "#b5562a"
# Per cent below and above the best objective known; what reaches farther is cut there.
LEAST, MOST = -6.0, 3.0


def draw(cases, highs_seconds):
    """`cases`: with `name`, `answer` (`objective`, `lowerBound`) and `peer` (`objective`, `bound`) or nothing."""
    height = TOP + len(cases) * ROW + BOTTOM
    floor = height - BOTTOM

    def across(percent):
        return LEFT + (min(MOST, max(LEAST, percent)) - LEAST) / (MOST - LEAST) * (WIDTH - LEFT - RIGHT)

    out = opening(WIDTH, height, 24, "Composing the ММО: from the lower bound to the objective",
                  "Per cent of the best objective known; a dot is an objective, a bar reaches to its own lower bound.")
    for place, colour, label in [(24, OURS, "Svyaz"), (120, PEER, f"HiGHS, {highs_seconds:g} s of CPU")]:
        out.append(f'<rect x="{place}" y="62" width="13" height="13" fill="{colour}"/>')
        out.append(words(place + 19, 73, label, anchor="start"))
    for percent in range(int(LEAST), int(MOST) + 1):
        x = across(percent)
        out.append(f'<path d="M{x:.1f} {TOP - 8}V{floor}" stroke="{GRID if percent else INK}"/>')
        out.append(words(x, floor + 19, f"{percent:+d}" if percent else "0"))
    top = TOP
    for case in cases:
        peer = case.peer or {"objective": None, "bound": None}
        best = min(value for value in [case.answer["objective"], peer["objective"]] if value is not None)
        out.append(words(LEFT - 14, top + 15, case.name, 12, "end"))
        told = f"gap {case.gap:.2f} %" + (f", {case.run.cpu:.1f} s" if case.run else "")
        for colour, objective, bound, at, text in [
                (OURS, case.answer["objective"], case.answer["lowerBound"], top + 6, told),
                (PEER, peer["objective"], peer["bound"], top + 17, "")]:
            if objective is None or best == 0:
                continue
            share = 100 * (objective / best - 1)
            reach = 100 * (bound / best - 1) if bound is not None else LEAST
            width = max(1.0, across(share) - across(reach))
            out.append(f'<rect x="{across(reach):.1f}" y="{at}" width="{width:.1f}" height="5" fill="{colour}"/>')
            out.append(f'<circle cx="{across(share):.1f}" cy="{at + 2.5}" r="4" fill="{colour}"/>')
            if text:
                out.append(words(WIDTH - RIGHT + 10, at + 9, text, 12, "start"))
        top += ROW
    out.append(f'<path d="M{LEFT} {floor}H{WIDTH - RIGHT}" fill="none" stroke="{INK}"/>')
    out.append(words((LEFT + WIDTH - RIGHT) / 2, height - 16, "per cent of the best objective known"))
    return closed(out)
