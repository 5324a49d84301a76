/// A matching in which every mentee school has one mentor, mentor by mentor: which schools each may take, and with what.
///
/// Relaxing "a school goes to one mentor" with a price u for each school leaves every mentor alone with a small exact
/// problem: which schools to take, and in which subjects, for the greatest gain less their prices and the load. Hence,
/// for any u ≥ 0, no plan gains more than `Σ u + Σ_j best(j, u)`: the bound that search and proof share.
struct OneMentorTable {
  struct Item {
    let demand: Int
    /// Number in ``Mentor/limits``, where the places of the subject bind within the mentor's own.
    let limit: Int?
    let weight: Int
    let cost: Int
  }

  struct Visit {
    /// Number in ``OneMentorTable/schools``.
    let school: Int
    let items: [Item]
  }

  struct Mentor {
    /// Number in ``MatchingProblem/mentors``.
    let number: Int
    let pinned: Int
    /// Places left in all, at most as many as there are items.
    let places: Int
    /// Places left by subject, where they are fewer than could be used.
    let limits: [Int]
    let visits: [Visit]

    /// States of the mentor's places: how many are used in all, and in each limited subject.
    var stateCount: Int { limits.reduce(places + 1) { $0 * ($1 + 1) } }
  }

  /// Numbers of the mentee schools that have a choice.
  let schools: [Int]
  let mentors: [Mentor]
  let bigM: Int
  let loadPenalty: Int
  private let demandCount: Int

  /// Limits that would make more states are left out of the bound: it is weaker then, and holds.
  static let mostStates = 4096

  init(_ problem: MatchingProblem, bigM: Int) {
    self.bigM = bigM
    loadPenalty = problem.options.loadPenalty
    demandCount = problem.demands.count
    let pinned = problem.pinLoads()
    var pinOfSchool: [Int: Int] = [:]
    for (demand, pin) in zip(problem.demands, problem.pins) {
      if let pin { pinOfSchool[demand.school] = pin }
    }
    // Arcs by mentor, then school: demands come school by school.
    var arcs = [[(school: Int, demand: Int, cost: Int)]](repeating: [], count: problem.mentors.count)
    for (number, demand) in problem.demands.enumerated() {
      for arc in problem.arcs(of: number) where pinOfSchool[demand.school] ?? arc.mentor == arc.mentor {
        let mentor = problem.mentors[arc.mentor]
        let left = (mentor.places[demand.subject] ?? 0) - (pinned.bySubject[arc.mentor][demand.subject] ?? 0)
        guard left > 0, mentor.capacity > pinned.total[arc.mentor] else { continue }
        arcs[arc.mentor].append((demand.school, number, arc.cost))
      }
    }
    let schools = Set(arcs.joined().map(\.school)).sorted()
    let schoolNumber = Dictionary(uniqueKeysWithValues: schools.enumerated().map { ($1, $0) })
    self.schools = schools
    mentors = arcs.enumerated().compactMap { number, arcs in
      guard !arcs.isEmpty else { return nil }
      let mentor = problem.mentors[number]
      let places = min(mentor.capacity - pinned.total[number], arcs.count)
      var limits: [Int] = []
      var limitOfSubject: [Int: Int] = [:]
      var states = places + 1
      let wanted = Dictionary(grouping: arcs) { problem.demands[$0.demand].subject }.mapValues(\.count)
      for subject in wanted.keys.sorted() {
        let left = (mentor.places[subject] ?? 0) - (pinned.bySubject[number][subject] ?? 0)
        guard left < min(places, wanted[subject] ?? 0), states * (left + 1) <= Self.mostStates else { continue }
        states *= left + 1
        limitOfSubject[subject] = limits.count
        limits.append(left)
      }
      var visits: [Visit] = []
      for (school, arcs) in Dictionary(grouping: arcs, by: \.school).sorted(by: { $0.key < $1.key }) {
        guard let index = schoolNumber[school] else { continue }
        visits.append(
          Visit(
            school: index,
            items: arcs.map { arc in
              let demand = problem.demands[arc.demand]
              return Item(
                demand: arc.demand, limit: limitOfSubject[demand.subject], weight: demand.weight, cost: arc.cost)
            }))
      }
      return Mentor(
        number: number, pinned: pinned.total[number], places: places, limits: limits, visits: visits)
    }
  }

  /// Whether gains and loads times `scale`, and sums of them, stay far from the ends of 64 bits.
  func fits(scale: Int, weights: Int) -> Bool {
    func fits(_ value: Int, _ count: Int) -> Bool {
      let (sum, overflow) = value.multipliedReportingOverflow(by: count)
      let (scaled, scaledOverflow) = sum.multipliedReportingOverflow(by: scale)
      return !overflow && !scaledOverflow && scaled < Int.max / 16
    }
    // A mentor has each demand once at most: the load of all is at most penalty · d².
    return fits(bigM, max(1, weights)) && fits(loadPenalty, (demandCount + 1) * (demandCount + 1))
  }

  /// What one mentor would take at these prices.
  struct Choice {
    /// Scaled: Σ gain − u of the schools taken, less the load.
    var value = 0
    var demands: [Int] = []
  }

  /// The best choice of a mentor: dynamic programming over its places, school by school.
  ///
  /// - Parameter prices: u by school, scaled, never negative.
  /// - Parameter isOpen: whether a school (by number in ``schools``) may go to this mentor.
  /// - Complexity: O(items · states).
  func best(_ mentor: Mentor, prices: [Int], scale: Int, isOpen: (Int) -> Bool) -> Choice {
    let width = mentor.places + 1
    let count = mentor.stateCount
    var strides: [Int] = []
    var stride = width
    for limit in mentor.limits {
      strides.append(stride)
      stride *= limit + 1
    }
    let load = scale * loadPenalty
    var values = [Int?](repeating: nil, count: count)
    values[0] = 0
    // Chosen demands as chains: (the chain before, demand).
    var chains: [(before: Int, demand: Int)] = []
    var chain = [Int](repeating: -1, count: count)
    for visit in mentor.visits where isOpen(visit.school) {
      let price = prices[visit.school]
      let most = visit.items.reduce(0) { $0 + scale * (bigM * $1.weight - $1.cost) }
      guard most > price else { continue }  // never worth its price
      var taken = values.map { $0.map { $0 - price } }
      var takenChain = chain
      for item in visit.items {
        let gain = scale * (bigM * item.weight - item.cost)
        let step = 1 + (item.limit.map { strides[$0] } ?? 0)
        for state in Swift.stride(from: count - 1 - step, through: 0, by: -1) {
          guard let value = taken[state] else { continue }
          let used = state % width
          guard used < mentor.places else { continue }
          if let limit = item.limit, state / strides[limit] % (mentor.limits[limit] + 1) >= mentor.limits[limit] {
            continue
          }
          let reached = value + gain - (mentor.pinned + used) * load
          if let known = taken[state + step], known >= reached { continue }
          taken[state + step] = reached
          takenChain[state + step] = chains.count
          chains.append((takenChain[state], item.demand))
        }
      }
      for state in 0..<count {
        guard let value = taken[state] else { continue }
        if let known = values[state], known >= value { continue }
        values[state] = value
        chain[state] = takenChain[state]
      }
    }
    var best = Choice()
    var link = -1
    for state in 0..<count {
      if let value = values[state], value > best.value {
        best.value = value
        link = chain[state]
      }
    }
    while link >= 0 {
      best.demands.append(chains[link].demand)
      link = chains[link].before
    }
    best.demands.sort()
    return best
  }
}
