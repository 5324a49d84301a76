/// Counts of marks 2, 3, 4 and 5 from what a table of statistics gives.
enum MarkCounts {
  /// The counts of a row whose marks are per cent of the participants: whole numbers that sum to the participants.
  ///
  /// Each mark gets the whole part of its share, the places left go to the largest remainders, the lower mark first
  /// (Hamilton's method). All in whole numbers: nothing is rounded on the way. Per cents are printed rounded, so their
  /// sum may be off by one; the shares are taken of that sum.
  /// - Parameter perCents: in millionths of a per cent.
  /// - Returns: `nil` when the per cents do not sum to 100 ± 1, or anything is negative or over a billion people.
  static func counts(perCents: [Int], of participants: Int) -> [Int]? {
    guard (0...CellParsing.mostPeople).contains(participants), let sum = sum(perCents),
      (99_000_000...101_000_000).contains(sum)
    else { return nil }
    var counts: [Int] = []
    var remainders: [(rest: UInt, index: Int)] = []
    var left = participants
    for (index, share) in perCents.enumerated() {
      // At most 10^9 · 1.01·10^8, well inside an `Int`.
      let (whole, rest) = (participants * share).quotientAndRemainder(dividingBy: sum)
      counts.append(whole)
      remainders.append((UInt(rest), index))
      left -= whole
    }
    remainders.sort { $0.rest != $1.rest ? $0.rest > $1.rest : $0.index < $1.index }
    for (_, index) in remainders.prefix(left) { counts[index] += 1 }
    return counts
  }

  /// - Returns: `nil` when one is negative or the sum is beyond any sense.
  static func sum(_ values: [Int]) -> Int? {
    var sum = 0
    for value in values {
      guard (0...1_000_000_000_000_000).contains(value) else { return nil }
      sum += value
    }
    return sum
  }

  /// Whether the marks are fractions of one: they sum to 1 ± 0.01, and not all of them are whole.
  ///
  /// - Parameter marks: in millionths.
  static func areFractions(_ marks: [Int]) -> Bool {
    guard let sum = sum(marks) else { return false }
    return (990_000...1_010_000).contains(sum) && marks.contains { $0 % 1_000_000 != 0 }
  }

  /// - Returns: `nil` when one is beyond any sense.
  static func perCents(ofFractions marks: [Int]) -> [Int]? {
    sum(marks).map { _ in marks.map { $0 * 100 } }
  }

  /// What the marks of a row can be.
  enum Reading { case counts, perCents, either, neither }

  /// - Parameter marks: in millionths.
  static func reading(marks: [Int], participants: Int) -> Reading {
    guard let sum = sum(marks) else { return .neither }
    let isWhole = marks.allSatisfy { $0 % 1_000_000 == 0 }
    let areCounts = isWhole && sum / 1_000_000 == participants
    let arePerCents =
      (99_000_000...101_000_000).contains(sum) && marks.allSatisfy { $0 <= 100_000_000 }
    switch (areCounts, arePerCents) {
    case (true, true): return .either
    case (true, false): return .counts
    case (false, true): return .perCents
    case (false, false): return .neither
    }
  }
}
