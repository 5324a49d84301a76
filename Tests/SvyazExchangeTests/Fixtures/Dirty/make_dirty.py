"""Writes the dirty files of this folder and expected.json: what each must give.

    python3 -m venv venv && venv/bin/pip install openpyxl xlsxwriter && venv/bin/python make_dirty.py

Every file is named after its trouble. The schools are those of graphs/samara-2020. The expectations are written by
hand here, beside the file that they are for, and never copied from what the intake says.
"""
import csv
import datetime
import io
import json
import pathlib
import zipfile

import openpyxl
import xlsxwriter

FOLDER = pathlib.Path(__file__).parent
EXPECTED = []
STAMP = datetime.datetime(2020, 9, 1)


def expect(file, rows=0, cells=(), faults=(), questions=(), notices=(), error=None, table=None, defaults=None):
    """`cells`: whole rows as «table: a,b,c», `~` for a cell that the sheet does not say."""
    EXPECTED.append(dict(
        file=file, rows=rows, cells=list(cells), faults=list(faults), questions=list(questions),
        notices=list(notices), error=error, table=table, defaults=defaults or {}))


def fault(row, column, value="", expected="", remedy="", sheet=None):
    """`value` in full, `expected` and `remedy` in part."""
    return dict(sheet=sheet, row=row, column=column, value=value, expected=expected, remedy=remedy)


def question(text, *candidates):
    """`candidates` that must come first, in this order."""
    return dict(text=text, candidates=list(candidates))


def text(file, rows, encoding="utf-8", separator=";", line="\r\n", raw=None):
    if raw is None:
        stream = io.StringIO()
        csv.writer(stream, delimiter=separator, lineterminator=line).writerows(rows)
        raw = stream.getvalue()
    (FOLDER / file).write_bytes(raw.encode(encoding))


def book(file, sheets, merges=(), formats=None):
    """`sheets`: name → rows; `formats`: (row, column) → number format."""
    workbook = xlsxwriter.Workbook(FOLDER / file)
    workbook.set_properties({"created": STAMP})
    for name, rows in sheets.items():
        sheet = workbook.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                form = workbook.add_format({"num_format": formats[(number, column)]}) if (
                    formats and (number, column) in formats) else None
                if value is None:
                    continue
                if isinstance(value, (datetime.date, datetime.datetime)):
                    sheet.write_datetime(number, column, value, form or workbook.add_format({"num_format": "dd.mm.yyyy"}))
                elif isinstance(value, bool):
                    sheet.write_boolean(number, column, value)
                elif isinstance(value, (int, float)):
                    sheet.write_number(number, column, value, form)
                else:
                    sheet.write_string(number, column, value)
        for merged in merges:
            sheet.merge_range(*merged[:4], merged[4])
    workbook.close()


def parts(file, files):
    with zipfile.ZipFile(FOLDER / file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (2020, 9, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)


STATUS = ["Школа", "Статус", "Дата начала"]
STATUS_12 = "statuses: school-12,low_result,2020-09-01,~,~"
STATUS_24 = "statuses: school-24,adverse,2019-09-01,~,~"
RESULT = ["ОО", "Предмет", "Процедура", "Класс", "Год", "Участников", "Справились"]

# --- Encodings, separators -----------------------------------------------------------------------------------------

text("cp1251-semicolon-decimal-comma.csv", [
    ["Год", "Класс", "Предмет", "Муниципалитет", "ОО", "Логин", "Кол-во участников", "2", "3", "4", "5"],
    ["2020", "5", "Русский язык", "городской округ Самара", "МБОУ Школа № 12 г.о. Самара", "sch633012", "64", "12,5",
     "37,5", "34,38", "15,63"],
    ["2020", "5", "Математика", "городской округ Самара", "МБОУ Школа № 24 г.о. Самара", "sch633024", "40", "10",
     "40", "32,5", "17,5"],
], encoding="cp1251")
expect("cp1251-semicolon-decimal-comma.csv", 2, [
    "results: school-12,russian,vpr,5,2020,64,56",
    "results: school-24,mathematics,vpr,5,2020,40,36",
], notices=["«Логин»"], defaults={"assessment": "vpr"})

text("utf8-bom-comma-quoted-names.csv", [
    STATUS, ['МБОУ Школа № 10 "Успех" г.о. Самара', "НОР", "01.09.2020"],
    ["ЧОУ Лицей №1 \"Спутник\"", "риск", "01.09.2020"],
], encoding="utf-8-sig", separator=",")
expect("utf8-bom-comma-quoted-names.csv", 2, [
    "statuses: school-10,low_result,2020-09-01,~,~", "statuses: licey-1,risk,2020-09-01,~,~"])

text("utf16le-tab.txt", [STATUS, ["Школа № 12", "НОР", "01.09.2020"], ["Школа № 24", "ШНСУ", "1.9.19"]],
     encoding="utf-16", separator="\t")
expect("utf16le-tab.txt", 2, [STATUS_12, STATUS_24])

text("utf16be-bom-semicolon.csv", [], encoding="utf-16-be",
     raw="\ufeff" + "\r\n".join(["Школа;Статус;Дата начала", "Школа № 12;НОР;01.09.2020", ""]))
expect("utf16be-bom-semicolon.csv", 1, [STATUS_12])

text("mac-line-ends-tab.csv", [STATUS, ["Школа № 12", "НОР", "01.09.2020"], ["Школа № 24", "ШНСУ", "01.09.2019"]],
     separator="\t", line="\r")
expect("mac-line-ends-tab.csv", 2, [STATUS_12, STATUS_24])

text("line-breaks-in-headings.csv", [
    ["Наименование\nобразовательной\nорганизации", "Статус\nшколы", "Дата\u00a0начала\nдействия*", "Основание (приказ)"],
    ["Школа № 12", "НОР", "01.09.2020", "Приказ № 149-од\nот 08.05.2020"],
])
expect("line-breaks-in-headings.csv", 1, [
    "statuses: school-12,low_result,2020-09-01,~,Приказ № 149-од от 08.05.2020"])

# --- Headings ------------------------------------------------------------------------------------------------------

book("merged-two-row-heading.xlsx", {"Результаты": [
    ["Результаты ОГЭ 2020, 9 класс"], [],
    ["№ п/п", "Образовательная организация", "Предмет", "Количество учеников", None],
    [None, None, None, "участников, чел.", "справились, чел."],
    [1, 2, 3, 4, 5],
    [1, "МБОУ Школа № 12 г.о. Самара", "Математика", 64, 50],
    [2, "МБОУ СОШ № 101 г.о. Самара", "русск. яз.", 81, 77],
    [None, "ИТОГО", None, 145, 127],
]}, merges=[(2, 0, 3, 0, "№ п/п"), (2, 1, 3, 1, "Образовательная организация"), (2, 2, 3, 2, "Предмет"),
            (2, 3, 2, 4, "Количество учеников")])
expect("merged-two-row-heading.xlsx", 2, [
    "results: school-12,mathematics,oge,9,2020,64,50", "results: school-101,russian,oge,9,2020,81,77",
], notices=["строки итогов: 1 (строки 8)", "строки с номерами столбцов: 1 (строки 5)"])

text("two-row-heading-without-merges.csv", [
    ["Школа", "Статус", "Период", "", "Основание"],
    ["", "", "с", "до", ""],
    ["Школа № 12", "НОР", "01.09.2020", "01.09.2021", "приказ"],
    ["Школа № 24", "ШНСУ", "01.09.2019", "", ""],
])
expect("two-row-heading-without-merges.csv", 2, [
    "statuses: school-12,low_result,2020-09-01,2021-09-01,приказ", "statuses: school-24,adverse,2019-09-01,,"])

book("title-and-notes-above-heading.xlsx", {"Список": [
    ["Приложение № 1"], ["к приказу Департамента образования"], [], ["Перечень школ с низкими результатами"], [],
    ["№", "Школа", "Категория", "Действует с"],
    [1, "Школа № 12", "НОР", "01.09.2020"], [2, "Школа № 24", "ШНСУ", "01.09.2019"],
]})
expect("title-and-notes-above-heading.xlsx", 2, [STATUS_12, STATUS_24])

text("columns-in-another-order-english.csv", [
    ["From", "To", "Basis", "STATUS", "School"], ["2020-09-01", "", "order", "low_result", "school-12"]], separator=",")
expect("columns-in-another-order-english.csv", 1, ["statuses: school-12,low_result,2020-09-01,,order"])

text("unknown-column.csv", [STATUS + ["Телефон директора"], ["Школа № 12", "НОР", "01.09.2020", "123"]])
expect("unknown-column.csv", 1, [STATUS_12], notices=["«Телефон директора»"])

text("data-without-heading-in-a-column.csv", [STATUS, ["Школа № 12", "НОР", "01.09.2020", "проверить!"]])
expect("data-without-heading-in-a-column.csv", 1, [STATUS_12], notices=["столбцы без заголовка не читались: D"])

book("duplicate-column.xlsx", {"Лист1": [
    ["Школа", "Наименование ОО", "Статус", "Дата начала"], ["Школа № 12", "Школа № 24", "НОР", "01.09.2020"]]})
expect("duplicate-column.xlsx", faults=[
    fault(1, "B", "Наименование ОО", "один столбец одного смысла", "Уберите один из двух", sheet="Лист1")])

book("no-heading.xlsx", {"Лист1": [["Школа № 12", "НОР", "01.09.2020"], ["Школа № 24", "ШНСУ", "01.09.2020"]]})
expect("no-heading.xlsx", faults=[
    fault(0, None, "Школа № 12 | НОР | 01.09.2020", "строка заголовков", "Поставьте над данными строку", sheet="Лист1")])

book("missing-date-column.xlsx", {"Лист1": [["Школа", "Статус"], ["Школа № 12", "НОР"]]})
expect("missing-date-column.xlsx", faults=[
    fault(1, None, "Школа | Статус", "«дата начала»", "--from", sheet="Лист1")])

text("schools-only-list-with-defaults.txt", [["Перечень школ"], ["МБОУ Школа № 12 г.о. Самара"], ["школа 24"]])
expect("schools-only-list-with-defaults.txt", 2, [
    "statuses: school-12,low_result,2020-09-01,~,Приказ № 149-од",
    "statuses: school-24,low_result,2020-09-01,~,Приказ № 149-од",
], defaults={"status": "low_result", "from": "2020-09-01", "basis": "Приказ № 149-од"})

text("schools-only-list-without-defaults.csv", [["Школа"], ["Школа № 12"]])
expect("schools-only-list-without-defaults.csv", faults=[
    fault(1, None, "Школа", "«статус», «дата начала»", "--status ЗНАЧЕНИЕ, --from ЗНАЧЕНИЕ")])

book("empty-sheet-beside-data.xlsx", {"Лист1": [STATUS, ["Школа № 12", "НОР", "01.09.2020"]], "Лист2": []})
expect("empty-sheet-beside-data.xlsx", 1, [STATUS_12], notices=["Лист «Лист2»: данных нет."])

# --- Dates and numbers ---------------------------------------------------------------------------------------------

book("excel-serial-dates.xlsx", {"Лист1": [
    STATUS, ["Школа № 12", "НОР", 44075], ["Школа № 24", "ШНСУ", "43709"],
    ["Школа № 5", "НОР", datetime.datetime(2020, 9, 1, 13, 30)]]})
expect("excel-serial-dates.xlsx", 3, [
    STATUS_12, STATUS_24, "statuses: school-5,low_result,2020-09-01,~,~"])

text("dates-written-in-many-ways.csv", [
    STATUS + ["Дата окончания"],
    ["Школа № 12", "НОР", "1 сентября 2020 г.", "01/09/2021"], ["Школа № 24", "НОР", "1.9.20", "2021-09-01"],
    ["Школа № 5", "НОР", "2020-09-01T00:00:00", "—"], ["Школа № 6", "НОР", "01.09.2020 0:00:00", "бессрочно"]])
expect("dates-written-in-many-ways.csv", 4, [
    "statuses: school-12,low_result,2020-09-01,2021-09-01,~", "statuses: school-24,low_result,2020-09-01,2021-09-01,~",
    "statuses: school-5,low_result,2020-09-01,,~", "statuses: school-6,low_result,2020-09-01,,~"])

text("impossible-dates.csv", [
    STATUS, ["Школа № 12", "НОР", "31.09.2020"], ["Школа № 24", "НОР", "2020"], ["Школа № 5", "НОР", "09/25/2020"],
    ["Школа № 6", "НОР", "сентябрь 2020"], ["Школа № 7", "НОР", ""]])
expect("impossible-dates.csv", faults=[
    fault(2, "C", "31.09.2020", "дата, например 01.09.2020", "Впишите день, месяц и год"),
    fault(3, "C", "2020", "дата", "Впишите день"), fault(4, "C", "09/25/2020", "дата", "Впишите день"),
    fault(5, "C", "сентябрь 2020", "дата", "Впишите день"), fault(6, "C", "", "дата", "--from")])

text("last-day-inclusive.csv", [["Школа", "Статус", "с", "по"], ["Школа № 12", "НОР", "01.09.2020", "31.08.2021"]])
expect("last-day-inclusive.csv", 1, ["statuses: school-12,low_result,2020-09-01,2021-09-01,~"],
       notices=["окончанием записан следующий за ним день"])

book("numbers-as-text-with-units.xlsx", {"Школы": [
    ["id", "Кол-во обучающихся, чел.", "Широта", "Долгота"],
    ["school-12", "1\u00a0059 чел.", "53,1917", "50,11538"], ["school-24", 395.0, 53.15145, 50.07003]]})
expect("numbers-as-text-with-units.xlsx", 2, [
    "schools: school-12,~,~,~,~,~,~,53.1917,50.11538,1059", "schools: school-24,~,~,~,~,~,~,53.15145,50.07003,395"])

text("bad-numbers.csv", [
    RESULT, ["Школа № 12", "математика", "ОГЭ", "9", "2020", "много", "5"],
    ["Школа № 24", "математика", "ОГЭ", "13", "2020", "20", "5"],
    ["Школа № 5", "математика", "ОГЭ", "9", "2020/2021", "20", "5"],
    ["Школа № 6", "математика", "ОГЭ", "9", "2020", "20", "25"],
    ["Школа № 7", "математика", "ОГЭ", "9", "2020", "12,5", "5"],
    ["Школа № 8", "математика", "ОГЭ", "9", "2020", "99999999999999999999", "5"]])
expect("bad-numbers.csv", faults=[
    fault(2, "F", "много", "целое число", "Впишите целое число"), fault(3, "D", "13", "от 1 до 12", "номер класса"),
    fault(4, "E", "2020/2021", "год от 1900", "учебного года"), fault(5, "G", "25", "не больше участников (20)", "Сверьте"),
    fault(6, "F", "12,5", "целое число", "Впишите целое число"),
    fault(7, "F", "99999999999999999999", "целое число", "Впишите целое число")])

workbook = openpyxl.Workbook()
sheet = workbook.active
sheet.title = "Лист1"
for row in [RESULT, ["Школа № 12", "математика", "ОГЭ", 9, 2020, "#N/A", 5], ["Школа № 24", "математика", "ОГЭ", 9, 2020, 20, "#REF!"]]:
    sheet.append(row)
sheet["F2"].data_type = "e"
sheet["G3"].data_type = "e"
workbook.properties.created = workbook.properties.modified = STAMP
workbook.save(FOLDER / "error-values.xlsx")
expect("error-values.xlsx", faults=[
    fault(2, "F", "#N/A", "целое число", "ошибка электронной таблицы", sheet="Лист1"),
    fault(3, "G", "#REF!", "целое число", "ошибка электронной таблицы", sheet="Лист1")])

# --- Rows that are no data -----------------------------------------------------------------------------------------

text("totals-row-inside.csv", [
    RESULT, ["Школа № 12", "математика", "ОГЭ", "9", "2020", "64", "50"], ["Итого по району", "", "", "", "", "64", "50"],
    ["Школа № 24", "математика", "ОГЭ", "9", "2020", "40", "30"], ["ВСЕГО", "", "", "", "", "104", "80"],
    ["Среднее", "", "", "", "", "52", "40"]])
expect("totals-row-inside.csv", 2, [
    "results: school-12,mathematics,oge,9,2020,64,50", "results: school-24,mathematics,oge,9,2020,40,30",
], notices=["строки итогов: 3 (строки 3, 5, 6)"])

text("blank-rows-and-footnotes.csv", [
    STATUS, ["Школа № 12", "НОР", "01.09.2020"], ["", "", ""], [" ", "\u00a0", ""], ["Школа № 24", "ШНСУ", "01.09.2019"],
    ["", "", ""], ["* по приказу № 149-од"], ["Примечание: список уточняется"],
    ["Исполнитель: Иванова, тел. 333-33-33"]])
expect("blank-rows-and-footnotes.csv", 2, [STATUS_12, STATUS_24], notices=["примечания и подписи: 3 (строки 7, 8, 9)"])

book("heading-repeated-on-each-page.xlsx", {"Лист1": [
    STATUS, ["Школа № 12", "НОР", "01.09.2020"], STATUS, ["Школа № 24", "ШНСУ", "01.09.2019"]]})
expect("heading-repeated-on-each-page.xlsx", 2, [STATUS_12, STATUS_24], notices=["повторы заголовка: 1 (строки 3)"])

text("districts-as-section-rows.csv", [
    STATUS, ["Ленинский район"], ["Школа № 12", "НОР", "01.09.2020"], ["Куйбышевский внутригородской район"],
    ["Школа № 24", "ШНСУ", "01.09.2019"]])
expect("districts-as-section-rows.csv", 2, [STATUS_12, STATUS_24], notices=["строки-заголовки разделов: 2 (строки 2, 4)"])

book("value-merged-over-rows.xlsx", {"Лист1": [
    STATUS, ["Школа № 12", "НОР", "01.09.2020"], ["Школа № 24", None, None], ["Школа № 5", None, None]]},
    merges=[(1, 1, 3, 1, "НОР"), (1, 2, 3, 2, "01.09.2020")])
expect("value-merged-over-rows.xlsx", 3, [
    STATUS_12, "statuses: school-24,low_result,2020-09-01,~,~", "statuses: school-5,low_result,2020-09-01,~,~"])

# --- Names of schools ----------------------------------------------------------------------------------------------

text("number-shared-by-two-schools.csv", [
    STATUS, ["3", "НОР", "01.09.2020"], ["гимназия 3", "НОР", "01.09.2020"], ["школа №3", "НОР", "01.09.2020"],
    ["№ 12", "НОР", "01.09.2020"]])
expect("number-shared-by-two-schools.csv", 3, [
    "statuses: gimnazia-3,low_result,2020-09-01,~,~", "statuses: school-3,low_result,2020-09-01,~,~", STATUS_12,
], questions=[question("3", "gimnazia-3", "school-3")])

text("latin-lookalike-letters.csv", [STATUS, ["MБOУ Шкoлa № 12 г.o. Caмapa", "НОP", "01.09.2020"]])
expect("latin-lookalike-letters.csv", 1, [STATUS_12])

text("school-names-in-many-styles.csv", [STATUS] + [[name, "НОР", "01.09.2020"] for name in [
    "МБОУ Школа № 12 г.о. Самара", "школа 12", "СОШ №12", "школа-12", "school-12",
    "Муниципальное бюджетное общеобразовательное учреждение «Школа № 12» городского округа Самара",
    "МБОУ «Школа N 12» г. Самара", "Школа № 12 имени 70-летия Победы"]])
expect("school-names-in-many-styles.csv", 8, [STATUS_12], notices=["Названия школ, понятые по виду и номеру"])

text("misspelt-and-unknown-schools.csv", [
    STATUS, ["Шокла № 12", "НОР", "01.09.2020"], ["Школа № 999", "НОР", "01.09.2020"],
    ["Гимназия № 12", "НОР", "01.09.2020"], ["Школа № 12а", "НОР", "01.09.2020"],
    ["Школа № 12, Тольятти", "НОР", "01.09.2020"], ["Детский сад № 12", "НОР", "01.09.2020"]])
expect("misspelt-and-unknown-schools.csv", questions=[
    question("Шокла № 12", "school-12"), question("Школа № 999"), question("Гимназия № 12", "school-12"),
    question("Школа № 12а", "school-12"), question("Школа № 12, Тольятти", "school-12"),
    question("Детский сад № 12", "school-12")])

text("new-school-in-schools.csv", [
    ["Наименование ОО", "Район", "Адрес"], ["МБОУ Школа № 180 г.о. Самара", "Кировский внутригородской район", "ул. Новая, 1"],
    ["МБОУ Школа № 12 г.о. Самара", "Ленинский", "ул. Красноармейская"], ["Лицей «Рассвет»", "Самарский район", "—"],
    ["Шкала № 12", "Ленинский", ""]])
expect("new-school-in-schools.csv", 3, [
    "schools: school-180,180,МБОУ Школа № 180 г.о. Самара,~,школа,kirovsky,ул. Новая\\, 1,~,~,~",
    "schools: school-12,~,~,~,~,leninsky,ул. Красноармейская,~,~,~",
    "schools: licey-rassvet,~,Лицей «Рассвет»,~,лицей,samarsky,,~,~,~",
], questions=[question("Шкала № 12", "school-12")], notices=["новая школа «МБОУ Школа № 180 г.о. Самара» → school-180"])

book("new-school-used-by-another-sheet.xlsx", {
    "Статусы": [STATUS, ["Школа № 180", "риск", "01.09.2020"]],
    "Школы": [["id", "Наименование ОО"], ["school-180", "МБОУ Школа № 180 г.о. Самара"]]})
expect("new-school-used-by-another-sheet.xlsx", 2, [
    "schools: school-180,~,МБОУ Школа № 180 г.о. Самара,~,~,~,~,~,~,~", "statuses: school-180,risk,2020-09-01,~,~"])

text("unknown-district.csv", [["id", "Район"], ["school-12", "Пролетарский"], ["school-24", "куйбышевского района"]])
expect("unknown-district.csv", 1, ["schools: school-24,~,~,~,~,kuybyshevsky,~,~,~,~"], faults=[
    fault(2, "B", "Пролетарский", "«Кировский»", "добавьте район")], table="schools")

# --- FIS OKO -------------------------------------------------------------------------------------------------------

FIS = ["Группы участников", "Кол-во участников", "2", "3", "4", "5"]
GROUPS = [["Вся выборка", 1443217, 15.52, 39.51, 33.29, 11.68], ["Самарская обл.", 28910, 11.6, 38.2, 36.1, 14.1],
          ["городской округ Самара", 9540, 12.1, 38.0, 35.8, 14.1]]


def fis(file, schools, titles=("ВПР 2020. 5 класс", "Предмет: Русский язык", "Дата: 14.09.2020"), sheet="Статистика по отметкам",
        groups=GROUPS):
    book(file, {sheet: [["Статистика по отметкам"]] + [[title] for title in titles] + [FIS] + groups + schools})


fis("fis-oko-percents.xlsx", [
    ["МБОУ Школа № 12 г.о. Самара (sch633012)", 64, 12.5, 37.5, 34.38, 15.63],
    ["МБОУ Школа № 24 г.о. Самара (sch633024)", 7, 14.29, 28.57, 42.86, 14.29]])
expect("fis-oko-percents.xlsx", 2, [
    "results: school-12,russian,vpr,5,2020,64,56", "results: school-24,russian,vpr,5,2020,7,6",
], notices=["строки групп школ (выборка, регион, муниципалитет, район): 3 (строки 6, 7, 8)"])

# Cells that show 12,5 % hold 0.125.
fis("fis-oko-percent-format.xlsx", [
    ["МБОУ Школа № 12 г.о. Самара", 64, 0.125, 0.375, 0.3438, 0.1563], ["Школа № 24", 20, 0, 1, 0, 0]],
    groups=[["Вся выборка", 1443217, 0.1552, 0.3412, 0.3314, 0.1722]])
expect("fis-oko-percent-format.xlsx", 2, [
    "results: school-12,russian,vpr,5,2020,64,56", "results: school-24,russian,vpr,5,2020,20,20"])

fis("fis-oko-percent-sums-101.xlsx", [
    ["МБОУ Школа № 12 г.о. Самара", 64, 12.5, 38.0, 34.5, 16.0], ["МБОУ Школа № 24 г.о. Самара", 40, 10.0, 40.0, 32.5, 27.5]])
expect("fis-oko-percent-sums-101.xlsx", 1, ["results: school-12,russian,vpr,5,2020,64,56"], faults=[
    fault(10, "C", "сумма по отметкам: 110", "равная 100 % (±1) или числу участников (40)", "Сверьте отметки",
          sheet="Статистика по отметкам")])

fis("fis-oko-grade-by-earlier-programme.xlsx", [["Школа № 12", 64, 12.5, 37.5, 34.38, 15.63]],
    titles=("ВПР 2020. 6 класс (по программе 5 класса)", "Предмет: Математика", "Дата: 14.09.2020"))
expect("fis-oko-grade-by-earlier-programme.xlsx", 1, ["results: school-12,mathematics,vpr,6,2020,64,56"])

fis("fis-oko-without-titles.xlsx", [["Школа № 12", 64, 12.5, 37.5, 34.38, 15.63]], titles=(), sheet="Лист1")
expect("fis-oko-without-titles.xlsx", faults=[
    fault(2, None, "Группы участников | Кол-во участников | 2 | 3 | 4 | 5", "«предмет», «процедура",
          "--subject ЗНАЧЕНИЕ, --assessment ЗНАЧЕНИЕ, --grade ЗНАЧЕНИЕ, --year ЗНАЧЕНИЕ", sheet="Лист1")])

book("fis-oko-titles-in-sheet-name-and-defaults.xlsx", {"ВПР 2020 5 класс": [
    FIS, ["Вся выборка", 100, 25, 25, 25, 25], ["Школа № 12", 64, 12.5, 37.5, 34.38, 15.63]]})
expect("fis-oko-titles-in-sheet-name-and-defaults.xlsx", 1, ["results: school-12,russian,vpr,5,2020,64,56"],
       defaults={"subject": "russian"})

fis("fis-oko-other-municipality.xlsx", [
    ["Школа № 12", 64, 12.5, 37.5, 34.38, 15.63], ["городской округ Тольятти", 5000, 25, 25, 25, 25],
    ["МБУ Школа № 24", 40, 10, 40, 32.5, 17.5]])
expect("fis-oko-other-municipality.xlsx", 1, ["results: school-12,russian,vpr,5,2020,64,56"],
       notices=["пропущены строки других муниципалитетов: 1 (строки 11)"])

book("fis-oko-two-subjects-on-one-sheet.xlsx", {"Лист1": [
    ["ВПР 2020. 5 класс"], ["Предмет: Русский язык"], FIS, ["Школа № 12", 64, 12.5, 37.5, 34.38, 15.63], [],
    ["Предмет: Математика"], FIS, ["Школа № 12", 40, 10, 40, 32.5, 17.5]]})
expect("fis-oko-two-subjects-on-one-sheet.xlsx", 2, [
    "results: school-12,russian,vpr,5,2020,64,56", "results: school-12,mathematics,vpr,5,2020,40,36"])

text("regional-table-counts-and-zero-participants.csv", [
    ["Год", "Класс", "Предмет", "Муниципалитет", "ОО", "Логин", "Кол-во участников", "2", "3", "4", "5"],
    ["2020", "5", "Русский язык", "г.о. Самара", "Школа № 12", "sch1", "64", "8", "24", "22", "10"],
    ["2020", "5", "Русский язык", "г.о. Самара", "Школа № 24", "sch2", "100", "10", "40", "30", "20"],
    ["2020", "5", "Русский язык", "г.о. Самара", "Школа № 5", "sch3", "0", "0", "0", "0", "0"],
    ["2020", "5", "Русский язык", "г.о. Тольятти", "Школа № 6", "sch4", "50", "10", "20", "10", "10"]])
expect("regional-table-counts-and-zero-participants.csv", 2, [
    "results: school-12,russian,vpr,5,2020,64,56", "results: school-24,russian,vpr,5,2020,100,90",
], notices=["пропущены строки, где участников 0: 1 (строки 4)", "пропущены строки других муниципалитетов: 1 (строки 5)"],
    defaults={"assessment": "vpr"})

text("only-quality-percent.csv", [
    ["Школа", "Предмет", "Процедура", "Класс", "Год", "Участников", "% справившихся"],
    ["Школа № 12", "математика", "ОГЭ", "9", "2020", "64", "87,5"]])
expect("only-quality-percent.csv", faults=[
    fault(1, None, "Школа | Предмет | Процедура | Класс | Год | Участников | % справившихся", "«справились»", "Процента мало")])

text("unknown-subject-and-word.csv", [
    RESULT, ["Школа № 12", "музыка", "ОГЭ", "9", "2020", "64", "50"], ["Школа № 24", "математика", "зачёт", "9", "2020", "64", "50"]])
expect("unknown-subject-and-word.csv", faults=[
    fault(2, "B", "музыка", "«математика»", "добавьте его в сеть"), fault(3, "C", "зачёт", "«ВПР», «ОГЭ», «ЕГЭ»", "Замените")])

# --- Other tables --------------------------------------------------------------------------------------------------

book("partnerships-without-ids.xlsx", {"Пары": [
    ["Школа-наставник", "Подопечная школа", "Предмет", "Состояние", "Начало", "Номер договора"],
    ["Гимназия № 133", "Школа № 171", "вся школа", "завершено", datetime.date(2020, 6, 8), "№ 2-п от 03.06.2020"],
    ["Лицей «Технический»", "школа 12", "Математика", "действует", datetime.date(2020, 9, 1), None]]})
expect("partnerships-without-ids.xlsx", 2, [
    "partnerships: p-02,gimnazia-133,school-171,,completed,2020-06-08,~,№ 2-п от 03.06.2020",
    "partnerships: p-licey-tekhnichesky-school-12-mathematics-2020-09-01,licey-tekhnichesky,school-12,mathematics,active,2020-09-01,~,"])

text("events-with-russian-words.csv", [
    ["Дата проведения", "Форма", "Тема", "На базе", "Организатор", "ММО"],
    ["15.10.2020", "мастер-класс", "Приёмы чтения", "Гимназия № 3", "ЦРО", "mmo-mathematics-1"],
    ["27.08.2020", "конференция", "Августовская конференция: школы, которым помогают коллеги", "", "ЦРО", ""]])
expect("events-with-russian-words.csv", 2, [
    "events: event-03,conference,Августовская конференция: школы\\, которым помогают коллеги,2020-08-27,~,,,~,ЦРО"])

text("pins-and-bans.csv", [
    ["Действие", "Школа НОР", "Наставник", "Предмет"], ["закрепить", "Школа № 12", "Гимназия № 3", "математика"],
    ["запретить", "Школа № 24", "Лицей Классический", ""]])
expect("pins-and-bans.csv", 2, [
    "constraints: pin,school-12,gimnazia-3,mathematics", "constraints: ban,school-24,licey-klassichesky,"])

# --- Files that are hostile or broken ------------------------------------------------------------------------------

text("formula-injection.csv", [
    STATUS + ["Основание"], ["Школа № 12", "НОР", "01.09.2020", "=HYPERLINK(\"http://evil\";\"приказ\")"],
    ["=cmd|' /C calc'!A0", "НОР", "01.09.2020", "+1"]])
expect("formula-injection.csv", 1, [
    "statuses: school-12,low_result,2020-09-01,~,=HYPERLINK(\"http://evil\";\"приказ\")"],
    questions=[question("=cmd|' /C calc'!A0")])

book("valid-before-it-is-damaged.xlsx", {"Лист1": [STATUS, ["Школа № 12", "НОР", "01.09.2020"]]})
whole = (FOLDER / "valid-before-it-is-damaged.xlsx").read_bytes()
(FOLDER / "valid-before-it-is-damaged.xlsx").unlink()
(FOLDER / "truncated.xlsx").write_bytes(whole[: len(whole) // 2])
expect("truncated.xlsx", error="sheet.damaged")

(FOLDER / "old-xls.xls").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504))
expect("old-xls.xls", error="sheet.unsupported")

(FOLDER / "html-named-xls.xls").write_text("<html><table><tr><td>Школа</td></tr></table></html>", encoding="utf-8")
expect("html-named-xls.xls", error="sheet.unsupported")

(FOLDER / "empty-file.csv").write_bytes(b"")
expect("empty-file.csv", error="sheet.unsupported")

text("unclosed-quote.csv", [], raw="Школа;Статус;Дата начала\r\n\"Школа № 12;НОР;01.09.2020\r\n")
expect("unclosed-quote.csv", error="sheet.badText")

TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"""
RELS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/></Relationships>"""
WORKBOOK = """<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"""
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def raw_book(file, sheet):
    parts(file, {"[Content_Types].xml": TYPES, "_rels/.rels": RELS % ("officeDocument", "xl/workbook.xml"),
                 "xl/workbook.xml": WORKBOOK, "xl/_rels/workbook.xml.rels": RELS % ("worksheet", "worksheets/sheet1.xml"),
                 "xl/worksheets/sheet1.xml": sheet})


raw_book("zip-bomb.xlsx", f'<worksheet xmlns="{MAIN}"><sheetData>' + "<row><c><v>1</v></c></row>" * 380_000 + "</sheetData></worksheet>")
expect("zip-bomb.xlsx", error="sheet.tooLarge")

raw_book("doctype-entity.xlsx", f'<!DOCTYPE x [<!ENTITY a "Школа № 12">]><worksheet xmlns="{MAIN}"><sheetData>'
         '<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>')
expect("doctype-entity.xlsx", error="sheet.damaged")

(FOLDER / "expected.json").write_text(json.dumps(EXPECTED, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
print(len(EXPECTED), "files,", sum(path.stat().st_size for path in FOLDER.iterdir()), "bytes, largest",
      max(path.stat().st_size for path in FOLDER.iterdir()))
