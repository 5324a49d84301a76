import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazMap

/// Sentences must be true of the drawing: every number is counted again from nodes and edges, by other code.
@Suite struct CaptionTests {
  private static let day: Day = "2020-11-30"

  private static func network(seed: UInt64) -> NetworkSnapshot {
    var generator = SeededGenerator(seed: seed)
    func pick(_ range: ClosedRange<Int>) -> Int {
      range.lowerBound + Int(generator.next() % UInt64(range.count))
    }
    let low = pick(1...14)
    let ties = pick(0...24)
    return SampleNetworks.mentoring(
      lowResult: low, mentors: pick(1...10), ties: ties, subjects: pick(1...3), seed: seed
    ).asOf(day)
  }

  /// All numbers of a sentence outside names of schools.
  private static func numbers(_ sentence: String) -> [Int] {
    let words = sentence.split { $0 == " " || $0 == "\u{A0}" || $0 == "(" || $0 == ")" }
    var found: [Int] = []
    for (index, word) in words.enumerated() {
      if index > 0, words[index - 1].hasSuffix("№") { continue }
      if let number = Int(word.filter { $0.isNumber }), word.first?.isNumber == true { found.append(number) }
    }
    return found
  }

  @Test(arguments: 0..<4) func sentencesCountWhatIsDrawn(block: UInt64) throws {
    var kinds: Set<String> = []
    for seed in block * 40..<block * 40 + 40 {
      let snapshot = Self.network(seed: seed)
      let map = MentorMap(snapshot, edition: .working).map
      let caption = map.caption
      #expect(caption.count <= 5, "seed \(seed)")
      #expect(caption.allSatisfy { $0.hasSuffix(".") && !$0.contains("  ") }, "seed \(seed)")

      let alone = map.nodes.filter { $0.style == .lowResultAlone }.count
      if let sentence = caption.first(where: { $0.hasPrefix("Пока без наставника") }) {
        #expect(Self.numbers(sentence).first == alone, "seed \(seed): \(sentence)")
        kinds.insert("alone")
      } else {
        #expect(alone == 0, "seed \(seed)")
      }
      guard !map.edges.isEmpty else {
        #expect(!caption.contains { $0.contains("ведёт") || $0.contains("ведут") })
        continue
      }
      // mentors, mentees, ties, then ties by subject
      let first = Self.numbers(caption[0])
      let mentors = Set(map.edges.map(\.tail))
      let mentees = Set(map.edges.map(\.head))
      #expect(Array(first.prefix(3)) == [mentors.count, mentees.count, map.edges.count], "seed \(seed): \(caption[0])")
      #expect(first.dropFirst(3).reduce(0, +) == map.edges.count, "seed \(seed): \(caption[0])")

      // Take each mentor away and see who has nobody.
      var losses: [String: Int] = [:]
      for mentor in mentors {
        let rest = Set(map.edges.filter { $0.tail != mentor }.map(\.head))
        losses[mentor] = mentees.filter { !rest.contains($0) }.count
      }
      let worst = losses.values.max() ?? 0
      let single = mentees.filter { mentee in Set(map.edges.filter { $0.head == mentee }.map(\.tail)).count == 1 }.count
      let support = try #require(caption.first { $0.contains("наставник у") || $0.contains("не меньше двух") })
      if worst == 0 {
        #expect(support.hasPrefix("У каждой подопечной школы не меньше двух"), "seed \(seed): \(support)")
        kinds.insert("safe")
      } else {
        let figures = Self.numbers(support)
        #expect(figures.last == worst, "seed \(seed): \(support)")
        if single < mentees.count {
          #expect(Array(figures.prefix(2)) == [single, mentees.count], "seed \(seed): \(support)")
          kinds.insert("some")
        } else {
          #expect(support.contains("у каждой из") || support.contains("у единственной"), "seed \(seed): \(support)")
          if single > 1 { #expect(figures.first == single, "seed \(seed): \(support)") }
          kinds.insert("all")
        }
        let holders = map.nodes.filter { losses[$0.id] == worst }
        if holders.count <= 3 {
          for holder in holders {
            let label = holder.label.replacing(" ", with: "\u{A0}")
            #expect(support.replacing(" ", with: "\u{A0}").contains(label), "seed \(seed): \(support)")
          }
        } else {
          #expect(figures.dropLast().last == holders.count, "seed \(seed): \(support)")
        }
      }

      let district = Dictionary(
        snapshot.network.schools.map { ("school-\($0.id)", $0.district) }, uniquingKeysWith: { first, _ in first })
      let across = map.edges.filter { district[$0.tail] != district[$0.head] }.count
      let last = try #require(caption.last)
      if across == 0 {
        #expect(last == "Все связи внутри районов.", "seed \(seed)")
      } else {
        let share = (Double(across) / Double(map.edges.count) * 100).rounded()
        #expect(Self.numbers(last) == [across, map.edges.count, Int(share)], "seed \(seed): \(last)")
      }
    }
    #expect(kinds.isSuperset(of: ["alone", "some", "all"]))
  }

  @Test func publicSentencesFollowFromThePublicDrawing() throws {
    var sawParts = false
    for seed: UInt64 in 0..<60 {
      let snapshot = Self.network(seed: seed)
      let map = MentorMap(snapshot, edition: .public).map
      guard !map.edges.isEmpty else {
        #expect(map.caption.isEmpty)
        continue
      }
      let text = map.caption.joined(separator: " ").lowercased()
      for word in ["наставник", "подопечн", "низки", "нор", "результат", "уход"] { #expect(!text.contains(word)) }
      #expect(Array(Self.numbers(map.caption[0]).prefix(2)) == [map.nodes.count, map.edges.count])
      // Parts by spreading labels until nothing changes.
      var part = Dictionary(map.nodes.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
      for _ in map.nodes {
        for edge in map.edges {
          let least = min(part[edge.tail] ?? 0, part[edge.head] ?? 0)
          part[edge.tail] = least
          part[edge.head] = least
        }
      }
      let sizes = Dictionary(part.values.map { ($0, 1) }, uniquingKeysWith: +).values
      if sizes.count > 1 {
        #expect(Self.numbers(map.caption[1]) == [sizes.count, sizes.max() ?? 0], "seed \(seed): \(map.caption[1])")
        sawParts = true
      } else {
        #expect(map.caption[1].hasPrefix("Все школы со связями связаны"))
      }
    }
    #expect(sawParts)
  }

  /// Whoever is low-result, and whoever helps whom, the public caption is the same.
  @Test func publicCaptionDoesNotDependOnWhatIsHidden() throws {
    for seed: UInt64 in 0..<30 {
      let snapshot = Self.network(seed: seed)
      var other = snapshot.network
      other.statuses = []
      other.partnerships = other.partnerships.map { row in
        var row = row
        swap(&row.mentor, &row.mentee)
        return row
      }
      #expect(
        MentorMap(snapshot, edition: .public).map.caption
          == MentorMap(other.asOf(Self.day), edition: .public).map.caption)
      for school in snapshot.network.schools.prefix(4).map(\.id) {
        #expect(
          try SchoolMap(snapshot, school: school, edition: .public).map.caption
            == SchoolMap(other.asOf(Self.day), school: school, edition: .public).map.caption)
      }
    }
  }

  @Test func schoolSentences() throws {
    let small = SampleNetworks.small().asOf(Self.day)
    #expect(
      try SchoolMap(small, school: "5", edition: .working).map.caption.map { $0.replacing("\u{A0}", with: " ") } == [
        "Подопечных школ — 1: Школа № 1.", "Уход школы не оставит без наставника никого из них.",
        "Школа состоит в 1 ММО: ММО учителей русского языка.",
        "Событий за последние 180 дней — 2, последнее 12.11.2020: семинар Семинар «Чтение».",
      ])
    let alone = try SchoolMap(small, school: "4", edition: .working).map.caption
    #expect(alone.first == "Наставника у школы пока нет.")
    #expect(alone.last?.contains("событий с участием школы нет") == true)
    let mentor = try SchoolMap(small, school: "7", edition: .working).map.caption.joined(separator: " ")
    #expect(mentor.contains("Уход школы оставит без наставника 1\u{A0}школу"))
  }

  @Test func associationSentencesCountMembers() throws {
    for seed: UInt64 in 0..<20 {
      let plan = AssociationSamples.plan(groups: Int(seed % 5) + 1, seed: seed)
      let map = try AssociationMap(
        plan.snapshot, associations: plan.associations, isProposed: true, edition: .working
      ).map
      let schools = map.nodes.map { String($0.id.split(separator: "@")[0]) }
      let sizes = plan.associations.map { Set($0.members.map(\.school)).count }
      #expect(Self.numbers(map.caption[0]) == [sizes.count, Set(schools).count], "\(map.caption[0])")
      if sizes.count > 1, Set(sizes).count > 1 {
        #expect(Self.numbers(map.caption[1]) == [sizes.min() ?? 0, sizes.max() ?? 0], "\(map.caption[1])")
      }
      let low = Set(
        zip(schools, map.nodes).filter { $0.1.style == .lowResult }.map(\.0))
      let sentence = try #require(map.caption.first { $0.hasPrefix("Школ с низкими") })
      #expect(Self.numbers(sentence).first == low.count, "\(sentence)")
      let counts = Dictionary(schools.map { ($0, 1) }, uniquingKeysWith: +).values.filter { $0 > 1 }.count
      if sizes.count > 1, counts > 0 { #expect(map.caption.last.map(Self.numbers) == [counts]) }
    }
  }

  @Test func wordsAgreeWithNumbers() {
    let forms = [0, 1, 2, 4, 5, 11, 14, 21, 22, 100, 101, 111, 112].map { CaptionText.form($0, "о", "н", "м") }
    #expect(forms.joined() == "моннмммонмомм")
    #expect(CaptionText.percent(1, of: 1000) == "меньше 1\u{A0}%")
    #expect(CaptionText.percent(999, of: 1000) == "больше 99\u{A0}%")
    #expect(CaptionText.percent(1, of: 3) == "33\u{A0}%")
    #expect(CaptionText.percent(1, of: 0) == "0\u{A0}%")
    #expect(CaptionText.percent(3, of: 3) == "100\u{A0}%")
    #expect(CaptionText.list(["а", "б", "в", "г"]) == "а, б, в, г")
    #expect(CaptionText.list(["а", "б", "в", "г", "д"]) == "а, б, в и\u{A0}ещё\u{A0}2")
  }

  @Test func theCaptionIsOnThePageAndInTheDescription() throws {
    let map = MentorMap(SampleNetworks.small().asOf(Self.day), edition: .working).map
    let (scene, files) = try Drawing.inProcess(map)
    let group = try #require(scene.furniture.first { $0.role == .caption })
    #expect(group.texts.count <= 4)
    #expect(group.texts.allSatisfy { $0.size >= 9 })
    #expect(group.texts.map(\.text).joined(separator: " ") == map.caption.joined(separator: " "))
    #expect(SVGReader(files[.svg] ?? []).words.contains(map.caption.joined(separator: " ")))
    #expect(SceneTests.faults(in: scene, of: map) == [])
  }

  /// A caption too long for the page loses whole sentences there, and none in the description.
  @Test func longCaptionsLoseWholeSentences() throws {
    var map = MentorMap(SampleNetworks.small().asOf(Self.day), edition: .working).map
    let long = (1...9).map { "Предложение \($0) " + String(repeating: "со словами ", count: 16) + "кончается." }
    map.caption = long
    let scene = try Drawing.inProcess(map).scene
    let drawn = try #require(scene.furniture.first { $0.role == .caption }).texts.map(\.text).joined(separator: " ")
    #expect(drawn.hasSuffix("кончается."))
    #expect(long.joined(separator: " ").hasPrefix(drawn))
    #expect(scene.summary.contains(long.joined(separator: " ")))
    map.caption = [String(repeating: "я", count: 390)]
    #expect(try !Drawing.inProcess(map).scene.furniture.contains { $0.role == .caption })
  }
}
