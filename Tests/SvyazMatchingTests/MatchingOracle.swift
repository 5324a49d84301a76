import Foundation
import SvyazGraph
import SvyazMatching

/// The figures of a matching, read straight off design.md §4 with no thought of speed, to hold against the engine's.
///
/// It shares nothing with the engine but the types of networks, plans and options.
struct MatchingOracle {
  struct Mentor: Equatable {
    var capacity: Int
    /// Places by subject, pinned-only subjects included.
    var places: [SubjectID: Int]
    /// Subjects in which the rules let the school mentor anyone.
    var ruled: Set<SubjectID>
  }

  let network: Network
  let day: Day
  let options: MatchingOptions
  let schools: [SchoolID: School]
  let low: Set<SchoolID>
  let strengths: [SchoolSubject: Int]
  let medians: [SubjectID: Int]
  let quartiles: [SubjectID: Int]
  /// By school and subject.
  let demands: [Plan.Demand]
  let mentors: [SchoolID: Mentor]
  /// Meaningful when ``pinFaults`` is empty.
  let pins: [SchoolSubject: SchoolID]
  let pinFaults: PinFaults

  init(_ network: Network, day: Day, options: MatchingOptions) {
    self.network = network
    self.day = day
    self.options = options
    schools = Dictionary(uniqueKeysWithValues: network.schools.map { ($0.id, $0) })
    low = Self.schools(.lowResult, in: network, on: day)
    let high = Self.schools(.highResult, in: network, on: day)

    var strengths: [SchoolSubject: Int] = [:]
    var medians: [SubjectID: Int] = [:]
    var quartiles: [SubjectID: Int] = [:]
    for subject in network.subjects.map(\.id) {
      for school in network.schools.map(\.id) {
        let rows = network.results.filter {
          $0.school == school && $0.subject == subject && ($0.year == day.year || $0.year == day.year - 1)
        }
        let participants = rows.map(\.participants).reduce(0, +)
        if participants >= 20 {
          let successful = rows.map(\.successful).reduce(0, +)
          strengths[SchoolSubject(school, subject)] = (2000 * successful + participants) / (2 * participants)
        }
      }
      let known = strengths.filter { $0.key.subject == subject }.map(\.value)
      medians[subject] = Self.nearestRank(known, quarters: 2)
      quartiles[subject] = Self.nearestRank(known, quarters: 3)
    }
    self.strengths = strengths
    self.medians = medians
    self.quartiles = quartiles
    let demands = Self.demands(of: network, low: low, strengths: strengths, medians: medians)
    self.demands = demands

    let (pins, pinRows) = Self.pins(of: network, demands: demands)
    self.pins = pins
    let total = { (school: SchoolID) -> Int in
      network.mentorCapacities.first { $0.school == school && $0.subject == nil }?.capacity ?? options.capacity
    }
    let inSubject = { (school: SchoolID, subject: SubjectID) -> Int in
      network.mentorCapacities.first { $0.school == school && $0.subject == subject }?.capacity ?? total(school)
    }
    var mentors: [SchoolID: Mentor] = [:]
    for school in network.schools.map(\.id) where !low.contains(school) && total(school) > 0 {
      let ruled = network.subjects.map(\.id).filter { subject in
        let row = network.mentorCapacities.first { $0.school == school && $0.subject == subject }
        if let row { return row.capacity > 0 }
        guard let strength = strengths[SchoolSubject(school, subject)], let quartile = quartiles[subject],
          let median = medians[subject]
        else { return false }
        return strength >= quartile || (high.contains(school) && strength >= median)
      }
      let pinned = pins.filter { $0.value == school }.map(\.key.subject)
      let subjects = Set(ruled).union(pinned)
      guard !subjects.isEmpty else { continue }
      mentors[school] = Mentor(
        capacity: total(school),
        places: Dictionary(uniqueKeysWithValues: subjects.map { ($0, inSubject(school, $0)) }), ruled: Set(ruled))
    }
    self.mentors = mentors
    pinFaults = PinFaults(
      rows: pinRows, bans: network.constraints.filter { $0.rule == .ban }, low: low, total: total, inSubject: inSubject)
  }

  static func schools(_ status: Status, in network: Network, on day: Day) -> Set<SchoolID> {
    Set(network.statuses.filter { $0.status == status && isInForce($0.interval, on: day) }.map(\.school))
  }

  /// indicators.md C1.
  static func isInForce(_ interval: DayInterval, on day: Day) -> Bool {
    if let to = interval.to, day >= to { return false }
    return interval.from <= day
  }

  /// The value at position ⌈p·n⌉ of the sorted list, p in quarters.
  static func nearestRank(_ values: [Int], quarters: Int) -> Int? {
    guard !values.isEmpty else { return nil }
    var position = 1
    while 4 * position < quarters * values.count { position += 1 }
    return values.sorted()[position - 1]
  }

  private static func demands(
    of network: Network, low: Set<SchoolID>, strengths: [SchoolSubject: Int], medians: [SubjectID: Int]
  ) -> [Plan.Demand] {
    var demands: [Plan.Demand] = []
    for subject in network.subjects.map(\.id) {
      var known: [Int] = []
      for school in low {
        if let strength = strengths[SchoolSubject(school, subject)], let median = medians[subject] {
          known.append(max(0, median - strength))
        }
      }
      let assumedNeed = nearestRank(known, quarters: 2) ?? 0
      for school in low {
        let key = SchoolSubject(school, subject)
        let strength = strengths[key]
        let need = strength.map { max(0, (medians[subject] ?? 0) - $0) } ?? assumedNeed
        demands.append(
          Plan.Demand(key: key, strength: strength, need: need, assumed: strength == nil, weight: 1000 + need))
      }
    }
    return demands.sorted { $0.key < $1.key }
  }

  // MARK: Pairs

  func isSameDistrict(_ first: SchoolID, _ second: SchoolID) -> Bool {
    guard let one = schools[first]?.district, let other = schools[second]?.district else { return false }
    return one == other
  }

  func isNeighbourDistrict(_ first: SchoolID, _ second: SchoolID) -> Bool {
    guard let one = schools[first]?.district, let other = schools[second]?.district else { return false }
    return network.districts.first { $0.id == one }?.neighbours.contains(other) ?? false
  }

  func distanceKm(_ first: SchoolID, _ second: SchoolID) -> Double? {
    guard let from = schools[first]?.location, let to = schools[second]?.location else { return nil }
    let (latitude1, latitude2) = (from.latitude * .pi / 180, to.latitude * .pi / 180)
    let latitudes = sin((latitude2 - latitude1) / 2)
    let longitudes = sin((to.longitude - from.longitude) * .pi / 360)
    let square = latitudes * latitudes + cos(latitude1) * cos(latitude2) * longitudes * longitudes
    return 2 * 6371.0088 * asin(min(1, sqrt(square)))
  }

  /// An arc of §4; pins left out of account.
  func isAdmissible(_ demand: SchoolSubject, _ mentor: SchoolID) -> Bool {
    guard let entry = mentors[mentor], entry.ruled.contains(demand.subject), mentor != demand.school else {
      return false
    }
    if let own = strengths[demand], let other = strengths[SchoolSubject(mentor, demand.subject)], other <= own {
      return false
    }
    let isBanned = network.constraints.contains {
      $0.rule == .ban && $0.mentee == demand.school && $0.mentor == mentor
        && ($0.subject == nil || $0.subject == demand.subject)
    }
    if isBanned { return false }
    let isSame = isSameDistrict(demand.school, mentor)
    switch options.districtPolicy {
    case .any: break
    case .adjacent: if !isSame && !isNeighbourDistrict(demand.school, mentor) { return false }
    case .same: if !isSame { return false }
    }
    if let maxKm = options.maxKm, let km = distanceKm(demand.school, mentor), km > maxKm { return false }
    return true
  }

  func admissible(_ demand: SchoolSubject) -> [SchoolID] {
    mentors.keys.filter { isAdmissible(demand, $0) }.sorted()
  }

  func components(_ demand: SchoolSubject, _ mentor: SchoolID) -> PairComponents {
    let isSame = isSameDistrict(demand.school, mentor)
    let isNeighbour = isNeighbourDistrict(demand.school, mentor)
    let travel: Int
    if let km = distanceKm(demand.school, mentor) {
      travel = Int((1000 * min(1, km / 15) + 0.5).rounded(.down))
    } else {
      travel = isSame ? 250 : isNeighbour ? 500 : 1000
    }
    var size = 500.0
    if let one = schools[demand.school]?.students, let other = schools[mentor]?.students {
      size = 1000 * min(1, abs(log(Double(one) / Double(other))) / log(4))
    }
    let kind = schools[demand.school]?.kind == schools[mentor]?.kind ? 0.0 : 1000.0
    let continues = network.partnerships.contains { row in
      guard row.mentor == mentor, row.mentee == demand.school, Self.isInForce(row.interval, on: day) else {
        return false
      }
      switch row.status {
      case .agreed, .active: return true
      case .completed, .terminated: return row.interval.to != nil  // indicators.md D8
      case .proposed: return false
      }
    }
    return PairComponents(
      travel: travel, district: isSame ? 0 : isNeighbour ? 500 : 1000,
      strength: strengths[SchoolSubject(mentor, demand.subject)].map { 1000 - $0 } ?? 500,
      context: Int(((size + kind) / 2 + 0.5).rounded(.down)), continuity: continues ? 0 : 1000)
  }

  func cost(_ demand: SchoolSubject, _ mentor: SchoolID) -> Int {
    let values = components(demand, mentor)
    let weights = options.weights
    return weights.travel * values.travel + weights.district * values.district + weights.strength * values.strength
      + weights.context * values.context + weights.continuity * values.continuity
  }

  /// Places taken by pins, in a subject or in all.
  func pinned(at mentor: SchoolID, in subject: SubjectID? = nil) -> Int {
    pins.filter { $0.value == mentor && (subject == nil || $0.key.subject == subject) }.count
  }
}
