"""Opens the sample's maps with programs that share no code with ours: python-pptx for slides, poppler for PDF, Python's
own parsers for SVG and JSON. All formats of a map must hold the same schools."""
import json
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as tree
import zipfile

import pptx
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Emu

KINDS = {
    MSO_SHAPE_TYPE.AUTO_SHAPE, MSO_SHAPE_TYPE.FREEFORM, MSO_SHAPE_TYPE.LINE, MSO_SHAPE_TYPE.TEXT_BOX,
    MSO_SHAPE_TYPE.GROUP, MSO_SHAPE_TYPE.PLACEHOLDER,
}
MOST_BYTES = 300_000
SVG = "{http://www.w3.org/2000/svg}"
DRAWING = {SVG + name for name in ["svg", "title", "desc", "g", "rect", "ellipse", "polygon", "polyline", "path", "text"]}
# Indices of the layout's placeholders.
LEGEND, CAPTION = 14, 15


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
    """Every text of a school, a panel, a ground and a link."""
    parts = [part for key in ("nodes", "panels", "grounds", "links") for part in scene[key]]
    return sorted({words(line["text"]) for part in parts for line in part["texts"]})


def check_parts(path):
    """Every part is XML to a parser that is not ours, and none asks for anything outside the file."""
    with zipfile.ZipFile(path) as package:
        check(package.testzip() is None, f"{path}: a damaged part")
        for name in package.namelist():
            check(name.endswith((".xml", ".rels")), f"{path}: {name} is no XML")
            root = tree.fromstring(package.read(name))
            for element in root.iter():
                check(element.get("TargetMode") != "External", f"{path}: {name} asks for {element.get('Target')}")


def check_svg(path, nodes):
    """The same ids in the same order; no script, no handler of events, no reference."""
    root = tree.parse(path).getroot()
    marked = [g.get("id") for g in root.iter(SVG + "g") if g.get("class", "").startswith("node ")]
    check(marked == [node["id"] for node in nodes], f"{path}: other nodes")
    for element in root.iter():
        check(element.tag in DRAWING, f"{path}: <{element.tag}>")
        for name in element.attrib:
            check(not name.startswith(("on", "{")) and "href" not in name, f"{path}: attribute {name}")


def check_slides(path):
    check_parts(path)
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
    places = {shape.placeholder_format.idx: shape for shape in slide.placeholders}
    roles = {group["role"] for group in scene["furniture"] if group["texts"]}
    for role, place in [("legend", LEGEND), ("caption", CAPTION)]:
        check((role in roles) == (place in places), f"{path}: {role} is no placeholder")
    if CAPTION in places:
        shown = words(places[CAPTION].text_frame.text)
        check(words(" ".join(scene["caption"])).startswith(shown), f"{path}: caption «{shown}»")
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
    ends = [s._element.nvCxnSpPr.cNvCxnSpPr for s in lines if s.shape_type == MSO_SHAPE_TYPE.LINE]
    glued = sum(end.stCxn is not None and end.endCxn is not None for end in ends)
    once = sum((end.stCxn is None) != (end.endCxn is None) for end in ends)

    # The PDF: fonts embedded, every label found.
    pdf = path.with_suffix(".pdf")
    fonts = subprocess.run(["pdffonts", pdf], check=True, capture_output=True, text=True).stdout.splitlines()[2:]
    check(fonts and all("PTSans" in line and re.search(r"\byes yes yes\b", line) for line in fonts), f"{pdf}: {fonts}")
    text = words(subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True, text=True).stdout)
    for label in labels(scene):
        check(label in text, f"{pdf}: «{label}» is not to be found")

    check_svg(path.with_suffix(".svg"), nodes)
    print(f"{path.parent.name}/{path.stem}: {len(nodes)} nodes, {len(links)} links ({len(ends)} connectors, {glued} "
          f"glued at both ends, {once} at one), {path.with_suffix('.pptx').stat().st_size} bytes PPTX, "
          f"{pdf.stat().st_size} PDF")
    return len(links), len(ends), glued, once


counts = [check_map(file) for file in sorted(pathlib.Path(sys.argv[1]).glob("*/*.json"))]
check(counts, "no maps")
links, connectors, glued, once = (sum(column) for column in zip(*counts))
print(f"{len(counts)} maps: {links} links, {connectors} connectors, {glued} glued at both ends, {once} at one")
for file in sorted(pathlib.Path(sys.argv[1]).glob("*/network.pptx")):
    deck = check_slides(file)
    print(f"{file.parent.name}/{file.name}: {[slide.shapes.title.text for slide in deck.slides]}, "
          f"{file.stat().st_size} bytes")
