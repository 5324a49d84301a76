/// What the choice of bases must keep, beside the counts inside a group: that of a whole problem or of a part of it.
struct PriceFrame: Sendable {
  var groups: Int
  /// Groups with one low-result member more; `nil`: as many as pay at a fixed price.
  var extra: Int?
  /// By member: what it costs in no group; a price above is never worth more. `nil`: it must be in one.
  var left: [Int?]

  /// The whole problem: banned members only cost.
  init(_ problem: GroupingProblem, _ shape: GroupShape) {
    groups = shape.groups
    extra = shape.extra
    left = (0..<problem.memberCount).map {
      problem.mustJoin[$0] && !problem.isBanned[$0] ? nil : problem.leftCost[$0]
    }
  }

  /// Some groups of a whole whose members are worth `prices` outside.
  init(groups: Int, prices: [Int]) {
    self.groups = groups
    extra = nil
    left = prices
  }
}
