/// What a matching may take of the machine.
public struct MatchingLimits: Hashable, Sendable {
  /// Arcs that are kept at most. A problem with more of them computes arcs when they are asked for and is solved by
  /// pricing; both ways give an optimal plan with its certificate.
  public var arcs: Int
  /// Memory in bytes that a problem may need; `nil`: no limit.
  public var bytes: Int?

  public init(arcs: Int = 4_000_000, bytes: Int? = nil) {
    self.arcs = arcs
    self.bytes = bytes
  }
}

/// How large a matching is, known before its arcs are built.
public struct MatchingSize: Hashable, Sendable {
  public let demands: Int
  public let mentors: Int
  /// Pairs of a demand and a mentor of its subject: more than there are arcs.
  public let pairs: Int
  /// Whether there may be more arcs than are kept.
  public let isLarge: Bool
  /// Memory that building and solving need at most, in bytes, on the experience of `make bench-country`.
  public let bytes: Int

  public var megabytes: Int { bytes >> 20 }

  /// What an arc takes in the problem, in its flat form, in the solver and where all of them grow, in bytes.
  private static let bytesPerArc = 96
  /// Arcs that pricing keeps for a demand, with what they grow by.
  private static let pricedArcs = 160
  private static let bytesPerDemand = 2_000
  private static let bytesPerMentor = 2_000

  init(_ draft: ProblemDraft, limits: MatchingLimits) {
    demands = draft.demands.count
    mentors = draft.mentors.count
    pairs = zip(draft.demands, draft.pins).reduce(0) { sum, demand in
      demand.1 == nil ? sum + draft.index.columns[demand.0.subject].entries.count : sum
    }
    isLarge = pairs > limits.arcs
    let arcs = min(pairs, max(limits.arcs, demands * Self.pricedArcs))
    bytes = arcs * Self.bytesPerArc + demands * Self.bytesPerDemand + mentors * Self.bytesPerMentor
  }
}
