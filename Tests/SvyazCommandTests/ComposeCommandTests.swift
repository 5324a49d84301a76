import Foundation
import SvyazExchange
import SvyazTestSupport
import Testing

/// `svyaz compose` as a process: the contract's keys and rules, wishes, statuses.
@Suite struct ComposeCommandTests {
  static let sample = SampleCommandTests.sample

  static func compose(_ arguments: [String], network: String = sample) throws -> SvyazProcess {
    try SvyazProcess.run(["compose", "--network", network] + arguments)
  }

  static func json(_ arguments: [String]) throws -> [String: Any] {
    let run = try compose(arguments + ["--json"])
    #expect(run.status == 0, "\(run.errors)")
    return try SampleCommandTests.object(run.output)
  }

  struct Group {
    let base: String
    /// Role and cost by school.
    let members: [String: (role: String, cost: Int)]
    var schools: Set<String> { Set(members.keys) }
    var low: Int { members.values.count { $0.role == "low_result" } }
  }

  static func groups(_ composition: [String: Any]) throws -> [Group] {
    try #require(composition["groups"] as? [[String: Any]]).map { group in
      #expect(Set(group.keys) == ["base", "members"])
      let members = try #require(group["members"] as? [[String: Any]])
      for member in members { #expect(Set(member.keys) == ["school", "role", "cost"]) }
      let pairs = try members.map {
        (
          try #require($0["school"] as? String),
          (role: try #require($0["role"] as? String), cost: try #require($0["cost"] as? Int))
        )
      }
      #expect(pairs.map(\.0) == pairs.map(\.0).sorted())
      return Group(
        base: try #require(group["base"] as? String),
        members: try Dictionary(
          pairs,
          uniquingKeysWith: { _, _ in
            throw CocoaError(.coderInvalidValue)
          }))
    }
  }

  /// The rows of a table of the sample; none of these cells is quoted.
  static func column(_ file: String, where isWanted: ([Substring]) -> Bool) throws -> Set<String> {
    let url = SvyazProcess.repository.appending(path: "\(sample)/\(file)")
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst()
    return Set(
      lines.map { $0.split(separator: ",", omittingEmptySubsequences: false) }.filter(isWanted).map { String($0[0]) })
  }

  static func schools(with status: String) throws -> Set<String> {
    try column("statuses.csv") { row in
      row[1] == status && row[2] <= "2021-04-30" && (row[3].isEmpty || row[3] > "2021-04-30")
    }
  }

  @Test func theSampleKeepsEveryRule() throws {
    let low = try Self.schools(with: "low_result")
    let sites = try Self.schools(with: "project_site").subtracting(low)
    #expect(low.count == 30)
    for subject in ["maths", "русский"] {
      let composition = try Self.json(["--subject", subject])
      #expect(
        Set(composition.keys) == [
          "version", "network", "status", "subject", "asOf", "options", "objective", "lowerBound", "gapPerMille",
          "groups", "left", "moved", "present",
        ])
      let groups = try Self.groups(composition)
      let left = try #require(composition["left"] as? [String])
      #expect(groups.map(\.base) == groups.map(\.base).sorted())
      let all = groups.flatMap(\.schools) + left
      #expect(Set(all).count == all.count)
      #expect(Set(groups.flatMap(\.schools)).isSuperset(of: low))
      #expect(left == left.sorted())
      for group in groups {
        #expect((6...15).contains(group.schools.count))
        #expect(2 * (group.schools.count - group.low) >= group.low)
        #expect(group.low == group.schools.intersection(low).count)
        #expect(group.members[group.base]?.role == "leader")
        #expect(group.members[group.base]?.cost == 0)
        #expect(group.members.values.count { $0.role == "leader" } == 1)
      }
      let counts = groups.map(\.low)
      #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
      if sites.count >= groups.count {
        for group in groups { #expect(!group.schools.isDisjoint(with: sites)) }
      }
      let cost = groups.flatMap(\.members.values).reduce(20_000 * left.count) {
        $0 + ($1.role == "low_result" ? 2 * $1.cost : $1.cost)
      }
      #expect(composition["objective"] as? Int == cost)
      let bound = try #require(composition["lowerBound"] as? Int)
      #expect(bound > 0 && bound <= cost)
      #expect((composition["status"] as? String == "optimal") == (bound == cost))
      let present = try #require(composition["present"] as? [String: Any])
      #expect((present["associations"] as? [String])?.count == 4)
    }
  }

  @Test func usualWordsNameTheSubject() throws {
    let maths = try Self.compose(["--subject", "maths", "--json"]).output
    for word in ["mathematics", "Математика", "матем"] {
      #expect(try Self.compose(["--subject", word, "--json"]).output == maths)
    }
    #expect(try SampleCommandTests.object(maths)["subject"] as? String == "mathematics")
  }

  @Test func withoutASubjectAllAreComposed() throws {
    let all = try Self.json([])
    #expect(Set(all.keys) == ["version", "compositions"])
    #expect(all["version"] as? Int == 1)
    let compositions = try #require(all["compositions"] as? [[String: Any]])
    #expect(compositions.map { $0["subject"] as? String } == ["mathematics", "russian"])
    let one = try Self.json(["--subject", "russian"])
    #expect(one as NSDictionary == compositions[1] as NSDictionary)
    let text = try Self.compose([])
    #expect(text.status == 0)
    #expect(text.output.contains(", математика\n") && text.output.contains(", русский язык\n"))
  }

  @Test func wishesAreKeptInWhateverOrder() throws {
    let plain = try Self.groups(Self.json(["--subject", "maths"]))
    let first = try #require(plain.first)
    let low = try #require(first.members.filter { $0.value.role == "low_result" }.keys.sorted().first)
    let other = try #require(plain.last)
    let stranger = try #require(other.members.filter { $0.value.role == "low_result" }.keys.sorted().first)
    let wishes = [
      ["--base", first.base], ["--base", other.base], ["--ban", "\(low)=\(first.base)"],
      ["--pin", "\(stranger)=\(first.base)"], ["--apart", "\(low),\(stranger)"],
    ]
    let run = try Self.compose(wishes.flatMap { $0 } + ["--subject", "maths", "--steps", "5", "--prices", "--json"])
    #expect(run.status == 0, "\(run.errors)")
    let composition = try SampleCommandTests.object(run.output)
    let groups = try Self.groups(composition)
    let target = try #require(groups.first { $0.base == first.base })
    #expect(groups.contains { $0.base == other.base })
    #expect(target.schools.contains(stranger) && !target.schools.contains(low))
    let prices = try #require(composition["prices"] as? [[String: Any]])
    #expect(prices.count == 5)
    for price in prices {
      let (least, most) = (try #require(price["atLeast"] as? Int), try #require(price["atMost"] as? Int))
      #expect(least >= 0 && least <= most)
    }
    let reversed = try Self.compose(
      ["--json", "--prices", "--steps", "5", "--subject", "maths"] + (wishes.reversed() + [wishes[0]]).flatMap { $0 })
    #expect(reversed.output == run.output)
  }

  @Test func keepingTheMostMovesTheFewest() throws {
    let free = try #require(try Self.json(["--subject", "maths"])["moved"] as? [String])
    let kept = try Self.json(["--subject", "maths", "--keep", "most", "--curve"])
    let moved = try #require(kept["moved"] as? [String])
    #expect(moved.count < free.count)
    let curve = try #require(kept["curve"] as? [[String: Any]])
    let points = curve.compactMap { $0["moved"] as? Int }
    #expect(!points.isEmpty && points == points.sorted())
    for point in curve { #expect(Set(point.keys) == ["moved", "objective", "lowerBound", "groups", "left"]) }
  }

  @Test func aClashIsStatusOneAndNamed() throws {
    for arguments in [["--groups", "11"], ["--min", "15", "--groups", "5"], ["--max-km", "0.1"]] {
      let run = try Self.compose(arguments + ["--subject", "maths", "--json"])
      #expect(run.status == 1, "\(arguments) \(run.errors)")
      let answer = try SampleCommandTests.object(run.output)
      #expect(answer["status"] as? String == "infeasible")
      #expect((answer["groups"] as? [Any])?.isEmpty == true)
      let reason = try #require(answer["reason"] as? [String: Any])
      let rules = try #require(reason["rules"] as? [[String: Any]])
      #expect(!rules.isEmpty)
      for rule in rules { #expect((rule["text"] as? String)?.contains(/[а-я]{3}/) == true) }
      let text = try Self.compose(arguments + ["--subject", "maths"])
      #expect(text.status == 1)
      #expect(text.output.contains("Состав"))
    }
    // One of two subjects is enough.
    #expect(try Self.compose(["--groups", "11"]).status == 1)
  }

  @Test func theSheetIsWrittenAndReadBack() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "mmo.xlsx")
    let run = try Self.compose(["--subject", "maths", "--xlsx", file.path, "--json"])
    #expect(run.status == 0, "\(run.errors)")
    let groups = try Self.groups(SampleCommandTests.object(run.output))
    let sheets = try Workbook.read(bytes: Array(Data(contentsOf: file)), file: "mmo.xlsx")
    #expect(sheets.map(\.name) == ["Состав", "Группы", "Вне групп", "Условия и доказательство"])
    #expect(sheets[0].rows.count == 1 + groups.reduce(0) { $0 + $1.schools.count })
    #expect(sheets[1].rows.count == 1 + groups.count)
    #expect(sheets[3].rows.contains { $0[1] == .text("Учебные данные: о настоящих школах состав ничего не говорит") })
    let both = try Self.compose(["--xlsx", file.path])
    #expect(both.status == 0)
    #expect(try Workbook.read(bytes: Array(Data(contentsOf: file)), file: "mmo.xlsx").count == 8)
  }

  @Test func answersDoNotDependOnTheOrderOfRowsOrTheStore() throws {
    let folder = try TemporaryFolder()
    let source = SvyazProcess.repository.appending(path: Self.sample)
    var generator = SeededGenerator(seed: 5)
    for name in try FileManager.default.contentsOfDirectory(atPath: source.path) {
      let bytes = try Data(contentsOf: source.appending(path: name))
      guard name.hasSuffix(".csv") else {
        try bytes.write(to: folder.url.appending(path: name))
        continue
      }
      // No cell of the sample holds a line end.
      var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      let header = lines.removeFirst()
      lines.shuffle(using: &generator)
      try folder.write(([header] + lines).joined(separator: "\n"), to: name)
    }
    for arguments in [["--json"], ["--subject", "maths", "--keep", "most", "--min-teachers", "50"]] {
      let first = try Self.compose(arguments)
      let second = try Self.compose(arguments, network: folder.path)
      #expect(first.status == 0, "\(first.errors)")
      #expect(second.status == 0, "\(second.errors)")
      #expect(first.output == second.output)
    }
    let store = folder.path + "/samara.svyaz"
    #expect(try SvyazProcess.run(["import", Self.sample, "--store", store]).status == 0)
    let stored = try SvyazProcess.run(["compose", "--store", store, "--json"])
    #expect(stored.output == (try Self.compose(["--json"]).output))
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let says: String
    var status: Int32 = 2
    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let cases: [Case] = [
    Case(arguments: ["--subject", "химия"], says: "mathematics («математика»), russian («русский язык»)"),
    Case(arguments: ["--subject", ""], says: "--subject"),
    Case(arguments: ["--min", "0"], says: "--min"),
    Case(arguments: ["--min", "-6"], says: "--min"),
    Case(arguments: ["--min", "9", "--max", "8"], says: "--max"),
    Case(arguments: ["--max", "many"], says: "many"),
    Case(arguments: ["--groups", "0"], says: "--groups"),
    Case(arguments: ["--left-price", "-1"], says: "--left-price"),
    Case(arguments: ["--left-price", "99999999999999999999"], says: "99999999999999999999"),
    Case(arguments: ["--base", "no-such"], says: "no-such"),
    Case(arguments: ["--base", "../etc"], says: "--base"),
    Case(arguments: ["--base", "school-5"], says: "school-5"),
    Case(arguments: ["--pin", "no-such"], says: "--pin"),
    Case(arguments: ["--pin", "school-5=no-such"], says: "no-such"),
    Case(arguments: ["--pin", "school-5="], says: "--pin"),
    Case(arguments: ["--pin", "a=b=c"], says: "a=b=c"),
    Case(arguments: ["--ban", "school-5"], says: "school-5"),
    Case(arguments: ["--together", "school-5"], says: "--together"),
    Case(arguments: ["--together", "school-5,school-5"], says: "дважды"),
    Case(arguments: ["--apart", "school-5,no-such"], says: "no-such"),
    Case(arguments: ["--apart", "school-5,school-15,school-20"], says: "--apart"),
    Case(arguments: ["--keep", "all"], says: "--keep"),
    Case(arguments: ["--keep", "most", "--moved-price", "5"], says: "--moved-price"),
    Case(arguments: ["--moved-price", "-5"], says: "moved-price"),
    Case(arguments: ["--min-teachers", "-1"], says: "min-teachers"),
    Case(arguments: ["--district", "near"], says: "near"),
    Case(arguments: ["--max-km", "nan"], says: "max-km"),
    Case(arguments: ["--max-km", "-3"], says: "max-km"),
    Case(arguments: ["--seed", "x"], says: "x"),
    Case(arguments: ["--steps", "-1"], says: "steps"),
    Case(arguments: ["--as-of", "2021-02-30"], says: "2021-02-30"),
    Case(arguments: ["--xlsx", "exports/"], says: "--xlsx"),
    Case(arguments: ["--subject", "maths", "--xlsx", "/proc/no/mmo.xlsx"], says: "«no»", status: 73),
  ]

  @Test(arguments: cases) func endsWithAMessageAndAStatus(_ c: Case) throws {
    let run = try Self.compose(c.arguments)
    #expect(run.status == c.status, "\(run.errors)")
    #expect(run.errors.contains(c.says), "\(run.errors)")
    #expect(run.errors.contains(/[а-я]{3}/), "\(run.errors)")
    #expect(run.output.isEmpty, "\(run.output)")
  }

  @Test func emptyNetworksAreAnswered() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"{"version":1,"id":"x","name":"Пустая сеть","asOf":"2020-11-30","subjects":[{"id":"s","name":"s"}]}"#,
      to: "network.json")
    try folder.write("id,name,neighbours,lat,lon\n", to: "districts.csv")
    let header = "id,number,name,short_name,kind,district,address,lat,lon,students\n"
    for (schools, status) in [("", Int32(0)), ("a,1,Школа № 1,,,,,,,\n", 0)] {
      try folder.write(header + schools, to: "schools.csv")
      for arguments in [[], ["--json"], ["--prices", "--curve"], ["--subject", "s", "--json", "--curve"]] {
        let run = try Self.compose(arguments, network: folder.path)
        #expect(run.status == status, "\(arguments) \(run.errors)")
        #expect(!run.output.isEmpty)
      }
    }
    // A low-result school and no mentor: there is no composition.
    try folder.write("school,status,from,to,basis\na,low_result,2020-01-01,,\n", to: "statuses.csv")
    let run = try Self.compose(["--json"], network: folder.path)
    #expect(run.status == 1, "\(run.errors)")
    #expect(run.output.contains("\"infeasible\""))
    try folder.write(
      #"{"version":1,"id":"x","name":"Сеть","asOf":"2020-11-30","subjects":[]}"#, to: "network.json")
    let none = try Self.compose([], network: folder.path)
    #expect(none.status == 0)
    #expect(none.output.contains("нет предметов"))
  }

  @Test func helpTellsTheOptions() throws {
    let run = try SvyazProcess.run(["help", "compose"])
    #expect(run.status == 0)
    for option in [
      "--subject", "--base", "--pin", "--together", "--keep", "--moved-price", "--prices", "--curve", "--xlsx",
    ] {
      #expect(run.output.contains(option))
    }
  }
}
