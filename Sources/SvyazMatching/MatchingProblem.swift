public import SvyazGraph

/// The matching of one network, date and set of options in whole numbers (design.md §4), in canonical order: schools
/// and subjects by id. The order of rows in the files has no influence.
public struct MatchingProblem: Sendable {
  public struct Demand: Hashable, Sendable {
    /// Number in ``schools``.
    public let school: Int
    /// Number in ``subjects``.
    public let subject: Int
    /// ‰, `nil` when unknown.
    public let strength: Int?
    public let need: Int
    /// The need was not computed from the school's own results.
    public let assumed: Bool
    public var weight: Int { 1000 + need }
  }

  public struct Mentor: Hashable, Sendable {
    public let school: Int
    /// Places in all subjects together.
    public let capacity: Int
    /// Places by subject number; subjects that the school does not mentor are absent.
    public let places: [Int: Int]
    /// Subjects for whose pins alone there are places: the rules leave the school out.
    public let pinOnly: Set<Int>

    func mentors(_ subject: Int) -> Bool { places[subject] != nil && !pinOnly.contains(subject) }
  }

  /// An admissible pair: a demand and a mentor, with the load left out of its cost.
  public struct Arc: Hashable, Sendable {
    public let mentor: Int
    public let cost: Int
  }

  public let network: NetworkID
  public let day: Day
  public let options: MatchingOptions
  public let schools: [School]
  public let subjects: [Subject]
  public let demands: [Demand]
  public let mentors: [Mentor]
  /// The mentor that each demand is pinned to.
  public let pins: [Int?]
  /// Greater than any plan's cost.
  public let bigM: Int

  let rules: AdmissionRules
  let index: MentorIndex
  /// All arcs, where they are few enough to be kept; see ``MatchingLimits``.
  let table: ArcTable?
  let pricing: PricingNumbers
}

/// All arcs of a problem: those of demand `d` are `arcs[start[d]..<start[d + 1]]`, by mentor.
struct ArcTable: Sendable {
  var start = [0]
  var arcs: [MatchingProblem.Arc] = []
}

extension MatchingProblem {
  public func schoolID(_ demand: Demand) -> SchoolID { schools[demand.school].id }
  public func schoolID(_ mentor: Mentor) -> SchoolID { schools[mentor.school].id }
  public func subjectID(_ demand: Demand) -> SubjectID { subjects[demand.subject].id }

  /// The number of the mentor that a school is; mentors are in the order of schools.
  func mentorNumber(ofSchool school: Int) -> Int? {
    var low = 0
    var high = mentors.count
    while low < high {
      let middle = (low + high) / 2
      if mentors[middle].school < school { low = middle + 1 } else { high = middle }
    }
    return low < mentors.count && mentors[low].school == school ? low : nil
  }

  /// The components of a pair, admissible or pinned.
  func components(_ demand: Demand, _ mentor: Mentor) -> PairComponents {
    rules.components(mentee: demand.school, mentor: mentor.school, subject: demand.subject)
  }

  /// Whether every arc is kept. Otherwise ``arcs(of:)`` computes them, and a plan is found by pricing.
  public var keepsAllArcs: Bool { table != nil }

  /// The admissible pairs of a demand by mentor; none for a pinned demand.
  ///
  /// - Complexity: O(1) where all arcs are kept, else O(mentors).
  public func arcs(of demand: Int) -> ArraySlice<Arc> {
    if let table { return table.arcs[table.start[demand]..<table.start[demand + 1]] }
    guard pins[demand] == nil else { return [] }
    return index.arcs(demands[demand], rules)[...]
  }

  /// The cost of an admissible pair, or of a pinned one.
  func cost(demand: Int, mentor: Int) -> Int? {
    let need = demands[demand]
    if let pin = pins[demand] {
      return pin == mentor ? components(need, mentors[mentor]).cost(weights: options.weights) : nil
    }
    guard let position = index.columns[need.subject].position(of: mentor) else { return nil }
    let entry = index.columns[need.subject].entries[position]
    let row = PairRow(rules, mentee: need.school, subject: need.subject)
    return row.admits(entry) ? row.cost(entry) : nil
  }

  /// How many pairs are admissible, pinned demands left out.
  ///
  /// - Complexity: O(1) where all arcs are kept, else O(demands · mentors).
  public func arcCount() -> Int {
    if let table { return table.arcs.count }
    var count = 0
    for (demand, pin) in zip(demands, pins) where pin == nil {
      index.forEachAdmissible(mentee: demand.school, subject: demand.subject, rules) { _, _, _ in count += 1 }
    }
    return count
  }

  /// The great-circle distance of a pair, where both coordinates are known.
  public func distanceKm(demand: Int, mentor: Int) -> Double? {
    rules.geometry.distanceKm(demands[demand].school, mentors[mentor].school)
  }

  /// Places used by pins: by mentor, and by mentor and subject.
  func pinLoads() -> (total: [Int], bySubject: [[Int: Int]]) {
    var total = [Int](repeating: 0, count: mentors.count)
    var bySubject = [[Int: Int]](repeating: [:], count: mentors.count)
    for (demand, pin) in pins.enumerated() {
      guard let pin else { continue }
      total[pin] += 1
      bySubject[pin][demands[demand].subject, default: 0] += 1
    }
    return (total, bySubject)
  }
}
