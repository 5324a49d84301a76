internal import SvyazGraph

extension SyntheticBuilder {
  /// Programmes, staff figures and the plan of measures.
  mutating func addSupport() {
    var random = random("support")
    for index in 0..<count {
      let low = isLowResult[index]
      if random.chance(perMille: low ? 880 : 40) { add(.qualityImprovement, index, &random) }
      if random.chance(perMille: low ? 720 : 80) { add(.teacherGrowth, index, &random) }
      if random.chance(perMille: low ? 900 : 350) {
        network.staff += StaffDraw.rows(
          of: ids[index], students: network.schools[index].students ?? 0, years: [2020, 2021],
          progress: low ? 640 : 330, random: &random)
      }
    }
    addMeasures(&random)
  }

  private mutating func add(_ kind: Programme.Kind, _ index: Int, _ random: inout SplitMix64) {
    let developed = date(2020, 9, 1).adding(days: random.below(180))
    let from = random.chance(perMille: 100) ? date(2021, 9, 1) : developed.adding(days: random.below(40))
    network.programmes.append(
      Programme(
        school: ids[index], kind: kind, developed: developed, interval: DayInterval(from: from, to: date(2022, 1, 1))))
  }

  private mutating func addMeasures(_ random: inout SplitMix64) {
    let sections = [
      (13, "Управленческая деятельность"), (3, "Мониторинговые исследования"), (3, "Развитие кадрового потенциала"),
      (3, "Информационно-методическая работа"),
    ]
    for (size, section) in sections {
      for _ in 0..<size {
        let number = network.measures.count + 1
        let dueTo = date(2020, 5, 15).adding(days: (number - 1) * 25)
        let isDone = dueTo < network.asOf && random.chance(perMille: 850)
        network.measures.append(
          Measure(
            number: number, section: section, title: "Условное мероприятие № \(number)",
            dueFrom: dueTo.adding(days: -30), dueTo: dueTo, responsible: "ЦРО", expected: "Отчёт",
            doneOn: isDone ? dueTo.adding(days: random.int(in: -12...9)) : nil,
            evidence: isDone ? "Отчёт № \(number)" : ""))
      }
    }
  }
}
