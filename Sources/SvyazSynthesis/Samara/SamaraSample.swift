public import SvyazGraph

/// The sample `graphs/samara-2020`: the real schools of Samara in a first year of the programme that is made up.
///
/// What the facts give is kept as it is; the rest is drawn from the seed. ``columns`` says which is which.
public enum SamaraSample {
  /// The seed of the sample that the project keeps.
  public static let seed: UInt64 = 2020

  /// The same facts and seed give the same network, row for row.
  ///
  /// The year is told school by school (``SampleStory``), so that every command has something to show: partnerships in
  /// every status, schools that are one step short of indicator 9, fewer places than demands.
  ///
  /// - Returns: a network with `violations() == []` when the facts have unique ids and known districts.
  public static func make(from facts: SamaraFacts, seed: UInt64 = seed) -> Network {
    var builder = SampleBuilder(facts: facts, seed: seed)
    builder.addDistrictsAndSchools()
    builder.addResults()
    builder.addStatuses()
    builder.addMentors()
    builder.castStories()
    builder.addPartnerships()
    builder.addConstraints()
    builder.addAssociations()
    builder.addEvents()
    builder.addProgrammes()
    builder.addStaff()
    builder.addMeasures()
    builder.addTargets()
    return builder.network
  }
}

/// The sample under construction: what is drawn so far and what later tables need to know of earlier ones.
struct SampleBuilder {
  let facts: SamaraFacts
  let seed: UInt64
  var network: Network
  let points: [SchoolID: GridPoint]
  /// ‰ of pupils that succeed, before subject and assessment tell.
  var quality: [SchoolID: Int] = [:]
  var strengths: [SubjectID: StrengthTable] = [:]
  /// Mentors of a subject that take at least one school, by id.
  var mentors: [SubjectID: [SchoolID]] = [:]
  /// Places of a mentor school.
  var places: [SchoolID: Int] = [:]
  var stories: [SampleStory: [SchoolID]] = [:]
  /// By mentee: the partnership that its story turns on.
  var mainPartnerships: [SchoolID: PartnershipID] = [:]

  static let asOf = date(2021, 4, 30)
  /// ‰ by indicator, 1 to 9, from Table 1 of the programme, and its last day.
  static let targets = [1000, 750, 700, 1000, 900, 900, 900, 500, 900]
  static let programmeEnds = date(2021, 12, 31)
  /// The day of the order that names the thirty schools.
  static let programmeBegins = date(2020, 5, 8)
  /// The first day that counts for indicator 9 on the sample's day.
  static let spanBegins = asOf.adding(days: -180)

  init(facts: SamaraFacts, seed: UInt64) {
    self.facts = facts
    self.seed = seed
    network = Network(
      id: slug("samara-2020"), name: "Сеть школ Самары, 2020–2021. Учебные данные", asOf: Self.asOf,
      subjects: ProgrammeSubject.all)
    points = SamplePlaces(facts: facts, seed: seed).points
  }

  func random(_ stream: String) -> SplitMix64 { SplitMix64(seed: seed, stream: stream) }

  var lowResult: [SchoolID] { facts.schools.filter(\.isLowResult).map(\.id).sorted() }

  func squareDistance(_ left: SchoolID, _ right: SchoolID) -> Int {
    guard let left = points[left], let right = points[right] else { return .max / 4 }
    return left.squareDistance(to: right)
  }

  func label(_ school: SchoolID) -> String {
    facts.schools.first { $0.id == school }?.shortName ?? school.rawValue
  }

  /// The nearest of `candidates` first; equal distances by id.
  func nearest(to school: SchoolID, of candidates: [SchoolID]) -> [SchoolID] {
    candidates.sorted { (squareDistance($0, school), $0) < (squareDistance($1, school), $1) }
  }
}
