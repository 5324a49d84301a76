import SvyazGraph
import SvyazIndicators
import SvyazTestSupport
import Testing

/// Indicators 1–8 against ``EightOracle`` on random networks, and what must hold on every one of them.
@Suite struct EightOracleTests {
  static func days(_ seed: UInt64) -> [Day] {
    var random = SeededGenerator(seed: seed &* 7919)
    return (0..<4).map { _ in
      Day(year: 2020, month: 12, day: 1)?.adding(days: Int.random(in: -900...900, using: &random)) ?? .last
    }
  }

  @Test(arguments: 0..<6) func agreesWithTheOracle(block: UInt64) {
    for seed in block * 10..<block * 10 + 10 {
      var network = RandomNetwork.make(seed: seed, schools: 14, constraints: .arbitrary)
      // The oracle knows the standard readings.
      network.definitions = []
      for day in Self.days(seed) {
        let sheet = IndicatorSheet(network: network, day: day, numbers: 1...8)
        let ours = sheet.indicators.flatMap { row in row.readings.map { (row.number, $0) } }
        let oracle = EightOracle(network: network, day: day).readings
        #expect(ours.map { "\($0.0) \($0.1.definition.id)" } == oracle.map(\.name))
        for ((_, reading), expected) in zip(ours, oracle) {
          let figure = reading.figure
          let answer = EightOracle.Answer(count: figure.count, of: figure.of, schools: figure.schools)
          #expect(answer == expected.answer, "\(expected.name), seed \(seed), \(day)")
          #expect(figure.sharePerMille == expected.answer.share, "\(expected.name), seed \(seed), \(day)")
          #expect(figure.ceilingPerMille == expected.ceiling, "\(expected.name), seed \(seed), \(day)")
        }
      }
    }
  }

  @Test("the oracle's cases are not all empty") func occur() {
    var seen: [String: Int] = [:]
    for seed in 0..<60 as Range<UInt64> {
      let network = RandomNetwork.make(seed: seed, schools: 14, constraints: .arbitrary)
      for day in Self.days(seed) {
        for reading in EightOracle(network: network, day: day).readings where reading.answer.count > 0 {
          seen[reading.name, default: 0] += 1
        }
      }
    }
    #expect(seen.count == 14, "\(seen)")
  }

  @Test("the share at a date is that of the history up to it", arguments: 0..<4) func replay(block: UInt64) {
    for seed in block * 8..<block * 8 + 8 {
      let network = RandomNetwork.make(seed: seed, schools: 14, constraints: .arbitrary)
      for day in Self.days(seed) {
        let whole = IndicatorSheet(network: network, day: day)
        let replayed = IndicatorSheet(network: network.history(upTo: day), day: day)
        for (left, right) in zip(whole.indicators, replayed.indicators) {
          #expect(left.readings.map(\.figure) == right.readings.map(\.figure), "\(left.number), seed \(seed), \(day)")
          #expect(left.oneStepShort == right.oneStepShort)
          // The course is made of the same figures.
          #expect(left.forecast.trend == right.forecast.trend, "\(left.number), seed \(seed), \(day)")
          #expect(left.forecast.trend.last?.sharePerMille == left.headline?.figure.sharePerMille)
        }
      }
    }
  }

  @Test("bounds hold the value, and the ceiling", arguments: 0..<6) func bounds(block: UInt64) {
    for seed in block * 10..<block * 10 + 10 {
      let network = RandomNetwork.make(seed: seed, schools: 14, constraints: .arbitrary)
      for rule in PartnershipRule.allCases {
        for indicator in IndicatorSheet(network: network, day: Self.days(seed)[0], rule: rule).indicators {
          for reading in indicator.readings {
            let bounds = reading.bounds
            if let share = reading.figure.sharePerMille {
              #expect((bounds.lowerPerMille ?? .max) <= share && share <= (bounds.upperPerMille ?? .min))
            }
            if bounds.missing.isEmpty {
              #expect(bounds.lowerPerMille == reading.figure.sharePerMille)
              #expect(bounds.upperPerMille == reading.figure.sharePerMille)
            }
          }
        }
      }
    }
  }

  @Test("bounds of schools hold what the figure becomes once the missing rows are there", arguments: 0..<6)
  func hiddenRows(block: UInt64) throws {
    for seed in block * 10..<block * 10 + 10 {
      var random = SeededGenerator(seed: seed)
      let whole = RandomNetwork.make(seed: seed, schools: 14, constraints: .arbitrary)
      let day = Self.days(seed)[1]
      var hidden = whole
      let silent = Set(whole.schools.map(\.id).filter { _ in Int.random(in: 0...2, using: &random) == 0 })
      hidden.programmes.removeAll { silent.contains($0.school) }
      hidden.staff.removeAll { silent.contains($0.school) }
      for number in [1, 2] {
        let known = IndicatorSheet(network: whole, day: day, numbers: [number]).indicators[0]
        let doubtful = IndicatorSheet(network: hidden, day: day, numbers: [number]).indicators[0]
        for (truth, guess) in zip(known.readings, doubtful.readings) {
          guard let share = truth.figure.sharePerMille else { continue }
          #expect(
            (guess.bounds.lowerPerMille ?? .max) <= share && share <= (guess.bounds.upperPerMille ?? .min),
            "\(number), seed \(seed)")
        }
      }
    }
  }

  @Test func rowOrderDoesNotMatter() {
    for seed in 0..<12 as Range<UInt64> {
      let network = RandomNetwork.make(seed: seed, schools: 14, constraints: .arbitrary)
      #expect(
        IndicatorSheet(network: network, day: network.asOf)
          == IndicatorSheet(network: network.shuffled(seed: seed), day: network.asOf))
    }
  }

  @Test("figures of any size do not trap") func hugeFigures() {
    var network = TwelveSchools.network
    for index in network.staff.indices {
      network.staff[index].total = .max
      network.staff[index].trainedQuality = .max
    }
    for index in network.results.indices {
      network.results[index].participants = .max
      network.results[index].successful = .max
    }
    for index in network.schools.indices { network.schools[index].students = .max }
    network.targets = [IndicatorTarget(indicator: 5, perMille: .max, day: .last)]
    for day in [TwelveSchools.day, .first, .last] {
      #expect(IndicatorSheet(network: network, day: day).indicators.count == 9)
    }
    let empty = Network(id: "empty", name: "", asOf: "2021-01-01", subjects: [])
    #expect(
      IndicatorSheet(network: empty, day: .last).indicators.allSatisfy { $0.headline?.figure.sharePerMille == nil })
  }
}

extension Figure {
  /// Schools of the numerator, or all with figures.
  fileprivate var schools: [SchoolID] {
    switch self {
    case .schools(let reading): reading.numerator
    case .people(let reading): reading.schools.map(\.school)
    }
  }
}

extension Network {
  /// What had begun by `day`: nothing of the time after it.
  func history(upTo day: Day) -> Network {
    var past = self
    past.statuses.removeAll { $0.interval.from > day }
    past.partnerships.removeAll { $0.interval.from > day }
    past.associations.removeAll { $0.interval.from > day }
    past.memberships.removeAll { $0.interval.from > day }
    past.programmes.removeAll { $0.interval.from > day || $0.developed > day }
    past.events.removeAll { $0.day > day }
    past.staff.removeAll { $0.year > day.year }
    past.results.removeAll { $0.year > day.year }
    return past
  }
}
