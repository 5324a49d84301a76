import SvyazContract
import SvyazGraph

/// What was left out of a sheet, in sentences.
extension SheetReader {
  func tell(_ state: inout IntakeState, hasData: Bool) {
    let name = sheet.map { "Лист \(Fault.quoted($0))" } ?? "Файл \(Fault.quoted(file))"
    if !hasData { state.reading.notices.append("\(name): под заголовком нет строк с данными.") }
    var parts: [String] = []
    for (kind, words) in [
      (RowKind.total, "строки итогов"),
      (.group, "строки групп школ (выборка, регион, муниципалитет, район)"),
      (.section, "строки-заголовки разделов"), (.heading, "повторы заголовка"),
      (.numbering, "строки с номерами столбцов"),
      (.footnote, "примечания и подписи"),
    ] {
      if let rows = counts[kind], !rows.isEmpty {
        parts.append("\(words): \(Self.enumeration(rows))")
      }
    }
    // Rows that only have a number of their own or blanks.
    if let rows = counts[.blank], !rows.isEmpty {
      parts.append("пустые строки: \(Self.enumeration(rows))")
    }
    if !parts.isEmpty {
      state.reading.notices.append("\(name): не вошли " + parts.joined(separator: "; ") + ".")
    }
    if !empty.isEmpty {
      state.reading.notices.append(
        "\(name): пропущены строки, где участников 0: \(Self.enumeration(empty)).")
    }
    if !foreign.isEmpty {
      state.reading.notices.append(
        "\(name): пропущены строки других муниципалитетов: \(Self.enumeration(foreign)).")
    }
    if newSchoolCount > 0 {
      for school in newSchools { state.reading.notices.append("\(name): новая школа \(school).") }
      if newSchoolCount > newSchools.count {
        state.reading.notices.append(
          "\(name): новых школ ещё \(newSchoolCount - newSchools.count).")
      }
    }
    if layout.table != .network, layout.isInclusive("to") || layout.isInclusive("due_to") {
      state.reading.notices.append(
        "\(name): последний день в столбце «по» действует ещё весь, поэтому окончанием записан следующий за ним день."
      )
    }
  }

  /// «3 (строки 4, 9, 12)».
  static func enumeration(_ rows: [Int]) -> String {
    let shown = rows.prefix(IntakeState.longestEnumeration).map(String.init).joined(separator: ", ")
    return "\(rows.count) (строки \(shown)"
      + (rows.count > IntakeState.longestEnumeration ? "…)" : ")")
  }
}
