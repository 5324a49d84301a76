public import SvyazFlow
internal import SvyazGraph
internal import SvyazMatching

extension CompositionProblem {
  /// What each wish of the planner's hand costs: the composition anew without it, of the same number of groups and under
  /// the same policy for the ММО in force.
  ///
  /// - Parameter composition: of this problem, with groups.
  /// - Returns: in the order of bases, pins, bans, pairs together, pairs apart, teachers, districts, distance.
  /// - Throws: `CancellationError` when the monitor says so.
  /// - Complexity: one search for each wish.
  public func prices(of composition: Composition, monitor: SolveMonitor = .none) throws -> [WishPrice] {
    guard !composition.groups.isEmpty, let start = grouping(composition) else { return [] }
    return try wishes.map { wish, options in
      let other = try with(options)
      let (without, bound) = try other.compose(
        groups: composition.groups.count, start: start, operations: operations, monitor: monitor)
      // Free of the price of moving the bound is the answer's own.
      let lowerBound = other.movedPrice == 0 ? max(0, bound) : without.lowerBound
      return WishPrice(
        wish: wish, objectiveWithout: without.objective, lowerBoundWithout: min(lowerBound, without.objective))
    }
  }

  /// Each wish, with the options that lack it.
  private var wishes: [(Wish, CompositionOptions)] {
    func without(_ change: (inout CompositionOptions) -> Void) -> CompositionOptions {
      var result = options
      change(&result)
      return result
    }
    var found: [(Wish, CompositionOptions)] = []
    for base in options.bases { found.append((.base(base), without { $0.bases.removeAll { $0 == base } })) }
    for pin in options.pins { found.append((.pin(pin), without { $0.pins.removeAll { $0 == pin } })) }
    for ban in options.bans { found.append((.ban(ban), without { $0.bans.removeAll { $0 == ban } })) }
    for pair in options.together { found.append((.together(pair), without { $0.together.removeAll { $0 == pair } })) }
    for pair in options.apart { found.append((.apart(pair), without { $0.apart.removeAll { $0 == pair } })) }
    if let teachers = options.minTeachers { found.append((.minTeachers(teachers), without { $0.minTeachers = nil })) }
    if options.districtPolicy != .any {
      found.append((.district(options.districtPolicy.rawValue), without { $0.districtPolicy = .any }))
    }
    if let maxKm = options.maxKm { found.append((.maxKm(maxKm), without { $0.maxKm = nil })) }
    return found
  }

  /// The engine's form of a composition; `nil` where its schools are not members and bases here.
  func grouping(_ composition: Composition) -> Grouping? {
    var candidate: [SchoolID: Int32] = [:]
    for (number, member) in flat.candidates.enumerated() { candidate[members[Int(member)].school] = Int32(number) }
    var group: [SchoolID: Int32] = [:]
    var bases: [Int32] = []
    for made in composition.groups {
      guard let base = candidate[made.base] else { return nil }
      bases.append(base)
      for member in made.members { group[member.school] = base }
    }
    return Grouping(bases: bases.sorted(), group: members.map { group[$0.school] ?? -1 })
  }
}
