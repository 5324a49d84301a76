import SvyazGraph

/// Rows of a sheet that are no rows of data.
enum RowKind: Hashable {
  case data
  case blank
  /// «Итого», «Всего», «Среднее».
  case total
  /// The heading once more, as at the top of a printed page.
  case heading
  /// «1 2 3 4» under a heading.
  case numbering
  /// A remark or a signature below the table.
  case footnote
  /// «Кировский район»: a line that parts the table.
  case section
  /// «Вся выборка», «Самарская обл.»: a group of schools.
  case group
}

extension RowKind {
  /// Whether a text begins as a row of totals does.
  ///
  /// - Parameter inTitles: the text may be a title, as «Всего хорошего: семинар»: only totals that end there or go on
  ///   with «по …» are totals.
  static func isTotal(_ text: some StringProtocol, inTitles: Bool = false) -> Bool {
    let tokens = IntakeText.tokens(text.prefix(80))
    guard let first = tokens.first else { return false }
    if ["итого", "всего", "среднее", "средний", "total"].contains(first) {
      if inTitles { return tokens.count == 1 || tokens[1] == "по" || tokens[1] == "за" }
      return tokens.count <= 6
    }
    return first == "в" && tokens.dropFirst().first == "среднем" && !inTitles
  }

  /// Whether a text begins as a remark or a signature does.
  static func isFootnote(_ text: some StringProtocol) -> Bool {
    guard let first = IntakeText.trimmed(text.prefix(80)).unicodeScalars.first else { return false }
    if first == "*" || first == "¹" || first == "²" || first == "³" || first == "†" { return true }
    guard let word = IntakeText.tokens(text.prefix(80)).first else { return false }
    return [
      "примечание", "примечания", "источник", "сноска", "исполнитель", "исп", "подпись", "составил",
      "составила",
      "составлено", "данные", "тел", "телефон", "мп",
    ].contains(word)
  }

  /// Whether a text names a group of schools: the whole sample, a region, a municipality, a district.
  static func group(_ text: some StringProtocol, districts: DistrictIndex) -> GroupName? {
    let tokens = IntakeText.tokens(text.prefix(200))
    guard let first = tokens.first, tokens.count <= 8 else { return nil }
    let name = SchoolName(text)
    guard name.kinds.isEmpty, name.numbers.isEmpty, name.ownership == .unknown else { return nil }
    let folded = tokens.joined(separator: " ")
    if ["вся выборка", "рф", "российская федерация", "россия", "вся россия", "все оо", "все школы"]
      .contains(folded)
    {
      return .wide
    }
    if tokens.contains(where: {
      ["обл", "область", "области", "край", "края", "республика", "республики"].contains($0)
    }) {
      return .wide
    }
    if districts.district(text) != nil { return .district }
    if tokens.count >= 2 {
      if tokens.starts(with: ["городской", "округ"]) || tokens.starts(with: ["г", "о"])
        || first == "го"
        || tokens.starts(with: ["муниципальный", "район"])
        || tokens.starts(with: ["муниципальное", "образование"])
        || tokens.starts(with: ["м", "р"]) || tokens.starts(with: ["муниципальный", "округ"])
        || tokens.suffix(2) == ["городской", "округ"]
        || tokens.suffix(2) == ["муниципальный", "район"]
        || (first == "г" && tokens.count == 2) || (first == "город" && tokens.count == 2)
      {
        return .municipality
      }
      if tokens.last == "район" || tokens.last == "району" || tokens.last == "района" {
        return .district
      }
    }
    if tokens.count == 1, SchoolName.isCity(first) { return .municipality }
    return nil
  }

  enum GroupName: Hashable { case wide, municipality, district }
}
