public import SvyazGraph

/// Two plans side by side, pair by pair: what a scenario changes against another.
///
/// The plans may be of different options, days or networks; nothing is checked but what they say. Lists are sorted as in
/// plans.
public struct PlanComparison: Hashable, Sendable {
  /// A demand that both plans cover.
  public struct Both: Hashable, Sendable {
    public let a: Plan.Pair
    public let b: Plan.Pair
    public var key: SchoolSubject { SchoolSubject(a.mentee, a.subject) }
  }

  /// Mentees of a mentor in each plan; `nil`: it is no mentor there.
  public struct Load: Hashable, Sendable {
    public let school: SchoolID
    public let a: Plan.Mentor?
    public let b: Plan.Mentor?
  }

  /// Pairs that are the same in both, whatever they cost.
  public let same: [Both]
  /// The same demand with another mentor.
  public let moved: [Both]
  /// Pairs of A whose demand B has and leaves without a mentor.
  public let lost: [Plan.Pair]
  /// Pairs of B whose demand A has and leaves without a mentor.
  public let covered: [Plan.Pair]
  /// Demands that only one of the plans has.
  public let demandsOnlyA: [SchoolSubject]
  public let demandsOnlyB: [SchoolSubject]
  /// Pairs of one plan that the other has not, moved ones too.
  public let pairsOnlyA: [Plan.Pair]
  public let pairsOnlyB: [Plan.Pair]
  /// Mentors whose number of mentees or places differs.
  public let loads: [Load]

  /// - Complexity: O(n log n), n the entries of both plans.
  public init(_ a: Plan, _ b: Plan) {
    func byKey(_ plan: Plan) -> [SchoolSubject: Plan.Pair] {
      Dictionary(
        plan.pairs.map { (SchoolSubject($0.mentee, $0.subject), $0) }, uniquingKeysWith: { first, _ in first })
    }
    let (pairsA, pairsB) = (byKey(a), byKey(b))
    let (demandsA, demandsB) = (Set(a.demands.map(\.key)), Set(b.demands.map(\.key)))
    let both = pairsA.keys.sorted().compactMap { key -> Both? in
      guard let one = pairsA[key], let other = pairsB[key] else { return nil }
      return Both(a: one, b: other)
    }
    same = both.filter { $0.a.mentor == $0.b.mentor }
    moved = both.filter { $0.a.mentor != $0.b.mentor }
    func only(_ own: [SchoolSubject: Plan.Pair], _ other: [SchoolSubject: Plan.Pair]) -> [Plan.Pair] {
      own.sorted { $0.key < $1.key }.map(\.value).filter {
        other[SchoolSubject($0.mentee, $0.subject)]?.mentor != $0.mentor
      }
    }
    pairsOnlyA = only(pairsA, pairsB)
    pairsOnlyB = only(pairsB, pairsA)
    lost = pairsOnlyA.filter { pair in
      let key = SchoolSubject(pair.mentee, pair.subject)
      return pairsB[key] == nil && demandsB.contains(key)
    }
    covered = pairsOnlyB.filter { pair in
      let key = SchoolSubject(pair.mentee, pair.subject)
      return pairsA[key] == nil && demandsA.contains(key)
    }
    demandsOnlyA = demandsA.subtracting(demandsB).sorted()
    demandsOnlyB = demandsB.subtracting(demandsA).sorted()
    func mentors(_ plan: Plan) -> [SchoolID: Plan.Mentor] {
      Dictionary(plan.mentors.map { ($0.school, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let (mentorsA, mentorsB) = (mentors(a), mentors(b))
    loads = Set(mentorsA.keys).union(mentorsB.keys).sorted()
      .map { Load(school: $0, a: mentorsA[$0], b: mentorsB[$0]) }
      .filter(\.isDifferent)
  }
}

extension PlanComparison.Load {
  /// Another number of mentees, or of places with a mentee on either side.
  fileprivate var isDifferent: Bool {
    let (one, other) = (a?.used ?? 0, b?.used ?? 0)
    return one != other || (one != 0 && a?.capacity != b?.capacity)
  }
}

/// `to − from`, at the ends of 64 bits where it lies beyond them: plans in files may hold any numbers.
public func difference(from: Int, to: Int) -> Int {
  let (value, overflow) = to.subtractingReportingOverflow(from)
  return overflow ? (to < 0 ? .min : .max) : value
}
