/// The counts that the rules leave to each of a number of groups.
///
/// Low-result counts differ by at most one, so `extra` groups have `lows + 1` low-result members and the others `lows`.
struct GroupShape: Sendable, Equatable {
  let groups: Int
  /// Low-result members of a common group.
  let lows: Int
  /// Groups with one low-result member more.
  let extra: Int
  /// Other members, the base among them, of a common group and of one with a member more.
  let others: [ClosedRange<Int>]
  let needsSites: Bool

  /// - Returns: `nil` where no such group can have a size that is allowed.
  init?(_ problem: GroupingProblem, groups: Int) {
    guard groups > 0 else { return nil }
    self.groups = groups
    (lows, extra) = problem.lowCount.quotientAndRemainder(dividingBy: groups)
    needsSites = problem.needsSites(groups: groups)
    var ranges: [ClosedRange<Int>] = []
    for low in [lows, lows + 1] {
      let least = max((low + 1) / 2, problem.smallest - low, 1)
      let most = problem.largest - low
      guard least <= most else {
        // A kind that no group needs may be impossible.
        if low > lows, extra == 0, let common = ranges.first {
          ranges.append(common)
          continue
        }
        return nil
      }
      ranges.append(least...most)
    }
    others = ranges
  }
}
