public import SvyazGraph

/// One wish of the planner's hand.
public enum Wish: Hashable, Sendable {
  case base(SchoolID)
  case pin(CompositionOptions.Pin)
  case ban(CompositionOptions.Pin)
  case together(CompositionOptions.Pair)
  case apart(CompositionOptions.Pair)
  case minTeachers(Int)
  case district(String)
  case maxKm(Double)
}

/// What one wish costs: the same composition without it, of the same number of groups.
public struct WishPrice: Hashable, Sendable {
  public let wish: Wish
  /// The objective of the best groups known without the wish; never above the composition's own.
  public let objectiveWithout: Int
  /// No groups cost less without the wish.
  public let lowerBoundWithout: Int

  public init(wish: Wish, objectiveWithout: Int, lowerBoundWithout: Int) {
    self.wish = wish
    self.objectiveWithout = objectiveWithout
    self.lowerBoundWithout = lowerBoundWithout
  }
}

/// One point of "schools moved ↔ objective" against the ММО in force.
public struct KeepPoint: Hashable, Sendable {
  /// Members of ММО in force that are not in the group of that ММО's base.
  public let moved: Int
  public let objective: Int
  /// No groups that move this many schools, or fewer, cost less.
  public let lowerBound: Int
  public let composition: Composition

  public init(moved: Int, objective: Int, lowerBound: Int, composition: Composition) {
    self.moved = moved
    self.objective = objective
    self.lowerBound = lowerBound
    self.composition = composition
  }
}
