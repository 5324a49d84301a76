public import SvyazGraph

/// Random definitions of readings that keep every rule: all kinds of rules, successive versions of one reading, and
/// readings that take the place of a standard one.
public enum RandomDefinitions {
  /// Equal seeds give equal definitions; at least one of each kind of rule.
  public static func make(seed: UInt64) -> [ReadingDefinition] {
    var random = SeededGenerator(seed: seed ^ 0xDEF1_417E)
    var made: [ReadingDefinition] = []
    for number in 0..<Int.random(in: 3...6, using: &random) {
      let indicator = Int.random(in: 1...9, using: &random)
      let id = "own-\(number)"
      var from = ("2019-09-01" as Day).adding(days: Int.random(in: 0...600, using: &random))
      for version in 1...Int.random(in: 1...3, using: &random) {
        let to = from.adding(days: Int.random(in: 1...400, using: &random))
        let isLast = Bool.random(using: &random)
        made.append(
          ReadingDefinition(
            indicator: indicator, id: id, version: "2021-\(version)",
            interval: DayInterval(from: from, to: isLast ? nil : to), title: "чтение «\(number)», вид \(version)",
            numerator: "школы,\n\"где\" действует; и так далее", denominator: "все школы 🏫",
            rule: rule(kind: number % 3, &random)))
        if isLast { break }
        from = to
      }
    }
    return made.shuffled(using: &random)
  }

  public static func rule(kind: Int, _ random: inout SeededGenerator) -> ReadingRule {
    func some<Element>(_ elements: [Element]) -> [Element] {
      Array(elements.shuffled(using: &random).prefix(Int.random(in: 1...elements.count, using: &random)))
    }
    func circle() -> SchoolCircle {
      Bool.random(using: &random) ? .all : .statuses(Set(some(Status.allCases)))
    }
    switch kind {
    case 0:
      let properties: [SchoolProperty] = [
        .programme(.qualityImprovement), .programme(.teacherGrowth), .higherResults, .partnership(nil),
        .partnership(.active), .partnership(.formal),
      ]
      return .schools(
        properties.randomElement(using: &random) ?? .higherResults, among: circle(), of: circle())
    case 1:
      return .staff(
        some(StaffFigures.Group.allCases), StaffCourse.allCases.randomElement(using: &random) ?? .quality,
        among: circle())
    default:
      return .results(
        some(Assessment.allCases), among: circle(),
        base: ResultBase.allCases.randomElement(using: &random) ?? .participants)
    }
  }
}
