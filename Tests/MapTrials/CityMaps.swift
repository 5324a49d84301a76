public import SvyazGraph
public import SvyazMap
internal import SvyazSynthesis

/// A map to be drawn and checked.
public struct MapTrial: Sendable {
  /// Kind, variant and edition: `mentors working`, `associations slide mathematics public`.
  public var name: String
  /// What it is counted under: `mentors`, `associations slide`.
  public var kind: String
  public var map: NetworkMap

  public init(name: String, kind: String, map: NetworkMap) {
    self.name = name
    self.kind = kind
    self.map = map
  }
}

/// A kind of map of one city that can be made for any paper.
public struct MapRecipe: Sendable {
  public var name: String
  public var kind: String
  /// The paper that the kind is drawn on when none is asked for.
  public var ownPaper: NetworkMap.Paper
  /// What a map shows may depend on its paper.
  private let make: @Sendable (NetworkMap.Paper) throws(MapError) -> NetworkMap

  init(
    _ kind: String, _ variant: String, _ edition: Edition, on ownPaper: NetworkMap.Paper = .slide,
    make: @escaping @Sendable (NetworkMap.Paper) throws(MapError) -> NetworkMap
  ) {
    name = [kind, variant, edition.rawValue].filter { !$0.isEmpty }.joined(separator: " ")
    self.kind = kind
    self.ownPaper = ownPaper
    self.make = make
  }

  /// - Parameter paper: `nil` for the kind's own.
  public func trial(on paper: NetworkMap.Paper? = nil) throws(MapError) -> MapTrial {
    let paper = paper ?? ownPaper
    var map = try make(paper)
    map.paper = paper
    return MapTrial(name: name, kind: kind, map: map)
  }
}

/// Every kind of map that a city can be drawn as.
public enum CityMaps {
  public static let papers: [NetworkMap.Paper] = [.slide, .a4, .a3, .a0]

  /// A generated city of 24 to 200 schools; equal seeds give equal cities.
  public static func city(seed: UInt64) -> NetworkSnapshot {
    var random = SplitMix64(seed: seed, stream: "city maps")
    let network = SyntheticNetwork.make(schools: random.int(in: 24...200), seed: seed)
    return network.asOf(network.asOf)
  }

  /// Each kind on its own paper in both editions.
  public static func all(of snapshot: NetworkSnapshot) throws(MapError) -> [MapTrial] {
    var trials: [MapTrial] = []
    for recipe in recipes(of: snapshot) { trials.append(try recipe.trial()) }
    return trials
  }

  /// Each kind in both editions: the mentors, as a whole, in part and by district, three schools, the districts, the
  /// changes of half a year and of two years, the places, the poster, the associations of each subject and of all; and
  /// those where names take room once more with long names.
  public static func recipes(of snapshot: NetworkSnapshot) -> [MapRecipe] {
    let long = LongNames.snapshot(of: snapshot)
    var recipes: [MapRecipe] = []
    for edition in Edition.allCases {
      recipes += mentors(snapshot, long, edition)
      recipes += schools(snapshot, long, edition)
      recipes += districts(snapshot, long, edition)
      recipes += changes(snapshot, edition)
      recipes += places(snapshot, long, edition)
      recipes += associations(snapshot, long, edition)
    }
    return recipes
  }

  /// Two of each kind, both editions, each on the paper of the kind and on one other: cities take turns at variants and
  /// papers, so that six of them meet all pairs of kind and paper, and many of them all variants.
  public static func sampled(of snapshot: NetworkSnapshot, turn: Int) throws(MapError) -> [MapTrial] {
    let all = recipes(of: snapshot)
    var kinds: [String] = []
    for recipe in all where !kinds.contains(recipe.kind) { kinds.append(recipe.kind) }
    var trials: [MapTrial] = []
    for (position, kind) in kinds.enumerated() {
      let variants = all.filter { $0.kind == kind }
      // The first is the working edition of the whole; the second is another one in each city.
      let chosen = [variants.first, variants.dropFirst().isEmpty ? nil : variants[1 + turn % (variants.count - 1)]]
      for (place, recipe) in chosen.compactMap({ $0 }).enumerated() {
        let others = papers.filter { $0 != recipe.ownPaper }
        trials.append(try recipe.trial())
        trials.append(try recipe.trial(on: others[(turn + position + place) % others.count]))
      }
    }
    return trials
  }

  // MARK: Kinds

  private static func mentors(
    _ snapshot: NetworkSnapshot, _ long: NetworkSnapshot, _ edition: Edition
  ) -> [MapRecipe] {
    var recipes: [MapRecipe] = []
    for design in MentorMap.Design.allCases {
      let kind = design == .districts ? "mentors-districts" : "mentors"
      func add(_ variant: String, _ snapshot: NetworkSnapshot, _ filter: MapFilter = MapFilter()) {
        recipes.append(
          MapRecipe(kind, variant, edition) { paper in
            MentorMap(snapshot, filter: filter, design: design, paper: paper, edition: edition).map
          })
      }
      add("", snapshot)
      if let subject = snapshot.network.subjects.last {
        add("of a subject", snapshot, MapFilter(subjects: [subject.id]))
      }
      if let district = snapshot.network.districts.first {
        add("of a district", snapshot, MapFilter(districts: [district.id]))
      }
      add("ever", snapshot, MapFilter(statuses: Set(Partnership.Status.allCases)))
      add("long names", long)
    }
    return recipes
  }

  private static func schools(
    _ snapshot: NetworkSnapshot, _ long: NetworkSnapshot, _ edition: Edition
  ) -> [MapRecipe] {
    func recipe(_ variant: String, _ snapshot: NetworkSnapshot, _ school: SchoolID) -> MapRecipe {
      MapRecipe("school", variant, edition) { _ throws(MapError) in
        try SchoolMap(snapshot, school: school, edition: edition).map
      }
    }
    let schools = chosenSchools(snapshot)
    var recipes = schools.enumerated().map { recipe("\($0 + 1)", snapshot, $1) }
    if let first = schools.first { recipes.append(recipe("long names", long, first)) }
    return recipes
  }

  private static func districts(
    _ snapshot: NetworkSnapshot, _ long: NetworkSnapshot, _ edition: Edition
  ) -> [MapRecipe] {
    func recipe(_ variant: String, _ snapshot: NetworkSnapshot, _ subject: SubjectID?) -> MapRecipe {
      MapRecipe("districts", variant, edition) { _ throws(MapError) in
        try DistrictMap(snapshot, subject: subject, edition: edition).map
      }
    }
    var recipes = [recipe("", snapshot, nil)]
    for subject in snapshot.network.subjects { recipes.append(recipe("of \(subject.id)", snapshot, subject.id)) }
    recipes.append(recipe("long names", long, nil))
    return recipes
  }

  private static func changes(_ snapshot: NetworkSnapshot, _ edition: Edition) -> [MapRecipe] {
    let day = snapshot.day
    func recipe(_ variant: String, months: Int) -> MapRecipe {
      MapRecipe("changes", variant, edition) { _ in
        ChangeMap(snapshot.network, from: day.adding(months: -months), to: day, edition: edition).map
      }
    }
    let series = MapRecipe("changes", "of a series", edition) { _ in
      let dates = [12, 6, 0].map { day.adding(months: -$0) }
      let maps = ChangeMap.series(snapshot.network, dates: dates, edition: edition)
      return maps[maps.count - 1]
    }
    return [recipe("", months: 6), recipe("of two years", months: 24), series]
  }

  private static func places(
    _ snapshot: NetworkSnapshot, _ long: NetworkSnapshot, _ edition: Edition
  ) -> [MapRecipe] {
    func geography(_ variant: String, _ snapshot: NetworkSnapshot) -> MapRecipe {
      MapRecipe("geography", variant, edition) { paper in
        GeographyMap(snapshot, paper: paper, edition: edition).map
      }
    }
    func overview(_ variant: String, _ snapshot: NetworkSnapshot) -> MapRecipe {
      MapRecipe("overview", variant, edition, on: .a3) { paper in
        OverviewMap(snapshot, paper: paper, edition: edition).map
      }
    }
    return [
      geography("", snapshot), geography("some unknown", withoutSomePlaces(snapshot)), geography("long names", long),
      overview("", snapshot), overview("long names", long),
    ]
  }

  private static func associations(
    _ snapshot: NetworkSnapshot, _ long: NetworkSnapshot, _ edition: Edition
  ) -> [MapRecipe] {
    AssociationMap.Design.allCases.flatMap { design -> [MapRecipe] in
      func recipe(_ variant: String, _ snapshot: NetworkSnapshot, _ subject: SubjectID?) -> MapRecipe {
        MapRecipe(
          "associations \(design)", variant, edition, on: design == .hubs ? .a3 : .slide
        ) { _ throws(MapError) in
          try AssociationMap(snapshot, subject: subject, design: design, edition: edition).map
        }
      }
      var recipes = [recipe("", snapshot, nil)]
      for subject in snapshot.network.subjects { recipes.append(recipe(subject.id.rawValue, snapshot, subject.id)) }
      if let first = snapshot.network.subjects.first { recipes.append(recipe("long names", long, first.id)) }
      return recipes
    }
  }

  // MARK: Cities

  /// The mentor of most, the mentee of most, and the first school without a tie.
  private static func chosenSchools(_ snapshot: NetworkSnapshot) -> [SchoolID] {
    let active = snapshot.partnerships.map(\.partnership)
    func busiest(_ schools: [SchoolID]) -> SchoolID? {
      Dictionary(schools.map { ($0, 1) }, uniquingKeysWith: +).max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
    let tied = Set(active.flatMap { [$0.mentor, $0.mentee] })
    let alone = snapshot.network.schools.first { !tied.contains($0.id) }?.id
    return [busiest(active.map(\.mentor)), busiest(active.map(\.mentee)), alone].compactMap { $0 }
  }

  /// One school in nine has no coordinates, and none of the last district's has.
  private static func withoutSomePlaces(_ snapshot: NetworkSnapshot) -> NetworkSnapshot {
    var network = snapshot.network
    let last = network.districts.last?.id
    for index in network.schools.indices
    where index % 9 == 4 || network.schools[index].district == last {
      network.schools[index].location = nil
    }
    return network.asOf(snapshot.day)
  }
}

/// A city whose names are as long as names of schools get.
enum LongNames {
  static func snapshot(of snapshot: NetworkSnapshot) -> NetworkSnapshot {
    var network = snapshot.network
    for index in network.schools.indices where index % 4 == 1 {
      let number = network.schools[index].number.map { " № \($0)" } ?? " \(index)"
      let name =
        index % 8 == 1
        ? "Государственное бюджетное общеобразовательное учреждение средняя общеобразовательная школа\(number) "
          + "с углублённым изучением отдельных предметов имени Героя Советского Союза И.\u{A0}И.\u{A0}Константинова"
        : "Школа-интернат\(number) для обучающихся с ограниченными возможностями здоровья"
      network.schools[index].name = name
      network.schools[index].shortName = index % 8 == 1 ? "Санаторная школа-интернат\(number) «Радуга»" : nil
    }
    for index in network.districts.indices where index % 2 == 0 {
      network.districts[index].name = "Красноглинско-Железнодорожный внутригородской \(network.districts[index].name)"
    }
    for index in network.associations.indices where index % 2 == 0 {
      network.associations[index].name += " образовательных организаций с низкими образовательными результатами"
    }
    return network.asOf(snapshot.day)
  }
}
