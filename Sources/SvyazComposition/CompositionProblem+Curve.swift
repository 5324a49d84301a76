public import SvyazFlow
internal import SvyazGraph

extension CompositionProblem {
  /// How many schools must be moved for how low an objective: the corners of the lower hull, found by prices of moving
  /// that make two neighbouring corners equal (dichotomic search: Aneja and Nair, 1979).
  ///
  /// - Returns: by schools moved, each with a lower objective than the one before; empty where no ММО of the subject is
  ///   in force or no groups can hold the rules.
  /// - Throws: `CancellationError` when the monitor says so.
  /// - Complexity: at most ``curveSearches`` searches.
  public func keepCurve(monitor: SolveMonitor = .none) throws -> [KeepPoint] {
    guard flat.lowCount > 0, home.contains(where: { $0 >= 0 }), let (groups, start) = try feasible(monitor: monitor)
    else { return [] }
    var curve = CurveSearch(problem: self, groups: groups, start: start, monitor: monitor)
    return try curve.run()
  }

  static let curveSearches = 14

  /// Members of ММО in force whose base cannot be one: moved whatever the groups.
  var alwaysMoved: Int { zip(members, home).count { $0.presentBase != nil && $1 < 0 } }
}

private struct CurveSearch {
  let problem: CompositionProblem
  let groups: Int
  let start: Grouping
  let monitor: SolveMonitor
  private var found: [Composition] = []
  /// Prices of moving with the bounds that hold there.
  private var bounds: [(price: Int, bound: Int)] = []

  init(problem: CompositionProblem, groups: Int, start: Grouping, monitor: SolveMonitor) {
    self.problem = problem
    self.groups = groups
    self.start = start
    self.monitor = monitor
  }

  mutating func run() throws -> [KeepPoint] {
    let free = try search(.free)
    let kept = try search(.most)
    var open = [(free, kept)]
    while let (more, fewer) = open.popLast(), bounds.count < CompositionProblem.curveSearches {
      let moves = more.moved.count - fewer.moved.count
      let points = fewer.objective - more.objective
      guard moves > 1, points > 0 else { continue }
      let middle = try search(.price(points / moves))
      guard middle.moved.count < more.moved.count, middle.moved.count > fewer.moved.count else { continue }
      open.append((middle, fewer))
      open.append((more, middle))
    }
    return points()
  }

  private mutating func search(_ keep: KeepMemberships) throws -> Composition {
    var options = problem.options
    options.keep = keep
    let other = try problem.with(options)
    // The best so far at this price is where to begin.
    let starts = found.compactMap { other.grouping($0) } + [start]
    let first = starts.min { GroupingCheck.cost($0, in: other.flat) < GroupingCheck.cost($1, in: other.flat) } ?? start
    let (composition, bound) = try other.compose(
      groups: groups, start: first, operations: other.operations, monitor: monitor)
    found.append(composition)
    bounds.append((other.movedPrice, bound))
    return composition
  }

  private func points() -> [KeepPoint] {
    var points: [KeepPoint] = []
    for composition in found.sorted(by: { ($0.moved.count, $0.objective) < ($1.moved.count, $1.objective) }) {
      if let last = points.last, composition.objective >= last.objective { continue }
      let moved = composition.moved.count
      // Whatever moves no more pays the price of moving no more often.
      let least = bounds.map { $0.bound - $0.price * (moved - problem.alwaysMoved) }.max() ?? 0
      let lowerBound = max(0, min(composition.objective, least))
      points.append(
        KeepPoint(moved: moved, objective: composition.objective, lowerBound: lowerBound, composition: composition))
    }
    return points
  }
}
