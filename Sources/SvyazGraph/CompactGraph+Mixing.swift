extension CompactGraph {
  /// How many edges join a node of one group with a node of another.
  ///
  /// - Parameters:
  ///   - ones, others: one flag a node; a missing flag counts as `false`. A node may be in both groups.
  /// - Complexity: O(n + m).
  public func edgeCount(between ones: [Bool], and others: [Bool]) -> Int {
    count { one, other in
      (Self.flag(ones, one) && Self.flag(others, other)) || (Self.flag(ones, other) && Self.flag(others, one))
    }
  }

  /// How many edges join nodes of two different groups; those with a node of no group (`nil`) do not count.
  ///
  /// - Parameter groups: the group of each node.
  /// - Complexity: O(n + m).
  public func edgeCount<Group: Equatable>(across groups: [Group?]) -> Int {
    count { one, other in
      guard groups.indices.contains(one), groups.indices.contains(other) else { return false }
      guard let first = groups[one], let second = groups[other] else { return false }
      return first != second
    }
  }

  private static func flag(_ flags: [Bool], _ node: Int) -> Bool { flags.indices.contains(node) && flags[node] }

  private func count(where joins: (_ one: Int, _ other: Int) -> Bool) -> Int {
    var count = 0
    for one in 0..<nodeCount {
      for other in neighbours[row(one)] where Int(other) > one && joins(one, Int(other)) { count += 1 }
    }
    return count
  }
}
