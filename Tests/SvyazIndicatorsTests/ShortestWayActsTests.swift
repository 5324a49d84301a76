import SvyazGraph
import SvyazIndicators
import SvyazTestSupport
import Testing

/// What a way says of each act: its order, its day, whom it brings, the figure after it.
@Suite struct ShortestWayActsTests {
  /// Weekdays but Sunday, which no date of the tests' own may need.
  static let calendar = WayCalendar(
    isPaperDay: { ($0.number + 3) % 7 < 6 }, isEventDay: { (1...3).contains(($0.number + 3) % 7) })

  /// Writes an act into the network as a planner would, dated so that it holds and counts on `at`.
  private static func write(_ act: ShortestWay.Act, into network: inout Network, at: Day, number: Int) -> Bool {
    let new = act.mentor.flatMap { mentor in
      act.mentee.flatMap { PartnershipID("new-\(mentor)-\($0)-\(act.subject?.rawValue ?? "all")") }
    }
    let row = (act.partnership ?? new).flatMap { id in network.partnerships.firstIndex { $0.id == id } }
    let event = EventID("act\(number)") ?? "act"
    switch act.kind {
    case .membership:
      guard let school = act.school, let association = act.association else { return false }
      network.member(school, of: association, from: at)
    case .pair:
      guard let new, row == nil, let mentor = act.mentor, let mentee = act.mentee else { return false }
      network.partner(new, mentor, mentee, .proposed, from: at, subject: act.subject)
    case .agree, .activate:
      let from: Partnership.Status = act.kind == .agree ? .proposed : .agreed
      guard let row, network.partnerships[row].status == from else { return false }
      network.partnerships[row].status = act.kind == .agree ? .agreed : .active
    case .jointEvent:
      guard let row, network.partnerships[row].status(on: at) == .active else { return false }
      let partnership = network.partnerships[row]
      network.event(event, at, within: partnership.id, came: [partnership.mentor, partnership.mentee])
    case .associationEvent:
      guard let id = act.association else { return false }
      let members = network.memberships.filter { $0.association == id && $0.interval.contains(at) }.map(\.school)
      network.event(event, at, of: id, came: Set(members).sorted())
    }
    return true
  }

  @Test(arguments: PartnershipRule.allCases)
  func eachActIsPossibleAndItsFigureIsTheIndicators(rule: PartnershipRule) {
    var acts = 0
    for seed in 0..<300 as Range<UInt64> {
      let random = RandomWay(seed: seed)
      let way = ShortestWay(
        network: random.network, day: random.day, at: random.at, rule: rule, candidates: random.candidates,
        calendar: Self.calendar)
      var network = random.network
      network.events.removeAll { $0.day > random.day }
      func headline() -> SchoolReading { Indicator9(network: network, day: random.at, rule: rule).readings[0] }
      var counted = Set(headline().numerator)
      #expect(way.numerator == counted.count && way.denominator == headline().denominator.count)
      for (number, act) in way.acts.enumerated() {
        #expect(Self.write(act, into: &network, at: random.at, number: number), "seed \(seed), act \(number)")
        let now = headline()
        #expect(act.numerator == now.numerator.count && act.sharePerMille == now.sharePerMille, "seed \(seed)")
        #expect(Set(act.brings) == Set(now.numerator).subtracting(counted), "seed \(seed), act \(number)")
        counted = Set(now.numerator)
      }
      #expect(way.isReached == (counted.count >= way.required), "seed \(seed)")
      acts += way.acts.count
      checkDays(way, seed)
    }
    #expect(acts > 100)
  }

  private func checkDays(_ way: ShortestWay, _ seed: UInt64) {
    let days = way.acts.compactMap(\.day)
    #expect(days.count == way.acts.count && days == days.sorted() && days.allSatisfy { $0 > way.day }, "seed \(seed)")
    for act in way.acts {
      guard let day = act.day else { continue }
      let isEvent = act.kind == .jointEvent || act.kind == .associationEvent
      #expect(isEvent ? Self.calendar.isEventDay(day) : Self.calendar.isPaperDay(day), "seed \(seed)")
      if isEvent, way.at > way.day { #expect(day >= way.at.adding(days: -180), "seed \(seed)") }
    }
    #expect(way.isInTime == days.allSatisfy { $0 <= way.deadline })
  }

  /// Without candidates, the schools that one act would bring are those that are one step short (D16).
  @Test func oneActIsOneStepShort() {
    var short = 0
    for seed in 0..<300 as Range<UInt64> {
      let random = RandomPartnerships(seed: seed)
      for rule in PartnershipRule.allCases {
        let way = ShortestWay(network: random.network, day: random.day, rule: rule, candidates: WayCandidates())
        let indicator = Indicator9(network: random.network, day: random.day, rule: rule)
        let steps = indicator.oneStepShort.map(\.school)
        #expect(way.farther.filter { $0.acts == 1 }.map(\.school) == steps, "seed \(seed), \(rule)")
        let missing = Set(indicator.readings[0].denominator).subtracting(indicator.readings[0].numerator)
        #expect(Set(way.farther.map(\.school)) == missing, "seed \(seed), \(rule)")
        short += steps.count
      }
    }
    #expect(short > 50)
  }

  @Test func theOrderOfRowsPlaysNoPart() {
    for seed in 0..<100 as Range<UInt64> {
      let random = RandomWay(seed: seed)
      var candidates = random.candidates
      candidates.pairs.reverse()
      candidates.memberships.reverse()
      for rule in PartnershipRule.allCases {
        func way(_ network: Network, _ candidates: WayCandidates) -> ShortestWay {
          ShortestWay(network: network, day: random.day, at: random.at, rule: rule, candidates: candidates)
        }
        #expect(way(random.network, random.candidates) == way(random.network.shuffled(seed: seed), candidates))
      }
    }
  }

  @Test func aNewPairTakesItsPapersBeforeItsEvent() {
    var network = Network.sketch()
    network.targets = [IndicatorTarget(indicator: 9, perMille: 500, day: "2020-12-31")]
    let candidates = WayCandidates(pairs: [.init(mentor: "k", mentee: "b", subject: "ru", cost: 7)])
    let way = ShortestWay(network: network, day: "2020-06-29", rule: .active, candidates: candidates)
    #expect(way.acts.map(\.kind) == [.pair, .agree, .activate, .jointEvent])
    #expect(way.acts.map(\.day) == ["2020-07-06", "2020-07-13", "2020-07-14", "2020-07-20"])
    #expect(way.acts.map(\.brings) == [[], [], [], ["b"]])
    #expect(way.cost == 14 && way.isReached && way.isInTime)
    #expect(way.farther.map(\.school) == ["b", "c"] && way.farther.map(\.acts) == [4, nil])
  }

  @Test func anEventForALaterDateIsHeldWithinItsSpan() {
    var network = Network.sketch { $0.partner("p", "k", "b", .active) }
    network.targets = [IndicatorTarget(indicator: 9, perMille: 500, day: "2020-12-31")]
    let way = ShortestWay(
      network: network, day: "2020-01-10", at: "2020-12-31", rule: .active, candidates: WayCandidates())
    #expect(way.acts.map(\.kind) == [.jointEvent])
    #expect(way.acts.map(\.day) == ["2020-07-04"])
  }

  @Test func tooLateIsSaid() {
    var network = Network.sketch { $0.partner("p", "k", "b", .agreed) }
    network.targets = [IndicatorTarget(indicator: 9, perMille: 500, day: "2020-07-03")]
    let way = ShortestWay(network: network, day: "2020-06-29", rule: .active, candidates: WayCandidates())
    #expect(way.acts.map(\.kind) == [.activate, .jointEvent] && way.isReached && !way.isInTime)
    let none = ShortestWay(
      network: network, day: "2020-06-29", rule: .active, candidates: WayCandidates(),
      calendar: WayCalendar(isPaperDay: { _ in false }))
    #expect(none.acts.map(\.day) == [nil, nil] && !none.isInTime)
  }

  @Test func withoutLowResultSchoolsThereIsNothingToDo() {
    var network = Network.sketch()
    network.statuses = []
    let way = ShortestWay(network: network, day: "2020-06-29", rule: .active, candidates: WayCandidates())
    #expect(way.acts.isEmpty && way.isReached && way.isProved && way.denominator == 0)
  }

  /// Costs, places and limits beyond all sense change what is proved, never whether there is an answer.
  @Test func noNumberTraps() {
    var network = Network.sketch {
      $0.partner("p", "k", "b", .active)
      $0.associate("a")
    }
    network.targets = [IndicatorTarget(indicator: 9, perMille: .max, day: .last)]
    let candidates = WayCandidates(
      pairs: [
        .init(mentor: "m", mentee: "c", subject: nil, cost: .max),
        .init(mentor: "c", mentee: "c", subject: nil, cost: .min),
      ],
      memberships: [.init(school: "c", association: "a", cost: .max), .init(school: "c", association: "a", cost: -5)],
      places: ["a": .max], partnershipEventCosts: ["p": .max], associationEventCosts: ["a": .min])
    for day in [Day.first, "2020-06-29", Day.last] {
      let way = ShortestWay(network: network, day: day, at: .last, rule: .active, candidates: candidates)
      #expect(way.isReached)
      _ = ShortestWay(
        network: network, day: day, rule: .formal, candidates: candidates, limits: WayLimits(flows: 0, arcs: .min))
      _ = EvidenceLadder(network: network, day: day)
      _ = PartnershipExpiry(network: network, day: day, rule: .active)
    }
  }
}
