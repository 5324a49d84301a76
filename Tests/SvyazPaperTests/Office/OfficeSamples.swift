import SvyazGraph
import SvyazPaper

/// Papers and a deck with every kind of block and slide, with long names and tables longer than a page.
enum OfficeSamples {
  static func mark(isSample: Bool = true, edition: Edition = .working) -> PaperMark {
    PaperMark(
      network: "Сеть школ Самары", day: Day(iso: "2021-04-30") ?? .first, knowledge: nil, definitions: "2020-1",
      edition: edition, dataHash: "0123456789abcdef" + String(repeating: "0", count: 48), isSample: isSample)
  }

  static let school =
    "муниципальное бюджетное общеобразовательное учреждение «Школа № 106 с углублённым изучением отдельных "
    + "предметов имени Героя Советского Союза Д. М. Карбышева» городского округа Самара"

  static var note: Paper {
    var rows: [PaperTable.Row] = []
    for district in ["Кировский", "Промышленный", "Железнодорожный"] {
      rows.append(PaperTable.Row([.bold("\(district) район")], isGroup: true))
      for number in 1...18 {
        let name = number.isMultiple(of: 7) ? school : "МБОУ «Школа № \(number)» г. о. Самара"
        rows.append(
          PaperTable.Row(["\(number)", PaperText(name), "\(number * 37 % 1000)", "\(number * 13 % 100),0 %"]))
      }
    }
    rows.append(PaperTable.Row(["", "Всего", "27 000", "80,0 %"], isTotal: true))
    let columns: [PaperTable.Column] = [
      .init("№", .centre, width: 1), .init("Школа", width: 7), .init("Учеников", .right, width: 2),
      .init("Доля", .right, width: 2),
    ]
    let table = PaperTable(caption: "Таблица 1. Школы с партнёрством", columns: columns, rows: rows)
    let small = PaperTable(
      caption: nil, columns: [.init("Месяц"), .init("Доля, %", .right)],
      rows: [.init(["январь", "70,0"]), .init(["февраль", "76,7"]), .init(["март", "80,0"])])
    let empty = PaperTable(caption: "Таблица 2. Школы без данных", columns: columns, rows: [])
    return Paper(
      id: "note", title: "Аналитическая справка о реализации программы адресной поддержки школ",
      subtitle: "по состоянию на 30.04.2021", mark: mark(),
      blocks: [
        .paragraph("Показатель 9 составляет 80,0 % при цели 90 %: не хватает 3 школ.", .lead),
        .figure(
          value: "80,0 %", caption: "доля школ с низкими результатами, у которых есть сетевое партнёрство",
          state: .short),
        .heading(level: 1, "Что показано"),
        .paragraph(
          PaperText(runs: [
            .init("Показатель считается "), .init("только по названным школам", isBold: true), .init(", "),
            .init("а не по отчётам", isItalic: true),
            .init(
              ". Школа реализует сетевое партнёрство, если у неё есть действующее соглашение и хотя бы одно совместное "
                + "событие за 180 дней до даты расчёта; то же верно для участников межшкольного объединения."),
          ])),
        .heading(level: 2, "Порядок работы"),
        .list(["Подписать соглашения.", "Провести события.", PaperText(school)], isNumbered: true),
        .list(["нет соглашения: 2 школы", "нет события: 1 школа"], isNumbered: false),
        .heading(level: 3, "Второй список начинается с единицы"),
        .list(["Первое.", "Второе."], isNumbered: true),
        .table(table), .table(empty),
        .chart(PaperChart(caption: "Рисунок 1. Ход показателя", drawing: drawing, table: small)),
        .figure(value: "—", caption: "доля обученных заместителей", state: .unknown),
        .figure(value: "100 %", caption: "доля школ с программой развития", state: .reached),
        .paragraph("Источник: сеть школ Самары; определения 2020-1.", .remark),
        .paragraph("по центру", .centred), .paragraph("справа", .right), .pageBreak,
        .heading(level: 1, "Подписи"),
        .signatures([
          .init(role: "Директор муниципального бюджетного учреждения «Центр развития образования»"),
          .init(role: "Начальник отдела", name: "И. И. Иванова"),
        ]),
      ])
  }

  static var annex: Paper {
    let columns: [PaperTable.Column] = [
      .init("№ п/п", .centre, width: 1), .init("Школа с низкими образовательными результатами", width: 5),
      .init("Школа-наставник", width: 5), .init("Предмет", width: 2), .init("Срок", width: 2.4),
      .init("Ответственный", width: 3),
    ]
    let rows = (1...40).map { number in
      PaperTable.Row([
        "\(number)", PaperText(number.isMultiple(of: 9) ? school : "МБОУ «Школа № \(number)»"),
        "МАОУ «Самарский медико-технический лицей»", "математика", "01.09.2020 – 31.08.2021", "зам. директора по УВР",
      ])
    }
    return Paper(
      id: "annex-mentors", title: "Закрепление школ за школами-наставниками", subtitle: "Приложение № 1 к приказу",
      mark: mark(isSample: false, edition: .public), orientation: .landscape,
      blocks: [.table(PaperTable(columns: columns, rows: rows))])
  }

  static var agreement: Paper {
    Paper(
      id: "agreement", title: "Соглашение о сетевом партнёрстве", mark: mark(),
      blocks: [
        .paragraph("г. Самара", .body), .paragraph("«___» ____________ 2021 г.", .right),
        .heading(level: 1, "1. Предмет соглашения"),
        .list(["Стороны сотрудничают.", "Стороны проводят совместные события."], isNumbered: true),
        .heading(level: 1, "2. Стороны"),
        .parties([
          .init(title: "Школа-наставник", lines: [school, "443000, г. Самара, ул. Ленинская, 1", "ИНН 6300000000"]),
          .init(title: "Подопечная школа", lines: ["МБОУ «Школа № 5» г. о. Самара", "тел. (846) 000-00-00"]),
        ]),
        .signatures([
          .init(role: "Директор школы-наставника", name: "А. А. Петрова"), .init(role: "Директор подопечной школы"),
        ]),
      ])
  }

  // MARK: The deck

  static var drawing: Drawing {
    let ink = DrawingColor(0x1F2933)
    let blue = DrawingColor(0x0B4F8A)
    let grey = DrawingColor(0x8595A6)
    var items: [DrawingItem] = [
      .rectangle(x: 0, y: 0, width: 640, height: 260, fill: DrawingColor(0xF3F6F9)),
      .hatching(x: 40, y: 0, width: 600, height: 30, color: grey),
      .line([DrawingPoint(40, 240), DrawingPoint(640, 240)], DrawingStroke(ink)),
      .line(
        [DrawingPoint(40, 54), DrawingPoint(640, 54)], DrawingStroke(DrawingColor(0xC2410C), width: 1.5, dash: [6, 4])),
      .text("цель 90 %", DrawingPoint(636, 50), size: 11, anchor: .end, color: DrawingColor(0xC2410C)),
      .text("недостижимо", DrawingPoint(48, 20), size: 11, isBold: true, color: ink),
    ]
    let values = [41.0, 52, 58, 66.7, 70, 76.7, 80]
    let months = ["окт", "ноя", "дек", "янв", "фев", "мар", "апр"]
    let points = values.enumerated().map { DrawingPoint(80 + Double($0) * 86, 240 - $1 * 2.05) }
    items.append(
      .area(
        [DrawingPoint(80, 240)] + points + [DrawingPoint(80 + 6 * 86, 240)], fill: DrawingColor(0xDCE9F5)))
    items.append(.line(points, DrawingStroke(blue, width: 2)))
    for (index, point) in points.enumerated() {
      items.append(.circle(point, radius: 4, fill: DrawingColor(0xFFFFFF), stroke: DrawingStroke(blue, width: 2)))
      items.append(.text(months[index], DrawingPoint(point.x, 256), size: 11, anchor: .middle, color: ink))
      items.append(
        .text(
          "\(Int(values[index])) %", DrawingPoint(point.x, point.y - 9), size: 11, isBold: true, anchor: .middle,
          color: ink))
    }
    for (index, tick) in [0, 50, 100].enumerated() {
      items.append(
        .text("\(tick)", DrawingPoint(34, 244 - Double(index) * 102), size: 11, anchor: .end, color: ink))
    }
    items.append(
      .rectangle(
        x: 470, y: 190, width: 150, height: 34, radius: 8, fill: DrawingColor(0xFFFFFF), stroke: DrawingStroke(grey)))
    items.append(.text("доля школ", DrawingPoint(480, 212), size: 11, color: ink))
    return Drawing(
      width: 640, height: 260, title: "Ход показателя 9",
      summary: "Доля выросла с 41 % в октябре до 80 % в апреле; цель 90 %.", items: items)
  }

  static var deck: Deck {
    Deck(
      id: "deck", title: "Показатель 9: сетевое партнёрство школ", mark: mark(),
      slides: [
        DeckSlide(
          "Сетевое партнёрство школ Самары: что сделано за год",
          .cover(subtitle: ["Центр развития образования", "30 апреля 2021 года"]), notes: "Поздороваться."),
        DeckSlide(
          "До цели не хватает трёх школ",
          .drawing(
            lead: "Доля выросла с 41 % до 80 % за полгода; при том же темпе цель будет достигнута в июне.", drawing),
          notes: "Сначала вывод.\nПотом рисунок: <&\">."),
        DeckSlide("Кого не хватает", .table(lead: "Трём школам нужно одно событие.", longTable)),
        DeckSlide("Нет строк", .table(lead: nil, PaperTable(caption: nil, columns: [.init("Школа")], rows: []))),
        DeckSlide(
          "Что дальше",
          .bullets([
            "Подписать соглашения с двумя школами.",
            PaperText("Провести ") + .bold("одно событие") + PaperText(" до июня."),
            PaperText(school), "Проверить список.", "Доложить на совещании руководителей.", PaperText(school),
            PaperText(school), PaperText(school), "Последнее.",
          ])),
        DeckSlide(
          "\(school): как школа вышла из перечня школ с низкими образовательными результатами и чему это учит других",
          .drawing(lead: PaperText(school + "; " + school), drawing)),
      ])
  }

  static var longTable: PaperTable {
    var rows: [PaperTable.Row] = []
    for district in ["Кировский район", "Промышленный район"] {
      rows.append(.init([PaperText(district)], isGroup: true))
      for number in 1...9 {
        rows.append(
          .init(["\(number)", PaperText(number == 4 ? school : "МБОУ «Школа № \(number)»"), "нет события", "12"]))
      }
    }
    rows.append(.init(["", "Всего", "", "216"], isTotal: true))
    return PaperTable(
      caption: "Школы без события",
      columns: [
        .init("№", .centre, width: 1), .init("Школа", width: 8), .init("Чего нет", width: 3),
        .init("Дней", .right, width: 1.5),
      ], rows: rows)
  }

  // MARK: Hostile texts

  static let hostileTexts = [
    "<&\">'", "]]>", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;", "\u{0}\u{1}\u{8}\u{1B}\u{7F}\u{85}",
    "\u{202E}ОВЗ\u{202C}", "\u{FFFE}\u{FFFF}", "a\r\n\tb\rc\u{2028}d", "👩‍👩‍👧‍👦🏫", "\u{10FFFF}\u{E0041}", "",
    String(repeating: "Щ", count: 10_000), String(repeating: "школа ", count: 1700), "e\u{301}\u{301}\u{301}",
    "_x0041_",
  ]
}
