import Foundation
import SvyazTestSupport
import Testing

/// Papers on the command line: what is written, that it can be made again, and what the public edition hides.
@Suite struct PaperCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ arguments: String..., to name: String) throws -> [String: Data] {
    let run = try SvyazProcess.run(
      ["paper"] + arguments + ["--network", SampleCommandTests.sample, "--out", folder.path + "/" + name, "--json"])
    try #require(run.status == 0, "\(run.errors)")
    let answer = try SampleCommandTests.object(run.output)
    #expect(Set(answer.keys) == ["files", "dataHash", "edition"])
    let files = try #require(answer["files"] as? [[String: Any]])
    return try Dictionary(
      uniqueKeysWithValues: files.map { file in
        let path = try #require(file["path"] as? String)
        let data = try Data(contentsOf: URL(filePath: path))
        #expect(file["bytes"] as? Int == data.count)
        return (URL(filePath: path).lastPathComponent, data)
      })
  }

  @Test("the note of the same date and knowledge is the same, byte for byte") func again() throws {
    let first = try write("note", "--format", "html,pdf,docx", to: "first")
    let second = try write("note", "--format", "html,pdf,docx", to: "second")
    #expect(Set(first.keys) == ["note.html", "note.pdf", "note.docx"])
    #expect(first == second)
    #expect(first["note.pdf"]?.starts(with: Data("%PDF-".utf8)) == true)
    // Another day is another note.
    #expect(
      try write("note", "--format", "html", "--as-of", "2021-03-15", to: "third")["note.html"] != first["note.html"])
  }

  @Test func theNoteSaysWhatAnOfficialSigns() throws {
    let files = try write("note", "--format", "html", "--signer", "Директор ЦРО=Иванова И. И.", to: "note")
    let html = String(decoding: try #require(files["note.html"]), as: UTF8.self)
    let text = html.replacing("\u{A0}", with: " ")
    for words in [
      "Аналитическая справка", "на 30.04.2021", "76,7 %", "не хватает 4 школ", "Кратчайший путь к цели",
      "План мероприятий", "Как посчитано", "2020-1", "рабочая редакция", "Учебные данные", "Иванова И. И.", "<svg",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    #expect(!html.contains("<script") && !html.contains("src=\"http") && !html.contains("@import"))
  }

  @Test("a store's note says what was known, and can be made again from it") func knowledge() throws {
    let store = try SampleStore()
    func note(_ name: String, _ more: String...) throws -> String {
      let target = folder.path + "/" + name
      let run = try SvyazProcess.run(
        ["paper", "note", "--format", "html", "--store", store.path, "--out", target] + more)
      try #require(run.status == 0, "\(run.errors)")
      return try String(contentsOfFile: target + "/note.html", encoding: .utf8)
    }
    let before = try note("before", "--known", "1")
    let edited = try SvyazProcess.run([
      "edit", "partnerships", "p-31", "status=active", "--store", store.path, "--why",
      "проверка",
    ])
    try #require(edited.status == 0, "\(edited.errors)")
    #expect(try note("again", "--known", "1") == before)
    let after = try note("after")
    #expect(after != before)
    #expect(after.replacing("\u{A0}", with: " ").contains("изменения по № 2"))
  }

  @Test func thePublicEditionNamesNobody() throws {
    let schools = try String(contentsOfFile: SampleCommandTests.sample + "/schools.csv", encoding: .utf8)
    #expect(schools.contains("Школа № 112"))
    let html = String(
      decoding: try #require(try write("note", "--format", "html", "--edition", "public", to: "public")["note.html"]),
      as: UTF8.self
    ).replacing("\u{A0}", with: " ")
    #expect(html.contains("публичная редакция"))
    for name in ["Школа № 112", "№ 112", "Школа № 37", "Вечерняя", "Вальдорф", "Казачий"] {
      #expect(!html.contains(name), "\(name)")
    }
    let refused = try SvyazProcess.run([
      "paper", "annex-mentors", "--edition", "public", "--network", SampleCommandTests.sample, "--out", folder.path,
    ])
    #expect(refused.status == 2 || refused.status == 1)
    #expect(refused.errors.contains("публичной редакции у этой бумаги нет"))
  }

  @Test func everyPaperIsWritten() throws {
    let kinds: [(arguments: [String], files: [String])] = [
      (["tables"], ["indicators.xlsx"]), (["annex-mentors"], ["annex-mentors.docx"]),
      (["annex-associations", "--format", "docx,html"], ["annex-associations.docx", "annex-associations.html"]),
      (["annex-events"], ["annex-events.docx"]), (["agreement", "p-10"], ["agreement-p-10.docx"]),
      (["calendar"], ["calendar.ics"]), (["deck"], ["deck.pptx"]),
    ]
    for (arguments, files) in kinds {
      var made: [[String: Data]] = []
      for name in ["a", "b"] {
        let target = folder.path + "/" + name
        let run = try SvyazProcess.run(
          ["paper"] + arguments + ["--network", SampleCommandTests.sample, "--out", target])
        try #require(run.status == 0, "\(arguments): \(run.errors)")
        made.append(
          try Dictionary(
            uniqueKeysWithValues: files.map { ($0, try Data(contentsOf: URL(filePath: target + "/" + $0))) }))
      }
      #expect(made[0] == made[1], "\(arguments)")
    }
  }

  @Test("the calendar and the slides say from which data they are") func marks() throws {
    let run = try SvyazProcess.run([
      "paper", "calendar", "--network", SampleCommandTests.sample, "--out", folder.path, "--json",
    ])
    let hash = try #require(try SampleCommandTests.object(run.output)["dataHash"] as? String)
    #expect(hash.count == 64)
    let text = try String(contentsOfFile: folder.path + "/calendar.ics", encoding: .utf8)
    let unfolded = text.replacing("\r\n ", with: "")
    #expect(unfolded.contains("X-WR-CALDESC:") && unfolded.contains(hash))
  }

  static let wrong: [(arguments: [String], words: String)] = [
    (["poem"], "annex-associations"), (["agreement"], "идентификатор из partnerships.csv"),
    (["agreement", "p-999"], "Партнёрства «p-999» нет"), (["note", "--format", "xlsx"], "html, pdf, docx"),
    (["note", "--format", ""], "html, pdf, docx"), (["note", "p-10"], "только у вида agreement"),
    (["note", "--edition", "secret"], "working или public"), (["note", "--rule", "any"], "active или formal"),
    (["note", "--signer", "=Иванов"], "Должность"), (["tables", "--signer", "X"], "только для видов note"),
    (["calendar", "--rule", "formal"], "только для видов note"),
  ]
  @Test(arguments: wrong) func wrongUsageIsToldInRussian(_ line: (arguments: [String], words: String)) throws {
    let run = try SvyazProcess.run(
      ["paper"] + line.arguments + ["--network", SampleCommandTests.sample, "--out", folder.path])
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains(line.words), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test func aFolderThatCannotBeWrittenIsTold() throws {
    let run = try SvyazProcess.run([
      "paper", "calendar", "--network", SampleCommandTests.sample, "--out", "/proc/nowhere",
    ])
    #expect(run.status == 73, "\(run.errors)")
  }
}
