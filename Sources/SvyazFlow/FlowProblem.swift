/// A min-cost flow problem on a general network, as flat integers: costs of any sign, lower bounds, parallel arcs and
/// self-loops, supplies that need not balance (then there is no flow).
public struct FlowProblem: Sendable, Equatable {
  /// By node: greater than 0 sends, less than 0 receives.
  public var supply: [Int]
  /// By arc, numbers of nodes.
  public var tail: [Int32] = []
  public var head: [Int32] = []
  /// The least flow of each arc.
  public var lower: [Int] = []
  /// The greatest flow of each arc; from ``infiniteCapacity`` on there is no bound.
  public var upper: [Int] = []
  /// Cost points per unit of flow.
  public var cost: [Int] = []

  /// Capacities of 2^62 and more are no bound at all. (A capacity that cannot be reached is the same as none, as long
  /// as the costs are finite; the difference shows only where a cycle of negative cost makes the problem unbounded.)
  public static let infiniteCapacity = 1 << 62

  public init(supply: [Int] = []) { self.supply = supply }

  public var nodeCount: Int { supply.count }
  public var arcCount: Int { tail.count }

  public func isInfinite(_ arc: Int) -> Bool { upper[arc] >= Self.infiniteCapacity }

  public mutating func addArc(from tail: Int, to head: Int, lower: Int = 0, upper: Int, cost: Int) {
    self.tail.append(Int32(clamping: tail))
    self.head.append(Int32(clamping: head))
    self.lower.append(lower)
    self.upper.append(upper)
    self.cost.append(cost)
  }
}

/// What a min-cost flow problem comes to, each with what proves it; ``FlowCheck`` checks the proof.
public enum FlowOutcome: Sendable, Equatable {
  case optimal(FlowSolution)
  /// No flow keeps all bounds and supplies.
  case infeasible(FlowCut)
  /// There are flows of any cost, however low.
  case unbounded(FlowRay)
}

/// A cheapest flow, with potentials that prove it.
public struct FlowSolution: Sendable, Equatable {
  public let cost: Int
  /// By arc.
  public let flow: [Int]
  /// By node. With `reducedCost = cost + potential(tail) − potential(head)`, an arc of positive reduced cost carries its
  /// lower bound and one of negative reduced cost its capacity.
  public let potential: [Int]

  public init(cost: Int, flow: [Int], potential: [Int]) {
    self.cost = cost
    self.flow = flow
    self.potential = potential
  }
}

/// Nodes whose supply cannot leave, or whose demand cannot be met: Hoffman's condition fails here.
public struct FlowCut: Sendable, Equatable {
  public enum Reason: Sendable, Equatable {
    /// `supply > capacityOut − lowerIn`: more must leave than can.
    case supplyCannotLeave
    /// `−supply > capacityIn − lowerOut`: more must come in than can.
    case demandCannotBeMet
  }

  /// In ascending order.
  public let nodes: [Int32]
  public let reason: Reason
  /// Σ supply of the nodes.
  public let supply: Int
  /// Σ capacity of the arcs that cross in the scarce direction (out of the nodes, or into them).
  public let capacity: Int
  /// Σ lower bounds of the arcs that cross the other way.
  public let lower: Int

  public init(nodes: [Int32], reason: Reason, supply: Int, capacity: Int, lower: Int) {
    self.nodes = nodes
    self.reason = reason
    self.supply = supply
    self.capacity = capacity
    self.lower = lower
  }
}

/// A directed cycle of arcs without capacity that costs less than nothing, and a flow to start from.
public struct FlowRay: Sendable, Equatable {
  /// Arcs in the order of the cycle.
  public let cycle: [Int32]
  /// Σ costs of the cycle, negative: what one more unit around it costs.
  public let cost: Int
  /// A flow that keeps all bounds and supplies, by arc.
  public let flow: [Int]

  public init(cycle: [Int32], cost: Int, flow: [Int]) {
    self.cycle = cycle
    self.cost = cost
    self.flow = flow
  }
}

/// Why a min-cost flow problem is refused before it is solved.
public enum FlowError: Error, Hashable, Sendable {
  /// More nodes and arcs than 32-bit numbers can name.
  case tooLarge(nodes: Int, arcs: Int)
  /// The arc's ends are no nodes, its bounds contradict each other or its lower bound is infinite.
  case badArc(Int)
  /// Supplies and lower bounds sum to more than 2^62 − 1, first seen at this node.
  case supplyTooGreat(node: Int)
  /// The flow of an arc without capacity can exceed 2^62 − 1: what the other arcs can carry sums to more.
  case capacityTooGreat(arc: Int)
  /// Σ |cost| · (greatest useful flow) does not fit 64 bits, first seen at this arc.
  case costTooGreat(arc: Int)
  /// A path can cost more than 2^60: (nodes · greatest |cost|), and Σ |cost| too. The arc is the dearest.
  case pathTooDear(arc: Int)
}
