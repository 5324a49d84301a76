internal import SvyazGraph

extension SyntheticBuilder {
  func districtID(_ district: Int) -> DistrictID { slug("district-\(district + 1)") }

  mutating func addDistricts() {
    network.districts = (0..<grid.districts).map { district in
      District(
        id: districtID(district), name: grid.name(of: district),
        neighbours: grid.neighbours(of: district).sorted().map(districtID),
        centre: grid.centre(of: district).coordinates)
    }
  }

  mutating func addSchools() {
    var random = random("schools")
    network.schools.reserveCapacity(count)
    for district in 0..<grid.districts {
      let remoteness = grid.remoteness(of: district)
      let centre = grid.centre(of: district)
      let id = districtID(district)
      for index in grid.schools(in: district) {
        let number = index + 1
        // One in six on the whole: the farther, the more.
        let low = random.chance(perMille: 130 + remoteness * 70 / 1000)
        let (kind, title) = Self.kind(isLowResult: low, &random)
        let students = random.int(in: low ? 90...650 : 180...1200)
        isLowResult.append(low)
        quality.append((low ? 600 : title == "Школа" ? 765 : 850) - remoteness * 30 / 1000 + random.bell(spread: 110))
        ids.append(slug("school-\(number)"))
        let point = GridPoint(
          latitude: centre.latitude + random.int(in: -1800...1800),
          longitude: centre.longitude + random.int(in: -3000...3000))
        network.schools.append(
          School(
            id: ids[index], number: number, name: "МБОУ «\(title) № \(number)»", shortName: "\(title) № \(number)",
            kind: kind, district: id, address: "ул. Учебная, \(number)", location: point.coordinates,
            students: students))
      }
    }
    // A network without a demand shows nothing.
    if count > 1, !isLowResult.contains(true) {
      isLowResult[0] = true
      quality[0] = 560
    }
  }

  private static func kind(isLowResult: Bool, _ random: inout SplitMix64) -> (kind: String, title: String) {
    guard !isLowResult else { return ("школа", "Школа") }
    switch random.below(100) {
    case 0..<8: return ("гимназия", "Гимназия")
    case 8..<15: return ("лицей", "Лицей")
    default: return ("школа", "Школа")
    }
  }

  mutating func addStatuses() {
    var random = random("statuses")
    for index in 0..<count {
      let low = isLowResult[index]
      if low || random.chance(perMille: 60) {
        // On an earlier list too; a school that left it stays in the history.
        if !low || random.chance(perMille: 250) {
          add(.lowResult, index, from: date(2018, 6, 1), to: date(2020, 5, 8), "приказ 2018 года")
        }
      }
      if low { add(.lowResult, index, from: Self.programmeBegins, to: nil, "приказ от 08.05.2020") }
      if random.chance(perMille: low ? 300 : 40) {
        add(.adverse, index, from: Self.programmeBegins, to: nil, "перечень ШНСУ")
      }
      if !low, quality[index] >= 860 { add(.highResult, index, from: date(2019, 9, 1), to: nil, "итоги 2018/19 года") }
      if !low, quality[index] >= 740, random.chance(perMille: 60) {
        add(.projectSite, index, from: date(2020, 9, 1), to: date(2022, 9, 1), "перечень площадок")
      }
      if !low, quality[index] < 700, random.chance(perMille: 200) {
        add(.risk, index, from: date(2020, 10, 1), to: nil, "мониторинг")
      }
    }
  }

  private mutating func add(_ status: Status, _ index: Int, from: Day, to: Day?, _ basis: String) {
    network.statuses.append(
      SchoolStatus(
        school: ids[index], status: status, interval: DayInterval(from: from, to: to), basis: "учебные данные: \(basis)"
      ))
  }

  /// ВПР of 2020 and 2021, ОГЭ of 2019 and 2021, ЕГЭ of three years; every fifth school ends with the ninth grade.
  mutating func addResults() {
    let sittings =
      [2020, 2021].flatMap { year in (5...8).map { .init(assessment: .vpr, grade: $0, year: year) } }
      + [2019, 2021].map { .init(assessment: .oge, grade: 9, year: $0) }
      + [2019, 2020, 2021].map { ResultsDraw.Sitting(assessment: .ege, grade: 11, year: $0) }
    let draw = ResultsDraw(sittings: sittings, subjects: network.subjects)
    var random = random("results")
    network.results.reserveCapacity(count * 25)
    for index in 0..<count {
      let endsWithNinth = random.chance(perMille: 200)
      network.results += draw.rows(
        of: ResultsDraw.Profile(
          school: ids[index], students: network.schools[index].students ?? 0, quality: quality[index],
          yearlyGain: random.int(in: -10...20), sits: { !endsWithNinth || $0.grade < 10 }), random: &random)
    }
  }
}
