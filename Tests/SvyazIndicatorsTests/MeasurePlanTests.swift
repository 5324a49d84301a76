import SvyazGraph
import SvyazIndicators
import SvyazTestSupport
import Testing

@Suite struct MeasurePlanTests {
  static func measure(
    _ number: Int, from: Day? = nil, to: Day? = nil, done: Day? = nil, evidence: String = "",
    responsible: String = "ЦРО", section: String = "У"
  ) -> Measure {
    Measure(
      number: number, section: section, title: "м\(number)", dueFrom: from, dueTo: to, responsible: responsible,
      expected: "о", doneOn: done, evidence: evidence)
  }

  /// Two low-result schools, two others; two subjects.
  static func network(_ measures: [Measure], _ change: (inout Network) -> Void = { _ in }) -> Network {
    var network = Network(
      id: "town", name: "Город", asOf: "2021-04-30",
      subjects: [Subject(id: "maths", name: "математика"), Subject(id: "russian", name: "русский язык")])
    network.schools = ["a", "b", "c", "d"].map { School(id: $0, name: $0.rawValue) }
    network.statuses = ["a", "b"].map {
      SchoolStatus(school: $0, status: .lowResult, interval: DayInterval(from: "2020-01-01"))
    }
    network.measures = measures
    change(&network)
    return network
  }

  static func state(
    _ measure: Measure, on day: Day, _ change: (inout Network) -> Void = { _ in }
  ) throws -> MeasureState {
    try #require(MeasurePlan(network([measure], change), on: day).states.first)
  }

  // MARK: Rows alone

  /// Every combination of four days, against the rules as the definition words them.
  @Test func statusFollowsTheRow() throws {
    let days: [Day?] = [nil, "2021-01-01", "2021-01-02", "2021-01-03", "2021-01-04"]
    var seen: [MeasureStatus: Int] = [:]
    for from in days {
      for to in days {
        for done in days {
          for evidence in ["", " ", "справка"] {
            for day in days.compactMap(\.self) {
              let measure = Self.measure(99, from: from, to: to, done: done, evidence: evidence)
              let state = try Self.state(measure, on: day)
              let expected: MeasureStatus =
                if let done, done <= day {
                  if let to, done > to { .doneLate } else { .done }
                } else if let to, day > to { .late } else if let from, from <= day {
                  .underWay
                } else if from == nil,
                  evidence == "справка"
                { .underWay } else { .notBegun }
              #expect(state.status == expected, "\(measure) \(day)")
              #expect((state.daysLate != nil) == (expected == .late || expected == .doneLate))
              #expect(state.daysLate.map { $0 > 0 } ?? true)
              #expect(!state.isDoneByData && state.contradictions.isEmpty)
              let lacksDocument = evidence != "справка" && [.done, .doneLate, .late].contains(expected)
              #expect(state.lacking == (lacksDocument ? [.document] : []), "\(measure) \(day)")
              seen[expected, default: 0] += 1
            }
          }
        }
      }
    }
    #expect(MeasureStatus.allCases.allSatisfy { seen[$0, default: 0] > 20 }, "\(seen)")
  }

  @Test func theLastDayIsInTime() throws {
    let measure = Self.measure(1, to: "2020-05-15", evidence: "схема")
    #expect(try Self.state(measure, on: "2020-05-15").status == .underWay)
    let late = try Self.state(measure, on: "2020-05-25")
    #expect(late.status == .late && late.daysLate == 10)
    var done = measure
    done.doneOn = "2020-05-15"
    #expect(try Self.state(done, on: "2020-06-01").status == .done)
    #expect(try Self.state(done, on: "2020-05-14").status == .underWay, "not done yet")
  }

  // MARK: Events

  static func event(_ id: EventID, _ kind: Event.Kind, _ day: Day, host: SchoolID? = nil) -> Event {
    Event(id: id, kind: kind, title: id.rawValue, day: day, host: host, organiser: "ЦРО")
  }

  @Test func theStrategySessionSpeaksForItself() throws {
    let measure = Self.measure(10, from: "2020-10-01", to: "2020-10-31")
    func state(on day: Day, done: Day? = nil, _ change: (inout Network) -> Void) throws -> MeasureState {
      var measure = measure
      measure.doneOn = done
      return try Self.state(measure, on: day, change)
    }
    let none = try state(on: "2020-11-10") { _ in }
    #expect(none.status == .late && none.lacking == [.events([.strategySession]), .document])

    let held: (inout Network) -> Void = { network in
      network.events = [
        Self.event("old", .strategySession, "2020-09-30", host: "c"),
        Self.event("one", .strategySession, "2020-10-15", host: "c"), Self.event("s", .seminar, "2020-10-16"),
        Self.event("two", .strategySession, "2020-11-05"),
      ]
    }
    let half = try state(on: "2020-10-20", held)
    #expect(half.status == .underWay && half.lacking == [.lowResultParticipants])
    #expect(half.shownBy == [.events(["one"])])

    let both: (inout Network) -> Void = { network in
      held(&network)
      network.participations = [Participation(event: "one", school: "a", role: .participant, people: 1)]
    }
    let done = try state(on: "2020-10-20", both)
    #expect(done.status == .done && done.isDoneByData && done.doneDay == "2020-10-15" && done.lacking == [])
    #expect(done.contradictions == [.notMarkedDone("2020-10-15")])
    #expect(try state(on: "2020-10-14", both).status == .underWay, "the session is still ahead")

    // The low-result school came to the second session only, after the last day.
    let late: (inout Network) -> Void = { network in
      held(&network)
      network.participations = [Participation(event: "two", school: "b", role: .speaker, people: 1)]
    }
    let doneLate = try state(on: "2020-12-01", late)
    #expect(doneLate.status == .doneLate && doneLate.doneDay == "2020-11-05" && doneLate.daysLate == 5)

    #expect(
      try state(on: "2020-12-01", done: "2020-10-20") { _ in }.contradictions == [
        .doneWithoutEvents([.strategySession])
      ])
    #expect(
      try state(on: "2020-12-01", done: "2020-10-10", both).contradictions == [.doneBeforeEvent("one", "2020-10-15")])
    #expect(try state(on: "2020-12-01", done: "2020-10-20", held).contradictions == [.doneWhileLacking])
    #expect(try state(on: "2020-12-01", done: "2020-10-20", both).contradictions == [])
  }

  @Test func seminarsLastThroughTheWholeTime() throws {
    let measure = Self.measure(21, from: "2020-04-01", to: "2021-12-31")
    func state(on day: Day, _ events: [Event]) throws -> MeasureState {
      try Self.state(measure, on: day) { $0.events = events }
    }
    let seminar = Self.event("s", .seminar, "2020-10-01")
    let exchange = Self.event("x", .experienceExchange, "2020-11-01")
    let masterClass = Self.event("m", .masterClass, "2021-02-01")
    let half = try state(on: "2021-01-01", [seminar, exchange, masterClass])
    #expect(half.status == .underWay && half.lacking == [.events([.masterClass])])
    let all = try state(on: "2021-12-31", [seminar, masterClass])
    #expect(all.status == .underWay && all.lacking == [] && all.shownBy == [.events(["s", "m"])])
    let over = try state(on: "2022-01-01", [exchange, masterClass])
    #expect(over.status == .done && over.doneDay == "2021-12-31" && over.isDoneByData)
    let after = try state(on: "2022-02-01", [exchange, Self.event("m", .masterClass, "2022-01-10")])
    #expect(after.status == .doneLate && after.daysLate == 10)
    #expect(try state(on: "2022-01-01", [seminar, exchange]).status == .late)
  }

  // MARK: Associations

  /// An association of each subject, with both low-result schools.
  static func found(_ network: inout Network, from: Day = "2020-10-01") {
    for (id, subject) in [("m", "maths"), ("r", "russian")] as [(AssociationID, SubjectID)] {
      network.associations.append(
        Association(
          id: id, name: "ММО", subject: subject, umo: "УМО", base: "c", interval: DayInterval(from: from)))
      for school in ["a", "b", "c"] as [SchoolID] {
        network.memberships.append(
          Membership(association: id, school: school, role: .member, interval: DayInterval(from: from)))
      }
      var event = Self.event(.init(stringLiteral: "e-\(id)"), .webinar, "2020-11-01")
      event.association = id
      network.events.append(event)
    }
  }

  @Test func associationsMustCoverEveryLowResultSchool() throws {
    let measure = Self.measure(22, from: "2020-04-01", to: "2021-12-31", evidence: "составы")
    func state(on day: Day, _ change: (inout Network) -> Void) throws -> MeasureState {
      try Self.state(measure, on: day, change)
    }
    let none = try state(on: "2020-12-01") { _ in }
    #expect(none.status == .underWay && none.lacking == [.associations("maths"), .associations("russian")])

    let whole = try state(on: "2020-12-01") { Self.found(&$0) }
    #expect(whole.status == .underWay && whole.lacking == [])
    #expect(
      whole.shownBy == [.document("составы"), .associations("maths", ["m"]), .associations("russian", ["r"])])
    #expect(try state(on: "2022-01-01") { Self.found(&$0) }.status == .done)
    let late = try state(on: "2022-03-01") { Self.found(&$0, from: "2022-02-01") }
    #expect(late.status == .doneLate && late.doneDay == "2022-02-01")

    let lacking = try state(on: "2020-12-01") { network in
      Self.found(&network)
      network.memberships.removeAll { $0.association == "m" && $0.school == "b" }
      network.memberships.removeAll { $0.association == "r" && $0.school == "a" }
      network.associations[1].umo = " "
      network.events.removeFirst()
    }
    #expect(
      lacking.lacking == [
        .uncovered("maths", ["b"]), .uncovered("russian", ["a"]), .leadership(["r"]), .meetings(["m"]),
      ])
    // An association without members is none; a meeting ahead is a plan.
    let empty = try state(on: "2020-10-15") { network in
      Self.found(&network)
      network.memberships.removeAll { $0.association == "r" }
    }
    #expect(empty.lacking == [.associations("russian")])
    // Members who left no longer cover.
    let left = try state(on: "2021-06-01") { network in
      Self.found(&network)
      network.memberships[0].interval.to = "2021-06-01"
    }
    #expect(left.lacking == [.uncovered("maths", ["a"])])
  }

  @Test("one more member never uncovers a school", arguments: 0..<40 as Range<UInt64>)
  func coverageGrows(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var network = Self.network([Self.measure(22, from: "2020-04-01", to: "2021-12-31")]) { Self.found(&$0) }
    network.memberships = network.memberships.filter { _ in Bool.random(using: &random) }
    func uncovered(_ network: Network) throws -> Int {
      try #require(MeasurePlan(network, on: "2021-01-01").states.first).lacking.reduce(0) { sum, lack in
        switch lack {
        case .uncovered(_, let schools): sum + schools.count
        case .associations: sum + 2
        default: sum
        }
      }
    }
    let before = try uncovered(network)
    // By sets alone: each subject's low-result schools that are no members.
    let expected = ["m", "r"].reduce(0) { sum, id in
      sum + 2
        - Set(network.memberships.filter { $0.association.rawValue == id }.map(\.school)).intersection(["a", "b"]).count
    }
    #expect(before == expected)
    network.memberships.append(
      Membership(association: "m", school: "a", role: .lowResult, interval: DayInterval(from: "2020-12-31")))
    #expect(try uncovered(network) <= before)
  }

  // MARK: Programmes, courses, parts

  @Test func programmesAndCoursesAreCounted() throws {
    func programme(_ school: SchoolID, _ kind: Programme.Kind, _ day: Day) -> Programme {
      Programme(school: school, kind: kind, developed: day, interval: DayInterval(from: day))
    }
    func figures(_ school: SchoolID, _ year: Int, _ group: StaffFigures.Group, _ trained: Int) -> StaffFigures {
      StaffFigures(
        school: school, year: year, group: group, total: 2, trainedMethodService: trained,
        trainedEffectiveMode: trained, trainedQuality: trained)
    }
    let fill: (inout Network) -> Void = { network in
      network.programmes = [
        programme("a", .qualityImprovement, "2020-11-01"), programme("b", .qualityImprovement, "2020-11-20"),
        programme("c", .teacherGrowth, "2020-11-01"),
      ]
      network.staff = [
        figures("a", 2020, .director, 1), figures("a", 2021, .director, 2), figures("c", 2020, .director, 2),
        figures("a", 2020, .deputy, 1), figures("b", 2020, .deputy, 2), figures("a", 2020, .teacher, 0),
      ]
    }
    let early = try Self.state(Self.measure(11, to: "2020-11-10", done: "2020-11-10"), on: "2020-11-10", fill)
    #expect(early.status == .done && early.contradictions == [.doneWhileLacking])
    #expect(early.shownBy == [.programmes(.qualityImprovement, developed: 1, of: 2)])
    #expect(early.lacking == [.programmes(.qualityImprovement, ["b"]), .document])
    let later = try Self.state(Self.measure(11, to: "2020-11-10", done: "2020-11-10"), on: "2020-12-01", fill)
    #expect(later.contradictions == [] && later.lacking == [.document])
    #expect(try Self.state(Self.measure(11, to: "2020-12-10"), on: "2020-12-01", fill).status == .underWay)

    let directors = try Self.state(Self.measure(17, from: "2020-09-01", to: "2021-12-31"), on: "2020-12-01", fill)
    #expect(
      directors.shownBy == [
        .staff(.director, .effectiveMode, count: 1, of: 2, schools: 1),
        .programmes(.qualityImprovement, developed: 2, of: 2),
      ])
    #expect(
      directors.lacking == [
        .programmes(.teacherGrowth, ["a", "b"]), .training(.director, .effectiveMode, people: 1, ["a"]),
        .figures(.director, ["b"]),
      ])
    let deputies = try Self.state(Self.measure(18, from: "2020-09-01", to: "2020-12-31"), on: "2021-02-01", fill)
    #expect(deputies.status == .late)
    #expect(deputies.lacking == [.training(.deputy, .methodService, people: 1, ["a"]), .document])
    let teachers = try Self.state(
      Self.measure(19, from: "2020-09-01", to: "2020-12-31", done: "2020-12-28", evidence: "план"), on: "2021-02-01",
      fill)
    #expect(teachers.contradictions == [.doneWithoutTraining(.teacher)])
    #expect(teachers.lacking == [.figures(.teacher, ["b"])])
  }

  @Test func partsAreDueOnTheirOwnDays() throws {
    func parts(_ measure: Measure, on day: Day) throws -> [String] {
      try Self.state(measure, on: day).lacking.compactMap {
        guard case .part(let part, let last, let isOver) = $0 else { return nil }
        return "\(part.title) \(last)\(isOver ? " прошёл" : "")"
      }
    }
    let monitoring = Self.measure(13, from: "2020-12-01", to: "2021-05-31")
    #expect(
      try parts(monitoring, on: "2021-01-01") == [
        "мониторинг в декабре 2020-12-31 прошёл", "мониторинг в мае 2021-05-31",
      ])
    #expect(try parts(monitoring, on: "2020-12-31").first == "мониторинг в декабре 2020-12-31")
    #expect(
      try parts(Self.measure(3, to: "2020-05-30"), on: "2020-05-25") == [
        "самоанализ каждой школы 2020-05-22 прошёл", "свод самоанализов 2020-05-30",
      ])
    #expect(try parts(Self.measure(15, to: "2021-03-31"), on: "2020-05-01").count == 2)
    #expect(try parts(Self.measure(15, to: "2021-03-31", done: "2021-03-01"), on: "2021-03-02") == [])
    #expect(try parts(Self.measure(15), on: "2021-03-02") == [])
  }

  // MARK: Groups

  @Test func groupsByPartyAndSection() throws {
    let network = Self.network([
      Self.measure(3, to: "2020-01-01", responsible: "ОО; ТУ ;;оо", section: "М"),
      Self.measure(1, done: "2020-01-01", responsible: "ЦРО; ТУ"),
      Self.measure(2, responsible: " Администрация школы "),
    ])
    let plan = MeasurePlan(network, on: "2021-01-01")
    #expect(plan.states.map(\.measure.number) == [1, 2, 3])
    #expect(plan.byParty.map(\.name) == ["ЦРО", "ТУ", "Администрация школы", "ОО"])
    #expect(plan.byParty.map { $0.states.map(\.measure.number) } == [[1], [1, 3], [2], [3]])
    #expect(plan.bySection.map(\.name) == ["У", "М"])
    #expect(plan.counts.map(\.count) == [1, 0, 1, 0, 1], "not begun, under way, done, done late, late")
    #expect(plan.of(party: "ту ")?.states.map(\.measure.number) == [1, 3])
    #expect(plan.of(party: "никто") == nil)
    for group in plan.byParty + plan.bySection {
      #expect(group.counts.reduce(0) { $0 + $1.count } == group.states.count)
    }
  }
}
