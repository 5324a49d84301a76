"""Opens the written papers and decks with python-docx and python-pptx, which share no code with ours, and checks what
they found: structure, widths, marks, placeholders, native shapes, glue, notes, sizes of letters."""
import datetime
import pathlib
import re
import sys

import docx
import pptx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Emu, Pt

MARK = "30.04.2021"
SMALLEST = Pt(8)


def check(condition, message):
    if not condition:
        sys.exit(f"office-check: {message}")


def check_word(path):
    document = docx.Document(path)
    name = path.name
    section = document.sections[0]
    text_width = section.page_width - section.left_margin - section.right_margin
    check(len(document.sections) == 1, f"{name}: sections")
    check(abs(section.left_margin.cm - 3) < 0.01 and abs(section.right_margin.cm - 1.5) < 0.01, f"{name}: margins")
    landscape = section.orientation == WD_ORIENT.LANDSCAPE
    check(landscape == (section.page_width > section.page_height), f"{name}: orientation and size disagree")
    foot = "".join(paragraph.text for paragraph in section.footer.paragraphs)
    check(re.search(r"Страница 1 из 1$", foot), f"{name}: no page number in {foot[:200]!r}")
    check(MARK in foot and "редакция" in foot, f"{name}: no mark in {foot[:200]!r}")
    check(document.core_properties.created == datetime.datetime(2021, 4, 30, tzinfo=datetime.timezone.utc)
          or document.core_properties.created == datetime.datetime(2021, 4, 30), f"{name}: date of creation")
    check(document.core_properties.language == "ru-RU", f"{name}: language")
    check(document.styles["Normal"].name == "Normal", f"{name}: no body style")
    for table in document.tables:
        widths = [column.width for column in table.columns]
        # A twip is 635 EMU.
        check(abs(sum(widths) - text_width) < 635 * 3, f"{name}: a table of {sum(widths)} on {text_width}")
        for row in table.rows:
            check(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None, f"{name}: a row that may break")
            check(len(row.cells) == len(widths), f"{name}: {len(row.cells)} cells under {len(widths)} columns")
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    print(f"{name}: {len(document.paragraphs)} paragraphs, {len(document.tables)} tables, {len(headings)} headings")
    return document


def flat(shapes):
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from flat(shape.shapes)


def check_deck(path):
    presentation = pptx.Presentation(path)
    name = path.name
    check((presentation.slide_width, presentation.slide_height) == (Emu(12192000), Emu(6858000)), f"{name}: size")
    for number, slide in enumerate(presentation.slides, 1):
        place = f"{name}, slide {number}"
        check(slide.shapes.title is not None, f"{place}: no title")
        check(slide.slide_layout.name, f"{place}: no layout")
        foot = [shape for shape in slide.placeholders if "FOOTER" in str(shape.placeholder_format.type)]
        check(len(foot) == 1 and MARK in foot[0].text, f"{place}: foot")
        ids = [shape.shape_id for shape in flat(slide.shapes)]
        check(len(ids) == len(set(ids)), f"{place}: ids")
        for shape in flat(slide.shapes):
            check(shape.shape_type != MSO_SHAPE_TYPE.PICTURE, f"{place}: a picture")
            if shape.has_text_frame:
                for paragraph in shape.text_frame.paragraphs:
                    for run in paragraph.runs:
                        check(run.font.size is None or run.font.size >= SMALLEST, f"{place}: {run.text!r} is too small")
    print(f"{name}: {len(presentation.slides)} slides")
    return presentation


folder = pathlib.Path(sys.argv[1])
note = check_word(folder / "note.docx")
check([p.text for p in note.paragraphs if p.style.name == "Heading 1"] == ["Что показано", "Подписи"], "headings")
long = note.tables[0]
check(len(long.rows) == 1 + 3 * 19 + 1, f"{len(long.rows)} rows in the note's table")
check(long.rows[1].cells[0]._tc is long.rows[1].cells[3]._tc, "a group row does not span the columns")
check(long.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None, "the heading row does not come again")
check(any(run.bold for p in note.paragraphs for run in p.runs), "nothing bold")
annex = check_word(folder / "annex-mentors.docx")
check(annex.sections[0].orientation == WD_ORIENT.LANDSCAPE, "the annex is not landscape")
check_word(folder / "agreement.docx")
hostile = check_word(folder / "hostile.docx")
check("<&\">'" in hostile.paragraphs[0].text, "markup in a title is lost")

deck = check_deck(folder / "deck.pptx")
slides = list(deck.slides)
check(slides[1].notes_slide.notes_text_frame.text == "Сначала вывод.\nПотом рисунок: <&\">.", "notes")
group = next(shape for shape in slides[1].shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
kinds = [shape.shape_type for shape in group.shapes]
for kind in [MSO_SHAPE_TYPE.AUTO_SHAPE, MSO_SHAPE_TYPE.FREEFORM, MSO_SHAPE_TYPE.LINE, MSO_SHAPE_TYPE.TEXT_BOX]:
    check(kind in kinds, f"no {kind} in the chart")
check("Доля выросла" in group._element.nvGrpSpPr.cNvPr.get("descr"), "the chart has no alternative text")
patterns = [s for s in group.shapes if s.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE and "PATTERN" in str(s.fill.type)]
check(len(patterns) == 1, "no hatching")
table = next(shape for shape in slides[2].shapes if shape.has_table).table
check(table.cell(1, 0).is_merge_origin and table.cell(1, 0).span_width == 4, "a group row does not span the columns")
shapes = check_deck(folder / "shapes.pptx").slides[0].shapes
named = {shape.name: shape for shape in shapes}
ends = [shape for shape in shapes if shape.shape_type == MSO_SHAPE_TYPE.LINE]
check(len(ends) == 5, "lines")
for line in ends:
    properties = line._element.nvCxnSpPr.cNvCxnSpPr
    for end in [properties.stCxn, properties.endCxn]:
        check(end.id in {shape.shape_id for shape in named.values()}, "a line is glued to nothing")
check_deck(folder / "hostile-deck.pptx")
