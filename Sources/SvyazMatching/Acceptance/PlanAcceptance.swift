public import SvyazGraph

/// A network into which the pairs of a plan were taken as proposals.
public struct PlanAcceptance: Sendable {
  public let network: Network
  /// Partnerships that the plan founds, by id.
  public let proposed: [Partnership]
  /// Those that say already what the plan says: proposed, agreed or active. They stay as they are.
  public let standing: [Partnership]
  /// Earlier proposals that the plan gives another mentor; they give way.
  public let withdrawn: [Partnership]
  /// Agreed or active ones of the plan's needs with another mentor: only people can end them.
  public let otherwise: [Partnership]
}

extension Network {
  /// Makes the pairs of a plan partnerships that are proposed from a day on.
  ///
  /// - A pair that is proposed, agreed or active already, in its subject or for the whole school, is not proposed again.
  /// - A proposal of the same need and subject with another mentor ends on the day; one that was to begin on the day or
  ///   later is taken out.
  /// - Agreed and active partnerships are left alone, whatever the plan says.
  ///
  /// - Returns: a network free of violations if this one is.
  /// - Throws: ``PlanAcceptanceError``.
  /// - Complexity: O(partnerships + pairs · log pairs).
  public func accepting(_ plan: Plan, from day: Day) throws(PlanAcceptanceError) -> PlanAcceptance {
    try check(plan, from: day)
    // What holds on the day, or is to hold later.
    let current = partnerships.filter { row in
      let isOpen = row.interval.to.map { $0 > day } ?? true
      return isOpen && [.proposed, .agreed, .active].contains(row.status)
    }
    let ofMentee = Dictionary(grouping: current, by: \.mentee)
    var standing: Set<PartnershipID> = []
    var withdrawn: Set<PartnershipID> = []
    var otherwise: Set<PartnershipID> = []
    var founded: [Plan.Pair] = []
    let pairs = plan.pairs.sorted { ($0.mentee, $0.subject) < ($1.mentee, $1.subject) }
    let kept = Set(pairs.map { [$0.mentee.rawValue, $0.mentor.rawValue] })
    for pair in pairs {
      let rows = (ofMentee[pair.mentee] ?? []).filter { $0.subject == nil || $0.subject == pair.subject }
      let same = rows.filter { $0.mentor == pair.mentor }
      standing.formUnion(same.map(\.id))
      if same.isEmpty { founded.append(pair) }
      for row in rows where row.mentor != pair.mentor {
        if row.status != .proposed {
          // A mentor of the whole school may be the plan's in another subject.
          if row.subject != nil || !kept.contains([row.mentee.rawValue, row.mentor.rawValue]) {
            otherwise.insert(row.id)
          }
        } else if row.subject == pair.subject {
          withdrawn.insert(row.id)
        }
      }
    }
    guard !founded.isEmpty || !withdrawn.isEmpty else { throw .alreadyAccepted(from: day, pairs: pairs.count) }
    var network = self
    var ids = FreePartnershipIDs(of: self)
    let proposed = founded.compactMap { pair in
      ids.next().map {
        Partnership(
          id: $0, mentor: pair.mentor, mentee: pair.mentee, subject: pair.subject, status: .proposed,
          interval: DayInterval(from: day))
      }
    }
    network.partnerships = partnerships.compactMap { row in
      guard withdrawn.contains(row.id) else { return row }
      guard row.interval.from < day else { return nil }
      // It stays a proposal: ended ones count as active before their end.
      var ended = row
      ended.interval.to = day
      return ended
    }
    network.partnerships += proposed
    func rows(_ ids: Set<PartnershipID>) -> [Partnership] {
      current.filter { ids.contains($0.id) }.sorted { $0.id < $1.id }
    }
    return PlanAcceptance(
      network: network, proposed: proposed, standing: rows(standing), withdrawn: rows(withdrawn),
      otherwise: rows(otherwise))
  }

  private func check(_ plan: Plan, from day: Day) throws(PlanAcceptanceError) {
    guard !plan.pairs.isEmpty else { throw .empty }
    guard plan.network == id else { throw .otherNetwork(plan: plan.network, network: id) }
    let subjects = Set(self.subjects.map(\.id))
    let strange = Set(plan.pairs.map(\.subject)).subtracting(subjects)
    guard strange.isEmpty else { throw .unknownSubjects(strange.sorted()) }
    let unknown = Set(plan.pairs.flatMap { [$0.mentee, $0.mentor] }).subtracting(schools.map(\.id))
    guard unknown.isEmpty else { throw .unknownSchools(unknown.sorted()) }
    var seen: Set<SchoolSubject> = []
    for pair in plan.pairs {
      guard pair.mentee != pair.mentor else { throw .malformed(school: pair.mentee, .ownMentor) }
      guard seen.insert(SchoolSubject(pair.mentee, pair.subject)).inserted else {
        throw .malformed(school: pair.mentee, .twoMentors)
      }
    }
    guard day >= plan.day else { throw .beforePlan(from: day, plan: plan.day) }
    let low = asOf(day).schools(with: .lowResult)
    let outdated = Set(plan.pairs.map(\.mentee)).subtracting(low)
      .union(plan.pairs.map(\.mentor).filter(low.contains))
    guard outdated.isEmpty else { throw .outdated(from: day, plan: plan.day, schools: outdated.sorted()) }
  }
}

/// `p-NUMBER`, counted on from the greatest that there is.
private struct FreePartnershipIDs {
  private var last: Int
  private var taken: Set<PartnershipID>

  init(of network: Network) {
    taken = Set(network.partnerships.map(\.id))
    last = taken.reduce(0) { greatest, id in
      guard id.rawValue.hasPrefix("p-"), let number = Int(id.rawValue.dropFirst(2)), number < 1_000_000_000 else {
        return greatest
      }
      return max(greatest, number)
    }
  }

  mutating func next() -> PartnershipID? {
    while true {
      last += 1
      guard let id = PartnershipID(last < 10 ? "p-0\(last)" : "p-\(last)") else { return nil }
      if taken.insert(id).inserted { return id }
    }
  }
}
