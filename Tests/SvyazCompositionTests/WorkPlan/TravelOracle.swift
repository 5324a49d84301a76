import SvyazComposition
import SvyazGraph

/// Every even choice of hosts, one after another.
enum TravelOracle {
  /// The contract's great circle where both are known, else 3.75, 7.5 or 15 km by districts.
  static func metres(_ one: SchoolID, _ two: SchoolID, _ network: Network) -> Int {
    guard one != two, let first = network.schools.first(where: { $0.id == one }),
      let second = network.schools.first(where: { $0.id == two })
    else { return 0 }
    if let start = first.location, let end = second.location {
      return Int((start.distanceKm(to: end) * 1000).rounded())
    }
    guard let start = first.district, let end = second.district else { return 15_000 }
    if start == end { return 3750 }
    return network.districts.contains { $0.id == start && $0.neighbours.contains(end) } ? 7500 : 15_000
  }

  /// The least greatest share and, of the choices that have it, the least sum.
  ///
  /// A choice is even when the sorted counts of hosting, the largest first, are the least there are.
  static func best(
    _ plan: WorkPlan.AssociationPlan, _ network: Network, _ options: WorkPlanOptions
  ) -> (greatest: Int, sum: Int, choices: Int) {
    let schools = network.memberships.filter { $0.association == plan.association }.map(\.school).sorted()
    let held = network.events.filter {
      $0.association == plan.association && options.from <= $0.day && $0.day <= options.to
    }.compactMap(\.host)
    var counts = schools.map { school in held.count { $0 == school } }
    var best: (evenness: [Int], greatest: Int, sum: Int, choices: Int)?
    func visit(_ school: Int, _ rest: Int) {
      if school == schools.count - 1 {
        counts[school] += rest
        look()
        counts[school] -= rest
        return
      }
      for more in 0...rest {
        counts[school] += more
        visit(school + 1, rest - more)
        counts[school] -= more
      }
    }
    func look() {
      let evenness = counts.sorted(by: >)
      if let best, best.evenness.lexicographicallyPrecedes(evenness) { return }
      let shares = schools.map { school in
        schools.indices.reduce(0) { $0 + counts[$1] * metres(school, schools[$1], network) }
      }
      let value = (shares.max() ?? 0, shares.reduce(0, +))
      if let standing = best, standing.evenness == evenness {
        let choices = standing.choices + 1
        best =
          value < (standing.greatest, standing.sum)
          ? (evenness, value.0, value.1, choices) : (evenness, standing.greatest, standing.sum, choices)
      } else {
        best = (evenness, value.0, value.1, 1)
      }
    }
    if !schools.isEmpty { visit(0, plan.meetings.count) }
    return best.map { ($0.greatest, $0.sum, $0.choices) } ?? (0, 0, 0)
  }
}
