"""Draws times against sizes as an SVG."""
from svg import GRID, INK, closed, opening, words

WIDTH, HEIGHT = 760, 460
LEFT, RIGHT, TOP, BOTTOM = 74, 24, 64, 62


def line_through(points):
    """Least squares: (slope, intercept, R²)."""
    count = len(points)
    mean_x, mean_y = (sum(values) / count for values in zip(*points))
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / spread
    intercept = mean_y - slope * mean_x
    rest = sum((y - slope * x - intercept) ** 2 for x, y in points)
    total = sum((y - mean_y) ** 2 for _, y in points)
    return slope, intercept, 1 - rest / total


def steps(greatest):
    """A handful of round numbers from zero to just over the greatest value."""
    power = 1.0
    while greatest / power > 10:
        power *= 10
    while greatest / power < 1:
        power /= 10
    step = next(power * part for part in (0.1, 0.2, 0.5, 1, 2) if greatest / (power * part) <= 7)
    count = int(greatest / step) + 1
    return [step * number for number in range(count + 1)]


def draw(title, note, x_title, y_title, series):
    """`series`: (label, colour, points), the points sorted; the dashed line is the least-squares line of each."""
    xs = steps(max(x for _, _, points in series for x, _ in points) * 0.999)
    ys = steps(max(y for _, _, points in series for _, y in points))

    def across(x):
        return LEFT + x / xs[-1] * (WIDTH - LEFT - RIGHT)

    def up(y):
        return HEIGHT - BOTTOM - y / ys[-1] * (HEIGHT - TOP - BOTTOM)

    out = opening(WIDTH, HEIGHT, LEFT, title, note)
    for x in xs:
        out.append(f'<path d="M{across(x):.1f} {up(0):.1f}V{up(ys[-1]):.1f}" stroke="{GRID}"/>')
        out.append(words(across(x), up(0) + 19, f"{x:,.0f}"))
    for y in ys:
        out.append(f'<path d="M{across(0):.1f} {up(y):.1f}H{across(xs[-1]):.1f}" stroke="{GRID}"/>')
        out.append(words(LEFT - 8, up(y) + 4.5, f"{y:.1f}", anchor="end"))
    out.append(f'<path d="M{LEFT} {up(ys[-1]):.1f}V{up(0):.1f}H{across(xs[-1]):.1f}" fill="none" stroke="{INK}"/>')
    out.append(words((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 16, x_title))
    middle = (up(0) + up(ys[-1])) / 2
    out.append(words(22, middle, y_title, more=f' transform="rotate(-90 22 {middle:.1f})"'))
    for place, (label, colour, points) in enumerate(series):
        slope, intercept, _ = line_through(points)
        ends = [(x, min(max(slope * x + intercept, 0), ys[-1])) for x in (points[0][0], points[-1][0])]
        out.append(f'<path d="M{across(ends[0][0]):.1f} {up(ends[0][1]):.1f}L{across(ends[1][0]):.1f} '
                   f'{up(ends[1][1]):.1f}" stroke="{colour}" stroke-width="1.5" stroke-dasharray="5 4"/>')
        for x, y in points:
            out.append(f'<circle cx="{across(x):.1f}" cy="{up(y):.1f}" r="4.5" fill="{colour}"/>')
        legend = TOP + 20 + place * 22
        out.append(f'<circle cx="{LEFT + 18}" cy="{legend - 4.5}" r="4.5" fill="{colour}"/>')
        out.append(words(LEFT + 30, legend, label, anchor="start"))
    return closed(out)
