import SvyazTestSupport

/// Tables of words that the intake knows, thrown together as separated text: headings of every table, marks, dates,
/// numbers, titles and what only looks like them.
enum WordTables {
  private static let headings = [
    "Школа;Статус;Дата начала;Дата окончания;Основание",
    "Наименование ОО;Предмет;Процедура;Класс;Год;Участников;Справились",
    "Год;Класс;Предмет;Муниципалитет;ОО;Логин;Кол-во участников;2;3;4;5", "Группы участников;Кол-во участников;2;3;4;5",
    "id;name;number;short_name;kind;district;address;lat;lon;students",
    "Наставник;Подопечная школа;Предмет;Статус;С;По;Договор",
    "Название;Предмет;УМО;Базовая школа;С;По", "ММО;Школа;Роль;С;По",
    "Дата;Вид;Название;Предмет;Место проведения;Организатор",
    "Событие;Школа;Роль;Человек", "Школа;Вид программы;Разработана;С;По",
    "Школа;Год;Группа;Всего;trained_method_service;trained_effective_mode;trained_quality", "Школа;Предмет;Мест",
    "rule;mentee;mentor;subject", "№;Раздел;Мероприятие;Срок с;Срок по;Ответственные;Результат;Выполнено;Подтверждение",
    "id;name;neighbours;lat;lon",
  ]

  private static let words = [
    "МБОУ Школа № 12 г.о. Самара", "школа 12", "СОШ №12", "гимназия 1", "№ 3", "school-1", "а", "НОР",
    "низкие результаты",
    "математика", "русский язык", "ВПР", "ОГЭ", "5", "2020", "64", "12,5", "100", "01.09.2020", "1 сентября 2020 г.",
    "44075",
    "31.02.2020", "Итого", "Всего по городу", "Вся выборка", "Самарская обл.", "городской округ Самара",
    "ВПР 2020. 5 класс",
    "Предмет: Русский язык", "", " ", "\u{A0}", "99999999999999999999", "-1", "=1+1", "%", "1 2 3", "x\ny", "*", "🎒",
    "й",
    "Кировский район", "действует", "закрепить", "семинар", "директор", "ЦРО", "proposed", "0.5", "1e300", "№ п/п",
    "\u{306}",
  ]

  static func table(using generator: inout SeededGenerator) -> [UInt8] {
    var lines: [[String]] = []
    for _ in 0..<Int.random(in: 0...3, using: &generator) { lines.append([word(&generator)]) }
    var heading = (headings.randomElement(using: &generator) ?? "").split(separator: ";").map(String.init)
    if Int.random(in: 0..<3, using: &generator) == 0 { heading.shuffle(using: &generator) }
    if Int.random(in: 0..<4, using: &generator) == 0 { heading[0] = word(&generator) }
    lines.append(heading)
    for _ in 0..<Int.random(in: 0...12, using: &generator) {
      lines.append(heading.map { _ in word(&generator) })
    }
    if Int.random(in: 0..<6, using: &generator) == 0 { lines.append(heading) }
    let separator = [";", "\t", ","].randomElement(using: &generator) ?? ";"
    let text = lines.map { $0.map { cell($0, separator) }.joined(separator: separator) }.joined(separator: "\n")
    return Array(text.utf8)
  }

  private static func word(_ generator: inout SeededGenerator) -> String {
    words.randomElement(using: &generator) ?? ""
  }

  private static func cell(_ text: String, _ separator: String) -> String {
    text.contains(separator) || text.contains("\n") ? "\"\(text)\"" : text
  }
}
