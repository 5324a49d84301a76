public import SvyazGraph

/// Measures of the graph over schools: an edge joins two schools with at least one tie.
public struct NetworkStructure: Hashable, Sendable {
  public struct Between: Hashable, Sendable {
    public let school: SchoolID
    /// Unnormalised betweenness (``SvyazGraph/CompactGraph/betweenness(threads:)``).
    public let value: Double
  }

  /// Edges by what they join.
  public struct Mixing: Hashable, Sendable {
    public let acrossDistricts: Int
    public let lowWithEffective: Int
    /// Between two low-result schools.
    public let lowWithLow: Int
  }

  /// By id; the other lists are in this order.
  public let schools: [SchoolID]
  public let edgeCount: Int
  /// The share of all pairs of schools that are joined, 0…1; `nil` below two schools.
  public let density: Double?
  public let degrees: [Int]
  public let cores: [Int]
  /// `nil`: not computed, see ``betweennessLimit``.
  public let betweenness: [Double]?
  public let mixing: Mixing

  /// Betweenness takes time in proportion to schools × edges; above this product it is left out. 5,000 schools with
  /// 50,000 edges are a fortieth of it and take about a second.
  public static let betweennessLimit = 10_000_000_000

  /// - Parameters:
  ///   - flags: for each school of `graph.schools`.
  ///   - threads: how many work on the betweenness; the result does not depend on it.
  /// - Returns: `nil` when the graph has too many edges to be written down (an event of a whole country).
  init?(
    _ graph: SchoolGraph, low: Set<SchoolID>, effective: Set<SchoolID>, districts: [SchoolID: DistrictID],
    betweennessLimit: Int, threads: Int
  ) {
    guard let compact = CompactGraph(graph) else { return nil }
    schools = graph.schools
    edgeCount = compact.edgeCount
    density = compact.density
    degrees = graph.schools.indices.map(compact.degree)
    cores = compact.coreNumbers()
    let (work, overflow) = compact.nodeCount.multipliedReportingOverflow(by: compact.edgeCount)
    betweenness = !overflow && work <= betweennessLimit ? compact.betweenness(threads: threads) : nil
    let isLow = graph.schools.map(low.contains)
    mixing = Mixing(
      acrossDistricts: compact.edgeCount(across: graph.schools.map { districts[$0] }),
      lowWithEffective: compact.edgeCount(between: isLow, and: graph.schools.map(effective.contains)),
      lowWithLow: compact.edgeCount(between: isLow, and: isLow))
  }

  /// Schools that stand between others at all, the greatest betweenness first, equals by id.
  public func mostBetween(_ count: Int) -> [Between] {
    guard let betweenness else { return [] }
    let order = schools.indices.filter { betweenness[$0] > 0 }
      .sorted { betweenness[$0] != betweenness[$1] ? betweenness[$0] > betweenness[$1] : $0 < $1 }
    return order.prefix(max(0, count)).map { Between(school: schools[$0], value: betweenness[$0]) }
  }

  /// The share of the pairs of other schools whose shortest path leads through a school of this betweenness, in ‰.
  ///
  /// Of several shortest paths of a pair, each counts in part.
  public func pairsPerMille(_ value: Double) -> Int? {
    let others = Double(schools.count - 1)
    guard schools.count > 2, value.isFinite, value >= 0 else { return nil }
    return Int((min(1, value / (others * (others - 1) / 2)) * 1000).rounded())
  }

  /// The greatest core number; 0 without edges.
  public var greatestCore: Int { cores.max() ?? 0 }

  /// Who makes up the greatest core; nobody without edges.
  public var greatestCoreSchools: [SchoolID] {
    greatestCore > 0 ? schools.indices.filter { cores[$0] == greatestCore }.map { schools[$0] } : []
  }
}
