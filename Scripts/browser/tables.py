"""A table as a school would send it, with what goes wrong in such tables; and the same one mended."""

import io

from openpyxl import Workbook, load_workbook

NAME = "Партнёрства и ВПР, апрель.xlsx"
PARTNERSHIPS = "Партнёрства"
RESULTS = "ВПР"
# The date that does not exist, the school that nobody has, more who coped than took part.
WRONG_DAY, RIGHT_DAY = "31.02.2021", "28.02.2021"
WRONG_SCHOOL, RIGHT_SCHOOL = "Школа № 9999", "Школа № 50"
WRONG_COUNT, RIGHT_COUNT = 61, 41

ROWS = {
    PARTNERSHIPS: [
        ["Код пары", "Наставник", "Подопечная школа", "Предмет", "Статус", "С", "По", "Соглашение"],
        ["p-40", "Школа № 74", "Школа № 140", "математика", "действует", "29.03.2021", "", "№ 40-п от 25.03.2021"],
        ["p-90", "Школа № 74", "Школа № 24", "математика", "согласовано", WRONG_DAY, "", "№ 90-п от 26.02.2021"],
        ["p-91", "Школа № 124", WRONG_SCHOOL, "русский язык", "предложено", "12.04.2021", "", ""],
    ],
    RESULTS: [
        ["Школа", "Предмет", "Вид работы", "Класс", "Год", "Участников", "Справились"],
        ["Школа № 55", "математика", "ВПР", 6, 2021, 48, WRONG_COUNT],
    ],
}
# Sheet, row as Excel counts it, letter of the column, and the value.
FAULTS = [
    (PARTNERSHIPS, 3, "F", WRONG_DAY), (PARTNERSHIPS, 4, "C", WRONG_SCHOOL), (RESULTS, 2, "G", str(WRONG_COUNT)),
]
RIGHT = [RIGHT_DAY, RIGHT_SCHOOL, RIGHT_COUNT]


def workbook(mended=False):
    """The bytes of the workbook."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in ROWS.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if mended:
        for (sheet, row, column, _), value in zip(FAULTS, RIGHT):
            book[sheet][f"{column}{row}"] = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def remarks(content):
    """Every text of a workbook, and of the notes beside its cells, in one string."""
    book = load_workbook(io.BytesIO(content))
    texts = []
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                texts += [str(cell.value)] if cell.value is not None else []
                texts += [cell.comment.text] if cell.comment else []
    return "\n".join(texts)
