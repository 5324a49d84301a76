internal import SvyazGraph

extension SampleBuilder {
  /// Programmes of quality for all but one low-result school (two begin next year) and half of the other target schools;
  /// of teacher growth for most.
  mutating func addProgrammes() {
    var random = random("programmes")
    let adverse = schools(with: .adverse).subtracting(lowResult).sorted()
    let end = date(2022, 1, 1)
    for (place, school) in random.shuffled(lowResult).enumerated() where place > 0 {
      let developed = date(2020, 10, 12).adding(days: random.int(in: 0...45))
      let from = place < 3 ? date(2021, 9, 1) : developed.adding(days: random.int(in: 5...25))
      network.programmes.append(
        Programme(
          school: school, kind: .qualityImprovement, developed: developed, interval: DayInterval(from: from, to: end)))
    }
    for school in adverse.prefix(3) {
      network.programmes.append(
        Programme(
          school: school, kind: .qualityImprovement, developed: date(2020, 11, 10),
          interval: DayInterval(from: date(2020, 12, 1), to: end)))
    }
    for (place, school) in random.shuffled(lowResult).prefix(25).enumerated() {
      let developed = date(2020, 11, 9).adding(days: random.int(in: 0...90))
      let from = place < 3 ? date(2021, 9, 1) : developed.adding(days: random.int(in: 7...30))
      network.programmes.append(
        Programme(
          school: school, kind: .teacherGrowth, developed: developed, interval: DayInterval(from: from, to: end)))
    }
    for school in random.shuffled(schools(with: .projectSite).sorted()).prefix(6) {
      network.programmes.append(
        Programme(
          school: school, kind: .teacherGrowth, developed: date(2020, 8, 31),
          interval: DayInterval(from: date(2020, 9, 1))))
    }
    network.programmes.sort {
      ($0.school, $0.kind.rawValue, $0.interval.from) < ($1.school, $1.kind.rawValue, $1.interval.from)
    }
  }

  /// Figures of most target schools and of about every fifth other; the rest have not reported.
  mutating func addStaff() {
    var random = random("staff")
    let target = Set(lowResult).union(schools(with: .adverse))
    for school in network.schools {
      let reports = random.chance(perMille: target.contains(school.id) ? 920 : 190)
      let rows = StaffDraw.rows(
        of: school.id, students: school.students ?? 300, years: [2020, 2021],
        progress: target.contains(school.id) ? 640 : 330, random: &random)
      if reports { network.staff += rows }
    }
    network.staff.sort { ($0.school, $0.year, $0.group.rawValue) < ($1.school, $1.year, $1.group.rawValue) }
  }

  /// The measures of the facts with what the sample year made of them.
  mutating func addTargets() {
    network.targets = Self.targets.enumerated().map { index, perMille in
      IndicatorTarget(indicator: index + 1, perMille: perMille, day: Self.programmeEnds)
    }
  }

  mutating func addMeasures() {
    network.measures = facts.measures.sorted { $0.number < $1.number }.map { fact in
      var measure = fact
      if let made = Self.made[fact.number] {
        measure.doneOn = made.day
        measure.evidence = made.evidence
      }
      return measure
    }
  }

  /// Most are done in time, some late (5, 12, 20); 16 and 18 are overdue, 13, 21 and 22 go on.
  private static let made: [Int: (day: Day?, evidence: String)] = [
    1: (date(2020, 5, 13), "Схема самоанализа разослана школам"),
    2: (date(2020, 5, 15), "Зарегистрированы директора и заместители 29 школ"),
    3: (date(2020, 5, 29), "Самоанализы 30 школ и свод"),
    4: (date(2020, 10, 28), "Справка о динамике результатов"),
    5: (date(2020, 6, 2), "Справка об учебных планах, с опозданием"),
    6: (date(2020, 5, 20), "Справка об учебно-методических комплексах"),
    7: (date(2020, 5, 29), "Протокол профессионального диалога"),
    8: (date(2020, 11, 27), "Карты выездов в 30 школ"),
    9: (date(2020, 11, 30), "Анализ ВПР 2020 года"),
    10: (date(2020, 10, 15), "Материалы стратегической сессии"),
    11: (date(2020, 11, 10), "Программы 29 школ из 30; часть дорабатывали до конца ноября"),
    12: (date(2020, 12, 24), "Планы методической работы, с опозданием"),
    13: (nil, "Справка за декабрь 2020; майский мониторинг впереди"),
    14: (date(2020, 10, 30), "Сводка анкет"),
    15: (date(2021, 3, 26), "Справки за ноябрь и март"),
    17: (date(2020, 12, 25), "Список обученных руководителей"),
    18: (nil, "Сдано 22 плана-графика из 30"),
    19: (date(2020, 12, 28), "Планы-графики повышения квалификации"),
    20: (date(2020, 12, 4), "Ресурс открыт на сайте ЦРО, с опозданием"),
    21: (nil, "План работы на 2020/21 учебный год"),
    22: (nil, "Составы восьми ММО"),
  ]
}
