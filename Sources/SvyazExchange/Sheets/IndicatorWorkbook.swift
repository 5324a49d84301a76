public import SvyazGraph
public import SvyazIndicators

/// The indicators as a workbook with live numbers: the summary computes its counts, shares and gaps from the sheets that
/// name the schools, so that a corrected cell moves the figure.
public enum IndicatorWorkbook {
  /// - Parameters:
  ///   - facts: what stands on the last sheet: titles and values in Russian.
  ///   - edition: `public` leaves out the sheets that name schools; then the summary holds plain numbers.
  /// - Returns: the bytes of an `.xlsx` file, equal for equal arguments.
  public static func write(
    _ sheet: IndicatorSheet, network: Network, facts: [(title: String, value: String)], edition: Edition
  ) throws(WorkbookWriteError) -> [UInt8] {
    let writer = try WorkbookWriter()
    let book = BookWriter(sheet: sheet, network: network, facts: facts, edition: edition, writer: writer)
    try book.writeSummary()
    try book.writeCourse()
    if edition == .working {
      for indicator in sheet.indicators { try book.writeNames(indicator) }
      try book.writeMissing()
    }
    try book.writeDefinitions()
    try book.writeFacts()
    return try writer.finish()
  }
}

private struct BookWriter {
  let sheet: IndicatorSheet
  let network: Network
  let facts: [(title: String, value: String)]
  let edition: Edition
  let writer: WorkbookWriter
  private let schools: [SchoolID: School]
  private let districts: [DistrictID: String]

  init(
    sheet: IndicatorSheet, network: Network, facts: [(title: String, value: String)], edition: Edition,
    writer: WorkbookWriter
  ) {
    self.sheet = sheet
    self.network = network
    self.facts = facts
    self.edition = edition
    self.writer = writer
    schools = Dictionary(network.schools.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    districts = Dictionary(network.districts.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  private var title: String { "Показатели на \(sheet.day.russian). \(network.name)" }

  private func addSheet(_ name: String, _ header: [String]) throws(WorkbookWriteError) -> SheetWriter {
    let sheet = try writer.addSheet(named: name, header: header)
    sheet.layOutForPrint(title: title)
    return sheet
  }

  private func name(of indicator: Indicator) -> String { "Показатель \(indicator.number)" }

  // MARK: Sheets

  /// One row a reading. Columns: A number, B name, C reading, D count, E of, F share, G target, H missing, I ceiling,
  /// J lower, K upper, L at the target's day.
  func writeSummary() throws(WorkbookWriteError) {
    let page = try addSheet(
      "Показатели",
      [
        "№", "Показатель", "Чтение", "Есть", "Всего", "Доля", "Цель", "Не хватает", "Предел", "Возможно от",
        "до", "К сроку по прямой",
      ])
    var row = 2
    for indicator in sheet.indicators {
      for (position, reading) in indicator.readings.enumerated() {
        let figure = reading.figure
        page.append(centred: indicator.number)
        page.append(text: indicator.name)
        page.append(text: reading.definition.title)
        append(figure.count, column: "D", reading, of: indicator, to: page)
        append(figure.of, column: "E", reading, of: indicator, to: page)
        appendShare(reading, row: row, to: page)
        page.append(percent: indicator.target.perMille)
        page.append(
          formula: "=IF(E\(row)=0,\"\",MAX(0,ROUNDUP(G\(row)*E\(row)-0.0000001,0)-D\(row)))",
          result: Double(reading.gap.missing ?? 0), style: .integer)
        page.append(percent: figure.ceilingPerMille)
        page.append(percent: reading.bounds.lowerPerMille)
        page.append(percent: reading.bounds.upperPerMille)
        if position == 0 { page.append(percent: indicator.forecast.atTarget) }
        try page.endRow()
        row += 1
      }
    }
  }

  /// Small cohorts are hidden from the public (indicators.md C9).
  private func isHidden(_ reading: IndicatorReading) -> Bool {
    edition == .public && reading.definition.unit == .results && reading.figure.of < 20
  }

  private func append(
    _ number: Int, column: String, _ reading: IndicatorReading, of indicator: Indicator, to page: SheetWriter
  ) {
    if isHidden(reading) { return page.append(text: "мало данных") }
    guard edition == .working else { return page.append(thousands: number) }
    let names = SheetWriter.reference(name(of: indicator))
    page.append(
      formula: "=SUMIF(\(names)!A:A,\"\(reading.definition.id)\",\(names)!\(column):\(column))",
      result: Double(number), style: .integer)
  }

  private func appendShare(_ reading: IndicatorReading, row: Int, to page: SheetWriter) {
    if isHidden(reading) { return page.append(text: "мало данных") }
    let formula = "=IF(E\(row)=0,\"нет данных\",D\(row)/E\(row))"
    guard reading.figure.of > 0 else { return page.append(formula: formula, text: "нет данных") }
    page.append(formula: formula, result: Double(reading.figure.count) / Double(reading.figure.of), style: .percent)
  }

  func writeCourse() throws(WorkbookWriteError) {
    let page = try addSheet("Ход", ["Дата"] + sheet.indicators.map { "Показатель \($0.number)" })
    let days = sheet.indicators.first?.forecast.trend.map(\.day) ?? []
    for (position, day) in days.enumerated() {
      page.append(day: day)
      for indicator in sheet.indicators {
        let trend = indicator.forecast.trend
        page.append(percent: trend.indices.contains(position) ? trend[position].sharePerMille : nil)
      }
      try page.endRow()
    }
  }

  /// Columns: A reading's id, B school, C district, D count, E of.
  func writeNames(_ indicator: Indicator) throws(WorkbookWriteError) {
    let page = try addSheet(name(of: indicator), ["Чтение", "Школа", "Район", "Есть", "Всего"])
    for reading in indicator.readings {
      for part in parts(of: reading.figure) {
        page.append(text: reading.definition.id)
        page.append(text: schools[part.school]?.label ?? part.school.rawValue)
        page.append(text: schools[part.school]?.district.flatMap { districts[$0] } ?? "")
        page.append(thousands: part.count)
        page.append(thousands: part.of)
        try page.endRow()
      }
    }
  }

  /// Each school of the denominator with 1 or 0, or its people; as people look schools up.
  private func parts(of figure: Figure) -> [(school: SchoolID, count: Int, of: Int)] {
    let parts: [(school: SchoolID, count: Int, of: Int)] =
      switch figure {
      case .schools(let reading):
        reading.denominator.map { school in (school, Set(reading.numerator).contains(school) ? 1 : 0, 1) }
      case .people(let reading): reading.schools.map { ($0.school, $0.count, $0.of) }
      }
    func rank(_ id: SchoolID) -> (Int, String) { (schools[id]?.number ?? .max, schools[id]?.label ?? id.rawValue) }
    return parts.sorted { rank($0.school) < rank($1.school) }
  }

  func writeMissing() throws(WorkbookWriteError) {
    let page = try addSheet("Чего нет", ["№", "Чтение", "Школа", "Чего нет"])
    for indicator in sheet.indicators {
      for reading in indicator.readings {
        for row in reading.bounds.missing {
          page.append(centred: indicator.number)
          page.append(text: reading.definition.title)
          page.append(text: schools[row.school]?.label ?? row.school.rawValue)
          page.append(text: row.kind.russian)
          try page.endRow()
        }
      }
    }
  }

  func writeDefinitions() throws(WorkbookWriteError) {
    let page = try addSheet(
      "Определения", ["№", "Чтение", "Название", "Версия", "Числитель", "Знаменатель", "Единица"])
    for indicator in sheet.indicators {
      for definition in indicator.readings.map(\.definition) {
        page.append(centred: indicator.number)
        page.append(text: definition.id)
        page.append(text: definition.title)
        page.append(text: definition.version)
        page.append(paragraph: definition.numerator)
        page.append(paragraph: definition.denominator)
        page.append(text: definition.unit.russian)
        try page.endRow()
      }
    }
  }

  func writeFacts() throws(WorkbookWriteError) {
    let page = try addSheet("О таблице", ["Что", "Значение"])
    for fact in facts {
      page.append(text: fact.title)
      page.append(paragraph: fact.value)
      try page.endRow()
    }
  }
}
