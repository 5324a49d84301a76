internal import SvyazGraph

extension IndicatorFrame {
  func bounds(_ definition: ReadingDefinition, _ figure: Figure) -> FigureBounds {
    switch definition.rule {
    case .schools(let property, let among, let of):
      let circle = schools(of: among).intersection(schools(of: of))
      let doubtful = doubtful(property, among: circle)
      return FigureBounds(
        count: figure.count, of: figure.of, low: 0, high: Set(doubtful.map(\.school)).count, more: 0,
        missing: doubtful)
    case .staff(let groups, _, let among): return staffBounds(figure, groups, among)
    case .results(let assessments, let among, .participants): return resultBounds(figure, assessments, among)
    case .results(let assessments, let among, .enrolment): return enrolmentBounds(figure, assessments, among)
    }
  }

  /// Each missing group of a school is taken to be as large as in its other years, else as the median school's.
  private func staffBounds(
    _ figure: Figure, _ groups: [StaffFigures.Group], _ among: SchoolCircle
  ) -> FigureBounds {
    let circle = schools(of: among)
    var missing: Set<MissingData> = []
    var more = 0
    for group in Set(groups) {
      let known = circle.map { data.latestStaff($0, group, upTo: day.year)?.total }
      let median = nearestRankMedian(known.compactMap { $0 })
      for (school, total) in zip(circle, known) where total == nil {
        missing.insert(MissingData(school: school, kind: .staff))
        more = more.adding(data.anyStaff(school, group)?.total ?? median ?? 0)
      }
    }
    return FigureBounds(count: figure.count, of: figure.of, low: 0, high: more, more: more, missing: Array(missing))
  }

  /// A school without results in the year is taken to have as many as in its last year with any, else as the median.
  private func resultBounds(
    _ figure: Figure, _ assessments: [Assessment], _ among: SchoolCircle
  ) -> FigureBounds {
    let circle = schools(of: among)
    guard let year = data.lastYear(of: assessments, upTo: day.year) else {
      return FigureBounds(count: 0, of: 0, low: 0, high: 0, more: 0, missing: lacking(circle, .results))
    }
    let sums = years.sums(of: assessments, in: year)
    let median = nearestRankMedian(circle.compactMap { sums[$0]?.participants })
    let without = circle.filter { sums[$0] == nil }
    let more = without.reduce(0) { $0.adding(earlierParticipants($1, assessments, before: year) ?? median ?? 0) }
    return FigureBounds(
      count: figure.count, of: figure.of, low: 0, high: more, more: more, missing: lacking(without, .results))
  }

  private func enrolmentBounds(
    _ figure: Figure, _ assessments: [Assessment], _ among: SchoolCircle
  ) -> FigureBounds {
    let circle = schools(of: among)
    guard let year = data.lastYear(of: assessments, upTo: day.year) else {
      return FigureBounds(count: 0, of: 0, low: 0, high: 0, more: 0, missing: lacking(circle, .results))
    }
    let sums = years.sums(of: assessments, in: year)
    let medianStudents = nearestRankMedian(circle.compactMap { data.students[$0] }) ?? 0
    var missing: [MissingData] = []
    var (low, high, more) = (0, 0, 0)
    for school in circle {
      let pupils: Int
      if let students = data.students[school] {
        pupils = students.multiplied(by: data.network.subjects.count)
      } else {
        missing.append(MissingData(school: school, kind: .students))
        pupils = max(
          medianStudents.multiplied(by: data.network.subjects.count), sums[school]?.participants ?? 0)
        more = more.adding(pupils)
        // What succeeded is known where the school has results.
        low = low.adding(sums[school]?.successful ?? 0)
        high = high.adding(sums[school]?.successful ?? 0)
      }
      if sums[school] == nil {
        missing.append(MissingData(school: school, kind: .results))
        high = high.adding(min(pupils, earlierParticipants(school, assessments, before: year) ?? pupils))
      }
    }
    return FigureBounds(count: figure.count, of: figure.of, low: low, high: high, more: more, missing: missing)
  }

  private func earlierParticipants(_ school: SchoolID, _ assessments: [Assessment], before year: Int) -> Int? {
    var past = data.lastYear(of: assessments, upTo: year - 1)
    while let known = past {
      if let sum = years.sums(of: assessments, in: known)[school] { return sum.participants }
      past = data.lastYear(of: assessments, upTo: known - 1)
    }
    return nil
  }

  private func lacking(_ schools: some Sequence<SchoolID>, _ kind: MissingData.Kind) -> [MissingData] {
    schools.map { MissingData(school: $0, kind: kind) }
  }
}
