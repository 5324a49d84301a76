internal import SvyazGraph

extension SampleBuilder {
  mutating func addDistrictsAndSchools() {
    network.districts = facts.districts.map {
      District(id: $0.id, name: $0.name, neighbours: $0.neighbours.sorted(), centre: $0.point)
    }.sorted { $0.id < $1.id }
    let districts = SamplePlaces(facts: facts, seed: seed).districts
    var random = random("schools")
    for school in facts.schools.sorted(by: { $0.id < $1.id }) {
      let drawn = Self.students(of: school, &random)
      quality[school.id] = Self.quality(of: school, &random)
      network.schools.append(
        School(
          id: school.id, number: school.number, name: school.name, shortName: school.shortName, kind: school.kind,
          district: districts[school.id], address: school.address,
          location: school.location ?? points[school.id]?.coordinates, students: school.students ?? drawn))
    }
  }

  /// Results of the years whose sittings were over on the sample's day: in 2020 no ОГЭ was held, and in April 2021 the
  /// ВПР of grades 7 and 8 were still going on.
  mutating func addResults() {
    let sittings =
      [2019, 2020].flatMap { year in (5...8).map { .init(assessment: .vpr, grade: $0, year: year) } }
      + [5, 6].map { .init(assessment: .vpr, grade: $0, year: 2021) }
      + [ResultsDraw.Sitting(assessment: .oge, grade: 9, year: 2019)]
      + [2019, 2020].map { .init(assessment: .ege, grade: 11, year: $0) }
    let draw = ResultsDraw(sittings: sittings, subjects: network.subjects)
    var random = random("results")
    for school in facts.schools.sorted(by: { $0.id < $1.id }) {
      let students = network.schools.first { $0.id == school.id }?.students ?? 0
      let gain = school.isLowResult ? random.int(in: -8...26) : random.int(in: -12...14)
      let kind = school.kind
      let profile = ResultsDraw.Profile(
        school: school.id, students: students, quality: quality[school.id] ?? 700, yearlyGain: gain,
        sits: { Self.sits($0, kind: kind) })
      network.results += draw.rows(of: profile, random: &random)
    }
    for subject in network.subjects {
      strengths[subject.id] = StrengthTable(of: network, subject: subject.id, on: network.asOf)
    }
  }

  /// Boarding schools follow programmes of their own; colleges teach the eleventh grade only, the evening school the
  /// last of each stage.
  private static func sits(_ sitting: ResultsDraw.Sitting, kind: String) -> Bool {
    if kind == "школа-интернат" { return false }
    if kind.hasPrefix("колледж") { return sitting.grade == 11 }
    if kind == "вечерняя школа" { return sitting.grade >= 9 }
    return true
  }

  private static func students(of school: SamaraFacts.School, _ random: inout SplitMix64) -> Int {
    let range =
      switch school.kind {
      case "школа-интернат": 90...240
      case "вечерняя школа": 120...150
      case "вальдорфская школа", "кадетский корпус": 240...380
      case let kind where kind.contains("частная"): school.isLowResult ? 60...80 : 45...210
      case let kind where kind.hasPrefix("колледж"): 60...140
      case let kind where kind.hasPrefix("гимназия") || kind.hasPrefix("лицей"): 420...1150
      default: school.isLowResult ? 210...720 : 340...1250
      }
    return random.int(in: range)
  }

  private static func quality(of school: SamaraFacts.School, _ random: inout SplitMix64) -> Int {
    let range =
      switch school.kind {
      case _ where school.isLowResult: 510...690
      case _ where !school.rating.isEmpty: 890...950
      case let kind where kind.hasPrefix("гимназия") || kind.hasPrefix("лицей"): 800...920
      case let kind where kind.contains("частная"): 740...860
      default: 610...880
      }
    let half = (range.upperBound - range.lowerBound) / 2
    return range.lowerBound + half + random.bell(spread: half)
  }
}
