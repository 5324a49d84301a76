/// What a matching may take of the machine.
public struct MatchingLimits: Hashable, Sendable {
  /// Arcs that are kept at most. A problem with more of them computes arcs when they are asked for and is solved by
  /// pricing; both ways give an optimal plan with its certificate.
  public var arcs: Int
  /// Memory in bytes that a problem may need; `nil`: no limit.
  public var bytes: Int?
  /// Threads that may work at once. Parts of the network that no pair connects are solved side by side; the plan does
  /// not depend on it.
  public var threads: Int
  public var pricing: PricingNumbers

  public init(
    arcs: Int = 4_000_000, bytes: Int? = nil, threads: Int = 1, pricing: PricingNumbers = PricingNumbers()
  ) {
    self.arcs = arcs
    self.bytes = bytes
    self.threads = threads
    self.pricing = pricing
  }
}

/// How many arcs of a demand pricing keeps at first and adds at once. They decide how long it takes, not what it finds.
public struct PricingNumbers: Hashable, Sendable {
  /// The cheapest within 15 km, or in the same or a neighbouring district.
  public var near: Int
  /// The cheapest of all others.
  public var far: Int
  /// Taken all over the country, so that places anywhere can be reached where places are short.
  public var spread: Int
  /// The cheapest of those that the prices ask for; at least 1.
  public var added: Int

  public init(near: Int = 32, far: Int = 8, spread: Int = 96, added: Int = 48) {
    self.near = near
    self.far = far
    self.spread = spread
    self.added = max(1, added)
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
  private static let pricedArcs = 256
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
