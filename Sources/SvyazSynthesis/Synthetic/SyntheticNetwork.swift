public import SvyazGraph

/// Made-up networks of any size in the form of the sample: a city, an oblast, the whole country.
public enum SyntheticNetwork {
  /// More than twenty countries; beyond it coordinates would leave the globe.
  public static let maximumSchools = 1_000_000

  /// A network of `schools` schools with about 25 results, 5 partnerships and 50 participations a school.
  ///
  /// Districts of about twenty schools lie in a grid, each a neighbour of the four beside it. About one school in six has
  /// low results, more of them far from the middle. Nothing depends on the clock, the machine or the order of a set:
  /// equal arguments give equal rows in equal order.
  ///
  ///     SyntheticNetwork.make(schools: 200, seed: 7).violations()  // []
  ///
  /// - Precondition: `schools` is in `1...maximumSchools`.
  /// - Complexity: O(schools) time and memory.
  public static func make(schools: Int, seed: UInt64) -> Network {
    precondition((1...maximumSchools).contains(schools))
    var builder = SyntheticBuilder(schools: schools, seed: seed)
    builder.addDistricts()
    builder.addSchools()
    builder.addStatuses()
    builder.addResults()
    builder.addMentorsAndConstraints()
    builder.addPartnerships()
    builder.addAssociations()
    builder.addEvents()
    builder.addSupport()
    return builder.network
  }
}

/// The synthetic network under construction. Schools are told by their index; those of one district are neighbours in it.
struct SyntheticBuilder {
  let count: Int
  let seed: UInt64
  var network: Network
  let grid: DistrictGrid
  var ids: [SchoolID] = []
  var quality: [Int] = []
  var isLowResult: [Bool] = []
  /// Mentee and mentor by index, for partnerships that are in force on the network's day.
  var pairsInForce: [(partnership: PartnershipID, mentee: Int, mentor: Int)] = []

  static let asOf = date(2021, 6, 30)
  static let programmeBegins = date(2020, 5, 8)

  init(schools: Int, seed: UInt64) {
    count = schools
    self.seed = seed
    grid = DistrictGrid(schools: schools)
    network = Network(
      id: slug("synthetic-\(schools)-\(seed)"), name: "Условная сеть, школ: \(schools). Учебные данные",
      asOf: Self.asOf, subjects: ProgrammeSubject.all)
  }

  func random(_ stream: String) -> SplitMix64 { SplitMix64(seed: seed, stream: stream) }
}
