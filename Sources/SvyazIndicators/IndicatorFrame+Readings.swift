internal import SvyazGraph

extension IndicatorFrame {
  func reading(_ definition: ReadingDefinition, target: IndicatorTarget) -> IndicatorReading {
    let figure = figure(definition)
    return IndicatorReading(
      definition: definition, figure: figure,
      gap: TargetGap(
        count: figure.count, of: figure.of, share: figure.sharePerMille, ceiling: figure.ceilingPerMille,
        target: target.perMille),
      bounds: bounds(definition, figure))
  }

  func figure(_ definition: ReadingDefinition) -> Figure {
    switch definition.rule {
    case .schools(let property, let among, let of):
      let denominator = schools(of: of)
      let circle = schools(of: among).intersection(denominator)
      return .schools(
        SchoolReading(
          id: definition.id, numerator: schools(having: property).intersection(circle), denominator: denominator,
          reachable: circle.count))
    case .staff(let groups, let course, let among):
      return .people(PeopleReading(id: definition.id, parts: staff(groups, course, among)))
    case .results(let assessments, let among, .participants):
      return .people(PeopleReading(id: definition.id, parts: participants(assessments, among)))
    case .results(let assessments, let among, .enrolment):
      let (parts, participants) = enrolment(assessments, among)
      return .people(PeopleReading(id: definition.id, parts: parts, reachable: participants))
    }
  }

  /// Indicator 9's schools that one act would bring in (D16).
  func oneStepShort() -> [Indicator9.Short] {
    partnership(nil).steps(for: snapshot.schools(with: .lowResult))
      .map { Indicator9.Short(school: $0.key, step: $0.value) }.sorted { $0.school < $1.school }
  }

  // MARK: People

  private func staff(
    _ groups: [StaffFigures.Group], _ course: StaffCourse, _ among: SchoolCircle
  ) -> [SchoolID: (count: Int, of: Int)] {
    var parts: [SchoolID: (count: Int, of: Int)] = [:]
    for school in schools(of: among) {
      for group in Set(groups) {
        guard let row = data.latestStaff(school, group, upTo: day.year) else { continue }
        let part = parts[school] ?? (0, 0)
        parts[school] = (part.count.adding(row.trained(course)), part.of.adding(row.total))
      }
    }
    return parts
  }

  private func participants(
    _ assessments: [Assessment], _ among: SchoolCircle
  ) -> [SchoolID: (count: Int, of: Int)] {
    guard let year = data.lastYear(of: assessments, upTo: day.year) else { return [:] }
    let sums = years.sums(of: assessments, in: year)
    return schools(of: among).reduce(into: [:]) { parts, school in
      if let sum = sums[school] { parts[school] = (sum.successful, sum.participants) }
    }
  }

  /// Successful results over subjects · students, in schools whose students are known, and their participants.
  private func enrolment(
    _ assessments: [Assessment], _ among: SchoolCircle
  ) -> (parts: [SchoolID: (count: Int, of: Int)], participants: Int) {
    guard let year = data.lastYear(of: assessments, upTo: day.year) else { return ([:], 0) }
    let sums = years.sums(of: assessments, in: year)
    var parts: [SchoolID: (count: Int, of: Int)] = [:]
    var participants = 0
    for school in schools(of: among) {
      guard let students = data.students[school] else { continue }
      let sum = sums[school] ?? ResultSum()
      participants = participants.adding(sum.participants)
      parts[school] = (sum.successful, students.multiplied(by: data.network.subjects.count))
    }
    return (parts, participants)
  }
}

extension StaffFigures {
  func trained(_ course: StaffCourse) -> Int {
    switch course {
    case .methodService: trainedMethodService
    case .effectiveMode: trainedEffectiveMode
    case .quality: trainedQuality
    }
  }
}
