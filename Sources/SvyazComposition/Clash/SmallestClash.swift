/// Searches for the fewest rules that cannot hold together, asking whether sets of rules can.
///
/// Implicit hitting sets (A. Ignatiev, A. Previti, M. Liffiton, J. Marques-Silva, *Smallest MUS extraction with minimal
/// hitting set dualization*, 2015): every set of rules that can hold leaves some rule out, and a clash has one of
/// those. A smallest set that meets all of these complements either clashes, and is then a smallest clash, or can hold
/// and gives one more complement. Rules that may be exchanged for one another are counted, not named.
struct SmallestClash {
  enum Answer {
    /// The rules that hold in some answer, those asked for among them.
    case possible(kept: [Bool])
    case impossible
    case undecided
  }

  struct Outcome: Equatable {
    /// Rules by number, ascending.
    var rules: [Int]
    var isSmallest: Bool
    var isProved: Bool
  }

  private let ruleCount: Int
  /// Rules by class, classes by their first rule.
  private let classes: [[Int]]
  private let ask: ([Bool]) throws -> Answer
  private let questions: Int
  private var questionsLeft: Int
  /// By complement and class: a clash has more rules of some class than this.
  private var cuts: [[Int]] = []
  private var known: [[Bool]: Answer] = [:]

  /// - Parameters:
  ///   - classes: by rule, any number that rules which may be exchanged share.
  ///   - questions: how often `ask` may be called.
  init(classes: [Int], questions: Int, ask: @escaping ([Bool]) throws -> Answer) {
    ruleCount = classes.count
    self.ask = ask
    self.questions = questions
    questionsLeft = questions
    var place: [Int: Int] = [:]
    var lists: [[Int]] = []
    for (rule, name) in classes.enumerated() {
      if let known = place[name] {
        lists[known].append(rule)
      } else {
        place[name] = lists.count
        lists.append([rule])
      }
    }
    self.classes = lists
  }

  mutating func run() throws -> Outcome {
    var lowerBound = 0
    var open: [Int] = []
    while questionsLeft > 0 {
      guard let counts = SmallestHit.find(cuts, limits: classes.map(\.count)) else { break }
      let chosen = set(counts)
      lowerBound = counts.reduce(0, +)
      switch try answer(chosen) {
      case .impossible: return Outcome(rules: numbers(chosen), isSmallest: true, isProved: true)
      case .possible(let kept): cut(try grow(kept))
      case .undecided:
        open = numbers(chosen)
        questionsLeft = 0
      }
    }
    // No time for the smallest: one that no rule can be left out of.
    questionsLeft = min(4 * ruleCount + 16, max(100, questions))
    let everything = [Bool](repeating: true, count: ruleCount)
    guard case .impossible = try answer(everything) else {
      return Outcome(rules: open, isSmallest: false, isProved: false)
    }
    let clash = numbers(try shrink(everything))
    return Outcome(rules: clash, isSmallest: clash.count <= lowerBound, isProved: true)
  }

  private mutating func answer(_ set: [Bool]) throws -> Answer {
    if let answer = known[set] { return answer }
    guard questionsLeft > 0 else { return .undecided }
    questionsLeft -= 1
    let answer = try ask(set)
    known[set] = answer
    return answer
  }

  /// Adds rules, many at once where they can hold, until (nearly) no further one can.
  private mutating func grow(_ start: [Bool]) throws -> [Bool] {
    var kept = start
    var pieces = [Array(classes.indices)]
    while let piece = pieces.popLast() {
      let missing = piece.filter { classes[$0].contains { !kept[$0] } }
      guard !missing.isEmpty else { continue }
      if try add(missing.flatMap { classes[$0] }, to: &kept) { continue }
      if missing.count > 1 {
        pieces.append(Array(missing[(missing.count / 2)...]))
        pieces.append(Array(missing[..<(missing.count / 2)]))
      } else {
        try addSome(of: classes[missing[0]], to: &kept)
      }
    }
    return kept
  }

  private mutating func add(_ rules: [Int], to kept: inout [Bool]) throws -> Bool {
    var wanted = kept
    for rule in rules { wanted[rule] = true }
    guard case .possible(let more) = try answer(wanted) else { return false }
    kept = more
    return true
  }

  /// As many rules of a class, which cannot all be added, as can: by halving.
  private mutating func addSome(of rules: [Int], to kept: inout [Bool]) throws {
    var most = rules.count { !kept[$0] } - 1
    while most > 0 {
      let missing = rules.filter { !kept[$0] }
      let count = (most + 1) / 2
      if try add(Array(missing.prefix(count)), to: &kept) {
        let left = rules.count { !kept[$0] }
        most -= missing.count - left
      } else {
        most = count - 1
      }
    }
  }

  private mutating func cut(_ kept: [Bool]) {
    cuts.append(classes.map { rules in rules.count { kept[$0] } })
  }

  /// Takes rules away, in ever smaller pieces, while the rest clashes. What could not be told of many rules may be clear
  /// when there are fewer: one rule at a time is tried until none can be taken away.
  private mutating func shrink(_ start: [Bool]) throws -> [Bool] {
    var clash = start
    var length = max(1, ruleCount / 2)
    while true {
      let rules = numbers(clash)
      for first in stride(from: 0, to: rules.count, by: length) {
        var fewer = clash
        for rule in rules[first..<min(first + length, rules.count)] { fewer[rule] = false }
        if case .impossible = try answer(fewer) { clash = fewer }
      }
      if length == 1, numbers(clash).count == rules.count { return clash }
      length = max(1, length / 2)
    }
  }

  /// The first rules of each class.
  private func set(_ counts: [Int]) -> [Bool] {
    var set = [Bool](repeating: false, count: ruleCount)
    for (rules, count) in zip(classes, counts) { for rule in rules.prefix(count) { set[rule] = true } }
    return set
  }

  private func numbers(_ set: [Bool]) -> [Int] { set.indices.filter { set[$0] } }
}

/// The fewest rules that meet every cut, as counts of classes.
enum SmallestHit {
  /// - Parameter cuts: by cut and class: in some class there must be more than this.
  /// - Returns: `nil` where there is none or the search is too long. Deterministic.
  static func find(_ cuts: [[Int]], limits: [Int]) -> [Int]? {
    var best: [Int]?
    var bestSize = limits.reduce(0, +) + 1
    var steps = 200_000
    func go(_ counts: [Int], _ size: Int) {
      guard steps > 0 else { return }
      steps -= 1
      guard size < bestSize else { return }
      // Of the cuts not met, the one with the fewest ways to meet it.
      var chosen: [(name: Int, size: Int)]?
      for cut in cuts where zip(counts, cut).allSatisfy({ $0 <= $1 }) {
        let ways = cut.indices.filter { cut[$0] < limits[$0] }.map { (name: $0, size: cut[$0] + 1 - counts[$0]) }
        if ways.count < chosen?.count ?? .max { chosen = ways }
        if ways.count <= 1 { break }
      }
      guard let ways = chosen else {
        best = counts
        bestSize = size
        return
      }
      for way in ways.sorted(by: { ($0.size, $0.name) < ($1.size, $1.name) }) {
        var more = counts
        more[way.name] += way.size
        go(more, size + way.size)
      }
    }
    go([Int](repeating: 0, count: limits.count), 0)
    return steps > 0 ? best : nil
  }
}
