import SvyazExchange
import SvyazGraph
import SvyazTestSupport
import Testing

/// The rule that matters most: no spelling of a school's name leads to another school.
@Suite struct SchoolNameStylesTests {
  /// A way of spelling: changes a name, or gives `nil` where it does not apply.
  struct Style: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Every school must be found by it, not only asked about.
    var isCertain = false
    let spell: @Sendable (School, inout SeededGenerator) -> String?
  }

  /// «Школа № 12» for a numbered school whose short name is of that form.
  static func kindAndNumber(_ school: School, _ spell: (String, Int) -> String) -> String? {
    guard let number = school.number, let short = school.shortName, short.contains("№"),
      let kind = short.split(separator: " № ").first
    else { return nil }
    return spell(String(kind), number)
  }

  static let styles: [Style] = [
    Style(testDescription: "id", isCertain: true) { school, _ in school.id.rawValue },
    Style(testDescription: "full name", isCertain: true) { school, _ in school.name },
    Style(testDescription: "short name", isCertain: true) { school, _ in school.label },
    Style(testDescription: "capitals", isCertain: true) { school, _ in school.name.uppercased() },
    Style(testDescription: "small letters", isCertain: true) { school, _ in school.name.lowercased() },
    Style(testDescription: "no quotes", isCertain: true) { school, _ in school.name.filter { !"«»\"".contains($0) } },
    Style(testDescription: "double spaces", isCertain: true) { school, _ in
      " " + school.name.split(separator: " ").joined(separator: "  ") + " "
    },
    Style(testDescription: "NBSP", isCertain: true) { school, _ in
      school.name.split(separator: " ").joined(separator: "\u{A0}")
    },
    Style(testDescription: "line break", isCertain: true) { school, _ in
      school.name.split(separator: " ").joined(separator: "\n")
    },
    Style(testDescription: "ё for е") { school, _ in String(school.name.map { $0 == "е" ? "ё" : $0 }) },
    Style(testDescription: "decomposed й", isCertain: true) { school, _ in
      String(school.name.flatMap { $0 == "й" ? "и\u{306}" : String($0) })
    },
    Style(testDescription: "Latin look-alikes", isCertain: true) { school, generator in
      let twins: [Character: Character] = [
        "с": "c", "о": "o", "а": "a", "е": "e", "р": "p", "х": "x", "О": "O", "С": "C",
      ]
      return String(
        school.name.map { letter in
          generator.next() % 3 == 0 ? letter : twins[letter] ?? letter
        })
    },
    Style(testDescription: "without the city") { school, _ in
      school.name.replacing(" г.о. Самара", with: "").replacing(" г.о. Самары", with: "")
    },
    Style(testDescription: "г. Самара") { school, _ in school.name.replacing("г.о. Самара", with: "г. Самара") },
    Style(testDescription: "городского округа Самара") { school, _ in
      school.name.replacing("г.о. Самара", with: "городского округа Самара")
    },
    Style(testDescription: "г.о.Самара glued") { school, _ in school.name.replacing("г.о. Самара", with: "г.о.Самара")
    },
    Style(testDescription: "login after it") { school, generator in
      "\(school.name) (sch63\(1000 + generator.next() % 9000))"
    },
    Style(testDescription: "login before it") { school, generator in
      "edu63\(1000 + generator.next() % 9000) \(school.label)"
    },
    Style(testDescription: "long legal form") { school, _ in
      school.name.replacing("МБОУ", with: "муниципальное бюджетное общеобразовательное учреждение")
        .replacing("ГБОУ СО", with: "государственное бюджетное общеобразовательное учреждение Самарской области")
        .replacing("ЧОУ", with: "частное общеобразовательное учреждение")
    },
    Style(testDescription: "kind and number") { school, _ in kindAndNumber(school) { "\($0) \($1)" } },
    Style(testDescription: "kind-number") { school, _ in kindAndNumber(school) { "\($0)-\($1)" } },
    Style(testDescription: "kind №number") { school, _ in kindAndNumber(school) { "\($0) №\($1)" } },
    Style(testDescription: "kind N number") { school, _ in kindAndNumber(school) { "\($0) N \($1)" } },
    Style(testDescription: "kind No. number") { school, _ in kindAndNumber(school) { "\($0) No. \($1)" } },
    Style(testDescription: "kind #number") { school, _ in kindAndNumber(school) { "\($0) #\($1)" } },
    Style(testDescription: "kind номер number") { school, _ in kindAndNumber(school) { "\($0) номер \($1)" } },
    Style(testDescription: "СОШ") { school, _ in
      kindAndNumber(school) { $0 == "Школа" ? "СОШ №\($1)" : "\($0) № \($1)" }
    },
    Style(testDescription: "ООШ with its form") { school, _ in
      kindAndNumber(school) { $0 == "Школа" ? "МБОУ ООШ № \($1)" : "\($0) № \($1)" }
    },
    Style(testDescription: "средняя школа") { school, _ in
      kindAndNumber(school) { $0 == "Школа" ? "средняя общеобразовательная школа № \($1)" : "\($0) \($1)" }
    },
    Style(testDescription: "bare number") { school, _ in school.number.map(String.init) },
    Style(testDescription: "№ number") { school, _ in school.number.map { "№ \($0)" } },
    Style(testDescription: "legal form and number") { school, _ in school.number.map { "МБОУ № \($0)" } },
    Style(testDescription: "школа and number of another kind") { school, _ in
      // Numbers that no «школа» bears; the others name that one.
      let taken: Set<Int> = [3, 8, 9]
      return school.kind == "школа" || taken.contains(school.number ?? 3) ? nil : "школа \(school.number ?? 0)"
    },
    Style(testDescription: "honour at the end") { school, _ in
      kindAndNumber(school) { "\($0) № \($1) имени Героя Советского Союза П.Д. Осипенко" }
    },
    Style(testDescription: "anniversary at the end") { school, generator in
      kindAndNumber(school) { "\($0) № \($1) им. \(generator.next() % 200)-летия Победы" }
    },
    Style(testDescription: "number twice") { school, _ in school.number.map { "Школа № \($0), корпус 2" } },
    Style(testDescription: "letter after the number") { school, _ in school.number.map { "Школа № \($0)а" } },
    Style(testDescription: "one letter lost") { school, generator in
      var letters = Array(school.name)
      letters.remove(at: Int(generator.next() % UInt64(letters.count)))
      return String(letters)
    },
    Style(testDescription: "two letters swapped") { school, generator in
      var letters = Array(school.label)
      let index = Int(generator.next() % UInt64(max(1, letters.count - 1)))
      if index + 1 < letters.count { letters.swapAt(index, index + 1) }
      return String(letters)
    },
    Style(testDescription: "words in another order") { school, generator in
      school.name.split(separator: " ").shuffled(using: &generator).joined(separator: " ")
    },
  ]

  /// Schools whose number a lost or swapped digit turns into another school's are left out of the two misspellings.
  static func changesNumber(_ text: String, _ school: School) -> Bool {
    let digits = text.split { !$0.isNumber }.map(String.init)
    let own = school.name.split { !$0.isNumber }.map(String.init) + (school.number.map { [String($0)] } ?? [])
    return !digits.allSatisfy(own.contains) || (digits.isEmpty && !own.isEmpty)
  }

  @Test(arguments: styles) func leadsToTheSchoolOrToAQuestion(_ style: Style) throws {
    let network = try IntakeFixture.samara.get()
    var generator = SeededGenerator(seed: 20)
    var schools: [Int: (school: School, text: String)] = [:]
    var rows = [["Школа", "Статус", "Дата начала"]]
    for school in network.schools {
      guard let text = style.spell(school, &generator) else { continue }
      if style.testDescription.contains("letter"), Self.changesNumber(text, school) { continue }
      rows.append([text, "НОР", "01.09.2020"])
      schools[rows.count] = (school, text)
    }
    let reading = Intake.read(
      [IntakeFixture.sheet("Лист1", rows: rows)], file: "list.xlsx", context: IntakeContext(network: network))
    #expect(reading.faults == [])
    var seen: Set<Int> = []
    for row in reading.rows {
      let expected = try #require(schools[row.place.row])
      seen.insert(row.place.row)
      #expect(
        row.cells[0] == expected.school.id.rawValue,
        "\(expected.text) is \(expected.school.id), not \(row.cells[0] ?? "")")
    }
    var asked: Set<Int> = []
    for question in reading.questions {
      for place in question.places { asked.insert(place.row) }
    }
    #expect(seen.isDisjoint(with: asked))
    #expect(!schools.isEmpty)
    // Every row is answered: as a row, or in a question (which keeps only its first places).
    #expect(seen.union(asked).count == schools.count || reading.questions.contains { $0.places.count == 10 })
    if style.isCertain { #expect(seen.count == schools.count, "only asked about: \(reading.questions.map(\.text))") }
  }
}

extension SchoolNameStylesTests {
  /// Every kind with every number: found only where the register has exactly that, by an oracle over its columns.
  @Test func kindAndNumberDecideTogether() throws {
    let network = try IntakeFixture.samara.get()
    let kinds = [
      ("школа", "школа"), ("СОШ", "школа"), ("гимназия", "гимназия"), ("лицей", "лицей"),
      ("школа-интернат", "школа-интернат"), ("вечерняя школа", "вечерняя школа"), ("колледж", "колледж"),
      ("начальная школа", "начальная школа"), ("детский сад", "детский сад"),
    ]
    var rows = [["Школа", "Статус", "Дата начала"]]
    var expected: [Int: SchoolID] = [:]
    for (word, kind) in kinds {
      for number in 0...200 {
        rows.append(["\(word) № \(number) г.о. Самара", "НОР", "01.09.2020"])
        let found = network.schools.filter {
          $0.number == number && $0.kind.replacing(" (частная)", with: "").replacing(" (частный)", with: "") == kind
        }
        if found.count == 1 { expected[rows.count] = found[0].id }
      }
    }
    let reading = Intake.read(
      [IntakeFixture.sheet("Лист1", rows: rows)], file: "list.xlsx", context: IntakeContext(network: network))
    let found = Dictionary(uniqueKeysWithValues: reading.rows.map { ($0.place.row, $0.cells[0] ?? "") })
    #expect(found == expected.mapValues(\.rawValue))
    #expect(expected.count > 150)
  }
}
