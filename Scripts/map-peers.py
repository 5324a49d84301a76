"""Opens the sample's maps with programs that share no code with ours: python-pptx for slides, poppler for PDF, Python's
own parsers for SVG and JSON. All formats of a map must hold the same schools."""
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as tree

import pptx
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Emu

KINDS = {
    MSO_SHAPE_TYPE.AUTO_SHAPE, MSO_SHAPE_TYPE.FREEFORM, MSO_SHAPE_TYPE.LINE, MSO_SHAPE_TYPE.TEXT_BOX,
    MSO_SHAPE_TYPE.GROUP, MSO_SHAPE_TYPE.PLACEHOLDER,
}
MOST_BYTES = 300_000


def check(condition, message):
    if not condition:
        sys.exit(f"map-peers: {message}")


def flat(shapes):
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from flat(shape.shapes)


def description(shape):
    return shape._element.xpath(".//p:cNvPr")[0].get("descr")


def words(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()


def labels(scene):
    return sorted(words(line["text"]) for node in scene["nodes"] for line in node["texts"])


def check_slides(path):
    presentation = pptx.Presentation(path)
    check((presentation.slide_width, presentation.slide_height) == (Emu(12192000), Emu(6858000)), f"{path}: size")
    count = len(presentation.slides)
    check(path.stat().st_size < MOST_BYTES * count, f"{path}: {path.stat().st_size} bytes for {count} slides")
    for number, slide in enumerate(presentation.slides, 1):
        place = f"{path}, slide {number}"
        check(slide.shapes.title is not None and slide.shapes.title.text, f"{place}: no title")
        foot = [shape for shape in slide.placeholders if "FOOTER" in str(shape.placeholder_format.type)]
        check(len(foot) == 1 and "едакция" in foot[0].text, f"{place}: foot")
        check(re.search("[а-я]", slide.notes_slide.notes_text_frame.text), f"{place}: no notes")
        shapes = list(flat(slide.shapes))
        for shape in shapes:
            check(shape.shape_type in KINDS, f"{place}: {shape.shape_type} «{shape.name}»")
        ids = {shape.shape_id for shape in shapes}
        check(len(ids) == len(shapes), f"{place}: ids")
        for shape in shapes:
            if shape.shape_type != MSO_SHAPE_TYPE.LINE:
                continue
            properties = shape._element.nvCxnSpPr.cNvCxnSpPr
            for end in [properties.stCxn, properties.endCxn]:
                check(end is None or end.id in ids, f"{place}: «{shape.name}» is glued to nothing")
    return presentation


def check_map(path):
    """`path` is the scene's JSON; the other formats stand beside it."""
    scene = json.loads(path.read_text(encoding="utf-8"))
    nodes, links = scene["nodes"], scene["links"]
    check(nodes, f"{path}: no nodes")

    # The slide: every node an autoshape with its text and its full name, every link a line.
    slide = check_slides(path.with_suffix(".pptx")).slides[0]
    group = next(shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    check(scene["title"] in description(group), f"{path}: the map's group says nothing")
    inside = list(group.shapes)
    # Nodes come last, after grounds, panels and links, and under the names of grounds.
    last = len(inside) - sum(bool(ground["texts"]) for ground in scene["grounds"])
    shapes = inside[last - len(nodes):last]
    for shape, node in zip(shapes, nodes):
        check(shape.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE, f"{path}: {node['id']} is {shape.shape_type}")
        check(description(shape) == node["name"], f"{path}: {node['id']} has no name")
        check(words(shape.text_frame.text) == words(" ".join(t["text"] for t in node["texts"])), f"{path}: a text")
    lines = [s for s in inside if s.shape_type in (MSO_SHAPE_TYPE.LINE, MSO_SHAPE_TYPE.FREEFORM)
             and description(s)]
    check(len(lines) == len(links) + len(scene["grounds"]), f"{path}: {len(lines)} lines for {len(links)} links")
    glued = sum(s.shape_type == MSO_SHAPE_TYPE.LINE and s._element.nvCxnSpPr.cNvCxnSpPr.stCxn is not None for s in lines)

    # The PDF: fonts embedded, every label found.
    pdf = path.with_suffix(".pdf")
    fonts = subprocess.run(["pdffonts", pdf], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    check(fonts and all("PTSans" in line and re.search(r"\byes yes yes\b", line) for line in fonts), f"{pdf}: {fonts}")
    text = words(subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True, text=True).stdout)
    for label in labels(scene):
        check(label in text, f"{pdf}: «{label}» is not to be found")

    # The SVG: the same ids in the same order.
    root = tree.parse(path.with_suffix(".svg")).getroot()
    marked = [g.get("id") for g in root.iter("{http://www.w3.org/2000/svg}g") if g.get("class", "").startswith("node ")]
    check(marked == [node["id"] for node in nodes], f"{path}: the SVG has other nodes")
    print(f"{path.parent.name}/{path.stem}: {len(nodes)} nodes, {len(links)} links ({glued} glued), "
          f"{path.with_suffix('.pptx').stat().st_size} bytes PPTX, {pdf.stat().st_size} PDF")


for file in sorted(pathlib.Path(sys.argv[1]).glob("*/*.json")):
    check_map(file)
for file in sorted(pathlib.Path(sys.argv[1]).glob("*/network.pptx")):
    deck = check_slides(file)
    print(f"{file.parent.name}/{file.name}: {[slide.shapes.title.text for slide in deck.slides]}, "
          f"{file.stat().st_size} bytes")
