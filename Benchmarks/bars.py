"""Draws times of several solvers on several instances as bars on a log scale, as an SVG."""
import math

from svg import GRID, INK, closed, opening, words

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 860, 150, 150, 104, 58
BAR, GAP = 15, 18


def seconds_word(seconds):
    """Three significant digits, no more than the eye can use."""
    return f"{seconds:.{max(0, min(4, 2 - math.floor(math.log10(seconds))))}f}"


def draw(title, note, axis, solvers, groups):
    """`solvers`: (label, colour); `groups`: (name, lines under it, bars), for each solver a bar: (seconds, words)."""
    values = [seconds for _, _, bars in groups for seconds, _ in bars]
    least = math.floor(math.log10(min(values)))
    most = max(math.ceil(math.log10(max(values))), least + 1)
    height = TOP + len(groups) * (len(solvers) * BAR + GAP) + BOTTOM
    floor = height - BOTTOM

    def across(seconds):
        return LEFT + (math.log10(seconds) - least) / (most - least) * (WIDTH - LEFT - RIGHT)

    out = opening(WIDTH, height, 24, title, note)
    place = 24
    for label, colour in solvers:
        out.append(f'<rect x="{place}" y="62" width="13" height="13" fill="{colour}"/>')
        out.append(words(place + 19, 73, label, anchor="start"))
        place += 19 + 8 * len(label) + 26
    for power in range(least, most + 1):
        x = across(10.0 ** power)
        out.append(f'<path d="M{x:.1f} {TOP - 8}V{floor}" stroke="{GRID}"/>')
        out.append(words(x, floor + 19, f"{10.0 ** power:.{max(0, -power)}f}"))
    top = TOP
    for name, under, bars in groups:
        out.append(words(LEFT - 14, top + 13, name, 15, "end", ' font-weight="bold"'))
        for number, line in enumerate(under):
            out.append(words(LEFT - 14, top + 31 + 15 * number, line, 12, "end", ' fill="#555"'))
        for (_, colour), (seconds, text) in zip(solvers, bars):
            length = max(across(seconds) - LEFT, 1)
            out.append(f'<rect x="{LEFT}" y="{top + 1}" width="{length:.1f}" height="{BAR - 2}" fill="{colour}"/>')
            # White under the words, or the lines of the scale run through them.
            out.append(words(across(seconds) + 6, top + BAR - 3, text, 12, "start",
                             ' stroke="#fff" stroke-width="4" paint-order="stroke"'))
            top += BAR
        top += GAP
    out.append(f'<path d="M{LEFT} {TOP - 8}V{floor}H{WIDTH - RIGHT}" fill="none" stroke="{INK}"/>')
    out.append(words((LEFT + WIDTH - RIGHT) / 2, height - 16, axis))
    return closed(out)
