import SvyazComposition
import SvyazGraph
import SvyazTestSupport
import Testing

/// What holds of every work plan, told without the planner's code.
@Suite struct WorkPlanTests {
  /// The school year of the default calendar, written out once more.
  static func isSchoolDay(_ day: Day) -> Bool {
    let text = day.description.dropFirst(5)
    let holidays = [
      "06-01"..."09-01", "10-26"..."11-04", "12-27"..."12-31", "01-01"..."01-10", "02-23"..."02-23", "03-08"..."03-08",
      "03-22"..."03-31", "05-01"..."05-10",
    ]
    return !holidays.contains { $0.contains(String(text)) }
  }

  /// Sakamoto's method; 0 is Sunday.
  static func weekday(_ day: Day) -> Int {
    let offsets = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
    let year = day.month < 3 ? day.year - 1 : day.year
    return (year + year / 4 - year / 100 + year / 400 + offsets[day.month - 1] + day.dayOfMonth) % 7
  }

  @Test("days are school days, hosts are members, hosting is even", arguments: 0..<8) func keepsRules(block: UInt64)
    throws
  {
    for seed in block * 25..<block * 25 + 25 {
      var town = WorkPlanCase(seed: seed, events: seed % 2 == 1)
      var options = WorkPlanOptions(from: WorkPlanCase.from)
      options.frequency = seed % 3 == 0 ? .every(weeks: town.number(1...8)) : .meetings(town.number(1...14))
      let network = town.network
      let plan = try network.workPlan(options)
      #expect(plan == (try network.shuffled(seed: seed).workPlan(options)), "seed \(seed)")
      #expect(plan.associations.count == network.associations.count)
      for association in plan.associations {
        let members = Set(town.schools(association.association))
        let own = network.events.filter { $0.association == association.association }
        let standing = own.filter { options.from <= $0.day && $0.day <= options.to }
        #expect(association.standing.count == standing.count)
        let days = association.meetings.map(\.day)
        #expect(days == days.sorted() && Set(days).count == days.count, "seed \(seed)")
        #expect(Set(days).isDisjoint(with: own.map(\.day)), "seed \(seed): a day that is taken")
        for day in days {
          #expect(options.from <= day && day <= options.to)
          #expect(Self.isSchoolDay(day) && (2...4).contains(Self.weekday(day)), "seed \(seed): \(day)")
        }
        if case .meetings(let count) = options.frequency {
          #expect(days.count == max(0, count - standing.count), "seed \(seed)")
        }
        // Figures, counted again.
        let hosts = standing.compactMap(\.host) + association.meetings.compactMap(\.host)
        #expect(association.meetings.allSatisfy { $0.host.map(members.contains) ?? false })
        #expect(Set(association.shares.map(\.school)) == members)
        var hosted: [SchoolID: Int] = [:]
        for host in hosts { hosted[host, default: 0] += 1 }
        for share in association.shares {
          #expect(share.hosted == hosted[share.school] ?? 0)
          let metres = hosts.reduce(0) { $0 + TravelOracle.metres(share.school, $1, network) }
          #expect(share.metres == metres, "seed \(seed)")
        }
        if standing.isEmpty {
          let counts = association.shares.map(\.hosted)
          #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1, "seed \(seed): \(counts)")
        }
        // Nobody who hosts anew had hosted more before than one who does not host.
        for giver in association.shares where giver.newlyHosted > 0 {
          for other in association.shares { #expect(giver.hosted - 1 <= other.hosted, "seed \(seed)") }
        }
      }
      // Planning again adds nothing.
      var planned = network
      planned.events += plan.events(in: network)
      #expect(planned.violations() == [], "seed \(seed)")
      let again = try planned.workPlan(options)
      #expect(again.associations.allSatisfy { $0.meetings.isEmpty }, "seed \(seed)")
    }
  }

  @Test("travel is shared as fairly as brute force can", arguments: 0..<8) func sharesTravel(block: UInt64) throws {
    var ties = 0
    for seed in block * 25..<block * 25 + 25 {
      var town = WorkPlanCase(seed: seed, groups: 1, members: 3...8, schools: 18, events: seed % 2 == 0)
      var options = WorkPlanOptions(from: WorkPlanCase.from)
      options.frequency = .meetings(town.number(1...8))
      let plan = try town.network.workPlan(options)
      for association in plan.associations {
        let best = TravelOracle.best(association, town.network, options)
        #expect(association.isProved)
        #expect(
          association.greatestMetres == best.greatest && association.totalMetres == best.sum,
          "seed \(seed), \(association.association)")
        if best.choices > 1 { ties += 1 }
      }
    }
    #expect(ties > 10, "the choice of hosts mattered only \(ties) times")
  }

  @Test("two subjects of one school do not meet on one day", arguments: 0..<4) func avoidsClashes(block: UInt64) throws
  {
    for seed in block * 10..<block * 10 + 10 {
      // Everybody is in both subjects.
      let town = WorkPlanCase(seed: seed, groups: 2, members: 6...6, schools: 12)
      // The first and the last week of the school year have one day for meetings each: there it cannot be avoided.
      var options = WorkPlanOptions(from: "2021-09-01", to: "2022-05-31")
      options.frequency = .every(weeks: 1)
      let plan = try town.network.workPlan(options)
      // By the number of the Sunday before.
      let weeks = Set(
        (0..<273).map { options.from.adding(days: $0) }
          .filter { Self.isSchoolDay($0) && (2...4).contains(Self.weekday($0)) }
          .map { $0.number - Self.weekday($0) })
      #expect(plan.associations.allSatisfy { $0.meetings.count == weeks.count })
      #expect(Set(plan.clashes.map(\.day)) == ["2021-09-02", "2022-05-31"], "seed \(seed)")
      #expect(plan.clashes.count == 24, "every school, twice")
      // With fewer meetings there is no need to meet in those weeks.
      for count in [3, 11, 20, 30] {
        options.frequency = .meetings(count)
        #expect(try town.network.workPlan(options).clashes == [], "seed \(seed), \(count) meetings")
      }
      options.frequency = .every(weeks: 1)
      // Only one weekday: then they cannot be kept apart.
      options.calendar.weekdays = [.wednesday]
      let narrow = try town.network.workPlan(options)
      #expect(!narrow.clashes.isEmpty, "seed \(seed)")
      for clash in narrow.clashes {
        #expect(clash.associations.count == 2)
        for id in clash.associations {
          #expect(town.schools(id).contains(clash.school))
          let days = narrow.associations.filter { $0.association == id }.flatMap { $0.meetings.map(\.day) }
          #expect(days.contains(clash.day))
        }
      }
    }
  }

  @Test("days are exchanged where a first choice leaves none, and no single move would help") func goesBack() throws {
    // One week of three days. The first subject would meet on Tuesday, the second on Wednesday; the third can only on
    // Tuesday, and the first, which has to give way, then only on Wednesday: two have to move for the third.
    var network = Network(
      id: "city", name: "Город", asOf: "2021-09-01",
      subjects: ["a", "b", "c", "d", "e"].map { Subject(id: SubjectID(stringLiteral: $0), name: $0) })
    for (name, members) in [
      ("a", ["ab", "ac", "ae"]), ("b", ["ab"]), ("c", ["ac", "cd"]), ("d", ["cd"]), ("e", ["ae"]),
    ] {
      let id = AssociationID(stringLiteral: name)
      let begin = DayInterval(from: "2020-10-01")
      network.associations.append(
        Association(
          id: id, name: name, subject: SubjectID(stringLiteral: name), base: SchoolID(stringLiteral: members[0]),
          interval: begin))
      for member in members {
        let school = SchoolID(stringLiteral: member)
        if !network.schools.contains(where: { $0.id == school }) {
          network.schools.append(School(id: school, name: member))
        }
        network.memberships.append(Membership(association: id, school: school, role: .member, interval: begin))
      }
    }
    for (id, day, association) in [
      ("1", "2021-09-15", "d"), ("2", "2021-09-16", "d"), ("3", "2021-09-16", "e"),
    ] as [(EventID, Day, AssociationID)] {
      network.events.append(
        Event(id: id, kind: .seminar, title: "Встреча", day: day, association: association, organiser: "ЦРО"))
    }
    let options = WorkPlanOptions(from: "2021-09-13", to: "2021-09-17", frequency: .meetings(1))
    let plan = try network.workPlan(options)
    #expect(plan.clashes == [])
    #expect(plan.associations.map(\.meetings.count) == [1, 1, 1, 0, 0])
    #expect(plan.associations[0].meetings.first?.day == "2021-09-15")
    #expect(plan.associations[2].meetings.first?.day == "2021-09-14")
  }

  @Test("themes of the planner come first, and those that find no meeting are told") func takesThemes() throws {
    let town = WorkPlanCase(seed: 1)
    var options = WorkPlanOptions(from: WorkPlanCase.from)
    options.frequency = .meetings(2)
    options.themes = [
      MeetingTheme(.training, "Первая"), MeetingTheme(.lessonVisit, "Вторая"), MeetingTheme(.seminar, "Третья"),
    ]
    let plan = try town.network.workPlan(options)
    for association in plan.associations {
      #expect(association.meetings.map(\.theme) == Array(options.themes.prefix(2)))
    }
    #expect(plan.unusedThemes == [options.themes[2]])
    options.frequency = .meetings(12)
    let long = try town.network.workPlan(options)
    for association in long.associations {
      let titles = association.meetings.map(\.theme.title)
      #expect(titles.starts(with: ["Первая", "Вторая", "Третья"]))
      #expect(Set(titles).count == 12)
      #expect(titles.last == "Итоги учебного года: что изменилось, план на следующий год")
    }
    #expect(long.unusedThemes == [])
    options.themes = []
    let usual = try town.network.workPlan(options)
    for association in usual.associations {
      #expect(association.meetings.first?.theme.title == "Организационное заседание: план работы ММО на учебный год")
      let hosts = association.meetings.compactMap(\.host)
      #expect(zip(hosts, hosts.dropFirst()).allSatisfy { $0 != $1 })
      #expect(hosts.first == association.base, "the base hosts first")
    }
  }

  @Test("associations are planned only for days of theirs") func keepsToIntervals() throws {
    var town = WorkPlanCase(seed: 3, groups: 1)
    town.network.associations[0].interval = DayInterval(from: "2020-10-01", to: "2021-12-01")
    town.network.associations[1].interval = DayInterval(from: "2022-02-01")
    let plan = try town.network.workPlan(WorkPlanOptions(from: WorkPlanCase.from))
    #expect(plan.associations.count == 2)
    #expect(plan.associations[0].meetings.allSatisfy { $0.day < "2021-12-01" })
    #expect(plan.associations[1].meetings.allSatisfy { $0.day >= "2022-02-01" })
    #expect(plan.associations.allSatisfy { !$0.meetings.isEmpty })
    // A member of a part of the span does not host.
    let leaver = town.schools("mmo-mathematics-1")[1]
    for index in town.network.memberships.indices where town.network.memberships[index].school == leaver {
      town.network.memberships[index].interval.to = "2021-10-01"
    }
    let other = try town.network.workPlan(WorkPlanOptions(from: WorkPlanCase.from))
    #expect(other.associations[0].meetings.allSatisfy { $0.host != leaver })
    #expect(other.associations[0].shares.contains { $0.school == leaver && $0.newlyHosted == 0 })
  }

  @Test("what cannot be planned is named") func refuses() throws {
    let network = WorkPlanCase(seed: 2).network
    func error(_ change: (inout WorkPlanOptions) -> Void) -> WorkPlanError? {
      var options = WorkPlanOptions(from: WorkPlanCase.from)
      change(&options)
      do { _ = try network.workPlan(options) } catch { return error }
      return nil
    }
    #expect(error { $0.to = "2021-08-31" }?.code == "workplan.optionOutOfRange")
    #expect(error { ($0.from, $0.to) = (.first, .last) }?.code == "workplan.optionOutOfRange")
    #expect(error { $0.frequency = .meetings(0) }?.code == "workplan.optionOutOfRange")
    #expect(error { $0.frequency = .every(weeks: 53) }?.code == "workplan.optionOutOfRange")
    #expect(error { $0.frequency = .every(weeks: .min) }?.code == "workplan.optionOutOfRange")
    #expect(error { $0.themes = [MeetingTheme(.seminar, " ")] }?.code == "workplan.optionOutOfRange")
    #expect(error { $0.subject = "physics" } == .unknownSubject("physics", known: ["mathematics", "russian"]))
    #expect(error { $0.association = "mmo-9" } == .unknownAssociation("mmo-9"))
    #expect(
      error { ($0.association, $0.subject) = ("mmo-russian-1", "mathematics") }
        == .otherSubject("mmo-russian-1", "russian"))
    #expect(
      error { ($0.from, $0.to) = ("2019-09-01", "2020-05-31") }
        == .noneInForce(from: "2019-09-01", to: "2020-05-31", association: nil))
    #expect(
      error { ($0.from, $0.to) = ("2022-06-01", "2022-08-31") } == .noMeetingDays(from: "2022-06-01", to: "2022-08-31"))
    // Thursday the second, a whole week, Tuesday the fourteenth.
    #expect(error { ($0.to, $0.frequency) = ("2021-09-14", .meetings(3)) } == nil)
    #expect(error { ($0.to, $0.frequency) = ("2021-09-14", .meetings(4)) } == .tooManyMeetings(4, weeks: 3))
    for error in [
      error { $0.to = "2021-08-31" }, error { $0.association = "mmo-9" }, error { $0.subject = "physics" },
    ].compactMap({ $0 }) {
      #expect(!error.message.isEmpty && !error.advice.isEmpty)
    }
    // The ends of the calendar are no trap.
    var edge = network
    for index in edge.associations.indices { edge.associations[index].interval = DayInterval(from: .first) }
    for index in edge.memberships.indices { edge.memberships[index].interval = DayInterval(from: .first) }
    for day in [Day.first, Day.last] { _ = try? edge.workPlan(WorkPlanOptions(from: day)) }
  }
}
