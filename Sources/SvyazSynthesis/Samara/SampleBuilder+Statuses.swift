internal import SvyazGraph

extension SampleBuilder {
  static let orderOfTheProgramme = "приказ Самарского управления от 08.05.2020 № 149-од"

  mutating func addStatuses() {
    var random = random("statuses")
    let lowResult = Set(lowResult)
    for school in lowResult { add(.lowResult, school, from: Self.programmeBegins, basis: Self.orderOfTheProgramme) }
    for school in facts.schools where !school.rating.isEmpty {
      add(.highResult, school.id, from: date(2019, 9, 1), basis: "предположительно, по рейтингам: \(school.rating)")
    }
    let adverse = random.shuffled(lowResult.sorted()).prefix(9) + weakestOthers().prefix(5)
    for school in adverse {
      add(.adverse, school, from: Self.programmeBegins, basis: "учебные данные: условный перечень ШНСУ")
    }
    for (place, school) in projectSites(&random).enumerated() {
      add(
        .projectSite, school, from: date(2020, 9, 1), to: place < 3 ? date(2021, 9, 1) : nil,
        basis: "учебные данные: условный перечень городских площадок")
    }
    for (place, school) in weakestOthers().dropFirst(3).prefix(5).enumerated() {
      add(
        .risk, school, from: date(2020, 10, 1), to: place == 0 ? date(2021, 3, 1) : nil,
        basis: "учебные данные: условный перечень школ риска")
    }
    network.statuses.sort { left, right in
      (left.school, left.status.rawValue, left.interval.from) < (
        right.school, right.status.rawValue, right.interval.from
      )
    }
  }

  private mutating func add(_ status: Status, _ school: SchoolID, from: Day, to: Day? = nil, basis: String) {
    network.statuses.append(
      SchoolStatus(school: school, status: status, interval: DayInterval(from: from, to: to), basis: basis))
  }

  /// Municipal schools with known strengths that are not on the list, the weakest first.
  private func weakestOthers() -> [SchoolID] {
    facts.schools.filter { !$0.isLowResult && isMunicipal($0) }.compactMap { school in
      meanStrength(school.id).map { (strength: $0, school: school.id) }
    }.sorted { ($0.strength, $0.school) < ($1.strength, $1.school) }.map(\.school)
  }

  /// Ten municipal schools above the medians, no more than two a district.
  private func projectSites(_ random: inout SplitMix64) -> [SchoolID] {
    let districts = Dictionary(network.schools.map { ($0.id, $0.district) }, uniquingKeysWith: { first, _ in first })
    var taken: [DistrictID?: Int] = [:]
    var sites: [SchoolID] = []
    let strong = facts.schools.filter { school in
      !school.isLowResult && school.rating.isEmpty && isMunicipal(school)
        && strengths.values.allSatisfy { table in (table.perMille[school.id] ?? 0) >= table.median }
    }
    for school in random.shuffled(strong.map(\.id).sorted()) where sites.count < 10 {
      let district = districts[school] ?? nil
      guard taken[district, default: 0] < 2 else { continue }
      taken[district, default: 0] += 1
      sites.append(school)
    }
    return sites
  }

  func isMunicipal(_ school: SamaraFacts.School) -> Bool {
    school.name.hasPrefix("МБОУ") || school.name.hasPrefix("МАОУ")
  }

  func meanStrength(_ school: SchoolID) -> Int? {
    let known = strengths.values.compactMap { $0.perMille[school] }
    return known.isEmpty ? nil : known.reduce(0, +) / known.count
  }

  func schools(with status: Status) -> Set<SchoolID> {
    Set(network.statuses.filter { $0.status == status && $0.interval.contains(network.asOf) }.map(\.school))
  }
}
