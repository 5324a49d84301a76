"""Makes the workbooks of these tests: python3 make_fixtures.py (needs openpyxl and XlsxWriter).

Each is named after its writer or its trouble. They are committed; this script is kept to show what they hold.
"""
import datetime
import io
import zipfile

import openpyxl
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_REL = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def by_openpyxl():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Результаты"
    sheet.append(["Школа", "Дата", "Доля", "Верно", "Ошибка", "Формула"])
    sheet.append(["МБОУ Школа № 12", datetime.date(2020, 9, 1), 52.5, True, "#N/A", "=1+1"])
    sheet.append([None, datetime.datetime(1900, 1, 1), -3, False])
    sheet["A5"] = CellRichText("Лицей ", TextBlock(InlineFont(b=True), "«Созвездие»"), " № 131")
    sheet["C5"] = 36526
    sheet["C5"].number_format = '[$-419]d mmmm yyyy" г.";@'
    sheet["D5"] = 36526
    sheet["D5"].number_format = '0.00" мдг"'
    sheet["E5"] = 0.5
    sheet["E5"].number_format = "[h]:mm:ss"
    sheet.merge_cells("A7:C8")
    sheet["A7"] = "Итого"
    book.create_chartsheet("График")
    hidden = book.create_sheet("Скрытый")
    hidden.sheet_state = "hidden"
    hidden["B2"] = "тут"
    book.save("openpyxl.xlsx")


def by_xlsxwriter():
    book = xlsxwriter.Workbook("xlsxwriter-1904.xlsx", {"date_1904": True})
    sheet = book.add_worksheet("Дни")
    day = book.add_format({"num_format": "dd.mm.yyyy"})
    sheet.write_datetime(0, 0, datetime.datetime(2020, 9, 1), day)
    sheet.write_datetime(1, 0, datetime.datetime(1904, 1, 2), day)
    sheet.write_formula(2, 0, "=1+1", None, 2)
    sheet.write_formula(3, 0, '="а"&"б"', None, "аб")
    sheet.write_string(4, 0, "_x0041_ и \r конец")
    sheet.write_string(5, 0, "=2+2")
    book.close()


def package(name, parts):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            info = zipfile.ZipInfo(part, (2020, 1, 1, 0, 0, 0))
            archive.writestr(info, text, zipfile.ZIP_DEFLATED)


def parts(sheet, main=MAIN, rel=REL, workbook=None, target="worksheets/sheet1.xml", extra=""):
    return {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{rel}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": workbook
        or f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets><sheet name="Лист1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{rel}/worksheet" Target="{target}"/>{extra}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    }


def by_hand():
    # Prefixed names, an absolute target, no places of cells, rows out of order, a part of another namespace.
    package(
        "prefixed.xlsx",
        parts(
            f'<?xml version="1.0"?><x:worksheet xmlns:x="{MAIN}" xmlns:o="urn:other"><x:sheetData>'
            '<x:row r="3"><x:c t="inlineStr"><x:is><x:t xml:space="preserve"> три </x:t></x:is></x:c></x:row>'
            "<x:row r='1'><x:c><x:v> 1 </x:v></x:c><o:c><o:v>99</o:v></o:c><x:c t='b'><x:v>1</x:v></x:c></x:row>"
            "<x:row><x:c><x:f>A1</x:f></x:c><x:c r='D2'><x:v>1.5E3</x:v></x:c></x:row>"
            "</x:sheetData></x:worksheet>",
            target="/xl/worksheets/sheet1.xml",
        ),
    )
    # Strict OOXML with a date as ISO 8601, in UTF-16, and phonetic text.
    strict = (
        f'<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{STRICT}"><sheetData><row>'
        '<c t="d"><v>2020-09-01T00:00:00</v></c><c t="e"><v>#DIV/0!</v></c><c t="s"><v>0</v></c></row></sheetData></worksheet>'
    ).encode("utf-16")
    made = parts(strict, STRICT, STRICT_REL, extra=f'<Relationship Id="rId2" Type="{STRICT_REL}/sharedStrings" Target="sharedStrings.xml"/>')
    made["xl/sharedStrings.xml"] = (
        f'<sst xmlns="{STRICT}"><si><r><t>Шко</t></r><r><t>ла</t></r><rPh sb="0" eb="1"><t>шко</t></rPh></si></sst>'
    )
    package("strict.xlsx", made)
    package("doctype.xlsx", parts(
        '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
        f'<worksheet xmlns="{MAIN}"><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>'))
    package("torn-xml.xlsx", parts(f'<worksheet xmlns="{MAIN}">\n<sheetData>\n<row><c><v>1</v>'))
    package("no-such-text.xlsx", parts(
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="4"><c r="C4" t="s"><v>7</v></c></row></sheetData></worksheet>'))
    package("bomb.xlsx", parts(f'<worksheet xmlns="{MAIN}"><sheetData>' + " " * 12_000_000 + "</sheetData></worksheet>"))
    package("open-document.ods", {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>", "META-INF/manifest.xml": "<a/>"})
    package("document.docx", {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{REL}/officeDocument" '
        'Target="word/document.xml"/></Relationships>', "word/document.xml": "<w:document xmlns:w='urn:w'/>"})
    package("binary.xlsx", {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{REL}/officeDocument" '
        'Target="xl/workbook.bin"/></Relationships>', "xl/workbook.bin": "x"})
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for part, text in parts(f'<worksheet xmlns="{MAIN}"><sheetData><row><c><v>12345</v></c></row></sheetData></worksheet>').items():
            archive.writestr(zipfile.ZipInfo(part), text)
    open("wrong-checksum.xlsx", "wb").write(whole.getvalue().replace(b"12345", b"12346"))


by_openpyxl()
by_xlsxwriter()
by_hand()
