import SvyazGraph
import SvyazSynthesis
import SvyazTestSupport
import Testing

/// The generator on facts of other cities than Samara; the sample itself is tested with its files.
@Suite struct SamaraSampleTests {
  private static func facts(schools: Int, lowResult: Int) -> SamaraFacts {
    let districts: [DistrictID] = ["leninsky", "samarsky", "elsewhere"]
    let points = [(53.195, 50.102), (53.182, 50.081), (53.4, 50.4)].compactMap {
      Coordinates(latitude: $0.0, longitude: $0.1)
    }
    return SamaraFacts(
      districts: zip(districts, points).map { .init(id: $0, name: $0.rawValue, point: $1, neighbours: []) },
      schools: (0..<schools).compactMap { index in
        SchoolID("school-\(index)").map { id in
          SamaraFacts.School(
            id: id, number: index, name: "МБОУ Школа № \(index)", shortName: "Школа № \(index)", kind: "школа",
            district: index % 3 == 0 ? "leninsky" : nil, districtBasis: index % 3 == 0 ? .sourced : .generated,
            drawnAmong: index % 3 == 1 ? ["samarsky"] : [], address: "", location: nil, students: nil,
            isLowResult: index < lowResult, rating: index == schools - 1 ? "рейтинг" : "")
        }
      }, measures: [])
  }

  @Test(arguments: [(0, 0), (1, 0), (1, 1), (5, 5), (12, 4), (60, 12), (300, 60)])
  func breaksNoRuleOnAnyFacts(schools: Int, lowResult: Int) {
    let facts = Self.facts(schools: schools, lowResult: lowResult)
    for seed in 0..<5 as Range<UInt64> {
      let network = SamaraSample.make(from: facts, seed: seed)
      #expect(network.violations() == [])
      #expect(network.schools.count == schools)
      #expect(network == SamaraSample.make(from: facts, seed: seed))
    }
  }

  @Test func keepsToWhatTheFactsSay() {
    let facts = Self.facts(schools: 90, lowResult: 30)
    let network = SamaraSample.make(from: facts, seed: 4)
    let districts = Dictionary(network.schools.map { ($0.id, $0.district) }, uniquingKeysWith: { first, _ in first })
    for school in facts.schools {
      if let district = school.district { #expect(districts[school.id] == district) }
      if let only = school.drawnAmong.first { #expect(districts[school.id] == only) }
    }
    #expect(network.asOf(network.asOf).schools(with: .lowResult) == Set(facts.schools.filter(\.isLowResult).map(\.id)))
    #expect(network.name.hasSuffix("Учебные данные"))
  }

  @Test func everySchoolHasAPlaceOfItsOwn() {
    let network = SamaraSample.make(from: Self.facts(schools: 150, lowResult: 30), seed: 1)
    #expect(Set(network.schools.compactMap(\.location)).count == 150)
  }

  @Test func readmeNamesEverySchoolUnderItsBasis() {
    let facts = Self.facts(schools: 9, lowResult: 2)
    let readme = SamaraSample.readme(of: SamaraSample.make(from: facts), facts: facts)
    #expect(readme.contains("### Из источника: 3"))
    for school in facts.schools { #expect(readme.contains(school.shortName)) }
    for column in SamaraSample.columns.flatMap(\.columns) { #expect(readme.contains("`\(column)`")) }
  }
}
