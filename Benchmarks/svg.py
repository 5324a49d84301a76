"""What the pictures of the benchmarks share: an SVG written without libraries."""
from xml.sax.saxutils import escape

GRID = "#e4e4e4"
INK = "#222"


def words(x, y, text, size=13, anchor="middle", more=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}"{more}>{escape(text)}</text>'


def opening(width, height, left, title, note):
    """The sheet with its title and a note under it."""
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="PT Sans, DejaVu Sans, sans-serif" fill="{INK}">',
        f'<title>{escape(title)}</title>', f'<rect width="{width}" height="{height}" fill="#fff"/>',
        words(left, 26, title, 17, "start", ' font-weight="bold"'), words(left, 46, note, 12, "start", ' fill="#555"'),
    ]


def closed(parts):
    return "\n".join(parts + ["</svg>", ""])
