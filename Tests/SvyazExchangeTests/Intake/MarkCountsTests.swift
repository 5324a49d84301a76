import SvyazTestSupport
import Testing

@testable import SvyazExchange

@Suite struct MarkCountsTests {
  /// A quotient of whole numbers, for an oracle that rounds nowhere.
  struct Rational: Comparable {
    var numerator: Int
    var denominator: Int
    static func < (left: Rational, right: Rational) -> Bool {
      left.numerator * right.denominator < right.numerator * left.denominator
    }
    static func == (left: Rational, right: Rational) -> Bool {
      left.numerator * right.denominator == right.numerator * left.denominator
    }
  }

  /// Among all ways to share out the participants, one whose largest distance from the exact shares is least.
  static func leastDistance(_ perCents: [Int], _ participants: Int) -> Rational {
    let sum = perCents.reduce(0, +)
    var best = Rational(numerator: Int.max >> 32, denominator: 1)
    for two in 0...participants {
      for three in 0...participants - two {
        for four in 0...participants - two - three {
          let counts = [two, three, four, participants - two - three - four]
          best = min(best, distance(counts, perCents, participants, sum))
        }
      }
    }
    return best
  }

  static func distance(_ counts: [Int], _ perCents: [Int], _ participants: Int, _ sum: Int) -> Rational {
    zip(counts, perCents).map { count, share in
      Rational(numerator: abs(count * sum - participants * share), denominator: sum)
    }.max() ?? Rational(numerator: 0, denominator: 1)
  }

  @Test func countsSumToTheParticipantsAndAreNearest() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<400 {
      let participants = Int.random(in: 1...14, using: &generator)
      let cuts = (0..<3).map { _ in Int.random(in: 0...1000, using: &generator) }.sorted()
      // Tenths of a per cent.
      let perCents = [cuts[0], cuts[1] - cuts[0], cuts[2] - cuts[1], 1000 - cuts[2]]
      let counts = try #require(MarkCounts.counts(perCents: perCents.map { $0 * 100_000 }, of: participants))
      #expect(counts.reduce(0, +) == participants)
      #expect(counts.allSatisfy { $0 >= 0 })
      let own = Self.distance(counts, perCents, participants, 1000)
      #expect(own < Rational(numerator: 1, denominator: 1), "\(perCents) of \(participants): \(counts)")
      // Hamilton's method gives the least largest distance.
      #expect(own == Self.leastDistance(perCents, participants), "\(perCents) of \(participants): \(counts)")
    }
  }

  /// Printed per cents of real counts give the counts back, with one and with two decimals.
  @Test(arguments: [10, 100]) func printedPerCentsGiveTheCountsBack(parts: Int) throws {
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<5000 {
      let counts = (0..<4).map { _ in Int.random(in: 0...60, using: &generator) }
      let participants = counts.reduce(0, +)
      guard participants > 0 else { continue }
      let printed = counts.map { ($0 * 200 * parts + participants) / (2 * participants) * (1_000_000 / parts) }
      #expect(MarkCounts.counts(perCents: printed, of: participants) == counts, "\(counts)")
    }
  }

  @Test func hugeAndHostileValuesDoNotTrap() {
    #expect(
      MarkCounts.counts(perCents: [25_000_000, 25_000_000, 25_000_000, 25_000_000], of: 1_000_000_000)?.reduce(0, +)
        == 1_000_000_000)
    #expect(MarkCounts.counts(perCents: [.max, .max, 1, 1], of: 5) == nil)
    #expect(MarkCounts.counts(perCents: [-1, 50_000_000, 50_000_001, 0], of: 5) == nil)
    #expect(MarkCounts.counts(perCents: [25_000_000, 25_000_000, 25_000_000, 27_000_000], of: 5) == nil)
    #expect(MarkCounts.counts(perCents: [100_000_000, 0, 0, 0], of: .max) == nil)
    #expect(MarkCounts.reading(marks: [.max, .max, .min, 1], participants: .min) == .neither)
  }

  @Test func tellsCountsFromPerCents() {
    let million = 1_000_000
    #expect(MarkCounts.reading(marks: [8, 24, 22, 10].map { $0 * million }, participants: 64) == .counts)
    #expect(MarkCounts.reading(marks: [10, 40, 30, 20].map { $0 * million }, participants: 100) == .either)
    #expect(MarkCounts.reading(marks: [10, 40, 30, 20].map { $0 * million }, participants: 64) == .perCents)
    #expect(MarkCounts.reading(marks: [10, 40, 30, 40].map { $0 * million }, participants: 64) == .neither)
  }
}
