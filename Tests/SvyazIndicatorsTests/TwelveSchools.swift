import SvyazGraph
import SvyazTestSupport

/// A network of twelve schools, `s01`…`s12`, small enough to be counted on paper: ``TwelveSchoolsTests`` writes the
/// count out. Asked about on 2021-03-31, when the span of events begins on 2020-10-02.
///
///     low result        s01 s02 s03 s04 s05
///     adverse                       s04 s05 s06 s07
///     neither                                       s08 s09 s10 s11 s12
enum TwelveSchools {
  static let day: Day = "2021-03-31"

  static var network: Network {
    var network = Network(
      id: "twelve", name: "Двенадцать школ", asOf: day,
      subjects: [Subject(id: "ru", name: "русский язык"), Subject(id: "ma", name: "математика")])
    let students: [SchoolID: Int] = ["s04": 100, "s06": 50, "s07": 30, "s08": 900]
    network.schools = (1...12).compactMap { number in
      let id = SchoolID(number < 10 ? "s0\(number)" : "s\(number)")
      return id.map { id in School(id: id, number: number, name: "Школа № \(number)", students: students[id]) }
    }
    for school: SchoolID in ["s01", "s02", "s03", "s04", "s05"] { network.status(.lowResult, school) }
    for school: SchoolID in ["s04", "s05", "s06", "s07"] { network.status(.adverse, school) }
    // Statuses that do not hold on the day.
    network.status(.lowResult, "s09", to: "2021-03-31")
    network.status(.adverse, "s10", from: "2021-04-01")
    addProgrammes(to: &network)
    addStaff(to: &network)
    addResults(to: &network)
    addTies(to: &network)
    return network
  }

  private static func addProgrammes(to network: inout Network) {
    func add(_ school: SchoolID, _ kind: Programme.Kind, developed: Day, from: Day, to: Day? = nil) {
      network.programmes.append(
        Programme(school: school, kind: kind, developed: developed, interval: DayInterval(from: from, to: to)))
    }
    add("s01", .qualityImprovement, developed: "2020-11-10", from: "2020-11-15")
    add("s02", .qualityImprovement, developed: "2020-11-10", from: "2020-11-15", to: "2021-03-31")  // over
    add("s03", .qualityImprovement, developed: "2021-03-31", from: "2021-03-31")  // from this very day
    add("s04", .qualityImprovement, developed: "2021-04-10", from: "2021-03-01")  // not yet developed
    add("s05", .qualityImprovement, developed: "2020-12-01", from: "2021-04-01")  // not yet begun
    add("s06", .qualityImprovement, developed: "2020-10-01", from: "2020-10-01")
    add("s08", .qualityImprovement, developed: "2020-10-01", from: "2020-10-01")  // not on a list
    add("s01", .teacherGrowth, developed: "2020-09-01", from: "2020-09-01")
    add("s02", .teacherGrowth, developed: "2020-09-01", from: "2020-09-01", to: "2022-01-01")
    add("s05", .teacherGrowth, developed: "2021-05-01", from: "2021-03-01")  // not yet developed
    add("s08", .teacherGrowth, developed: "2020-09-01", from: "2020-09-01")
    add("s09", .teacherGrowth, developed: "2020-09-01", from: "2020-09-01", to: "2021-01-01")  // over
  }

  private static func addStaff(to network: inout Network) {
    func add(
      _ school: SchoolID, _ year: Int, _ group: StaffFigures.Group, _ total: Int, method: Int = 0, mode: Int = 0,
      quality: Int = 0
    ) {
      network.staff.append(
        StaffFigures(
          school: school, year: year, group: group, total: total, trainedMethodService: method,
          trainedEffectiveMode: mode, trainedQuality: quality))
    }
    add("s01", 2020, .deputy, 2, method: 1, mode: 1)  // 2021 stands in its place
    add("s01", 2021, .deputy, 3, method: 2, mode: 2)
    add("s02", 2021, .deputy, 1, method: 0, mode: 1)
    add("s03", 2022, .deputy, 2, method: 2, mode: 2)  // not before 2022
    add("s04", 2020, .deputy, 2, method: 2, mode: 1)
    add("s08", 2021, .deputy, 4, method: 1, mode: 0)
    add("s01", 2021, .director, 1, mode: 1)
    add("s02", 2021, .director, 1, mode: 0)
    add("s05", 2021, .director, 1, mode: 1)
    add("s08", 2021, .director, 1, mode: 1)
    add("s01", 2021, .teacher, 20, quality: 15)
    add("s04", 2020, .teacher, 10, quality: 10)
    add("s06", 2021, .teacher, 8, quality: 2)
    add("s10", 2021, .teacher, 50, quality: 50)
  }

  private static func addResults(to network: inout Network) {
    func add(
      _ school: SchoolID, _ subject: SubjectID, _ assessment: Assessment, _ grade: Int, _ year: Int,
      _ participants: Int, _ successful: Int
    ) {
      network.results.append(
        AssessmentResult(
          school: school, subject: subject, assessment: assessment, grade: grade, year: year,
          participants: participants, successful: successful))
    }
    add("s01", "ru", .vpr, 5, 2020, 25, 18)
    add("s01", "ru", .vpr, 5, 2021, 25, 20)  // 720 → 800 ‰: higher
    add("s02", "ru", .vpr, 5, 2020, 30, 10)
    add("s02", "ru", .vpr, 5, 2021, 15, 15)  // fewer than 20
    add("s03", "ru", .vpr, 5, 2020, 20, 10)
    add("s03", "ru", .vpr, 5, 2021, 20, 10)  // the same
    add("s04", "ru", .vpr, 5, 2020, 20, 8)
    add("s04", "ru", .vpr, 5, 2021, 20, 12)  // 400 → 600 ‰: higher
    add("s04", "ma", .vpr, 6, 2020, 20, 20)  // no such cell in 2021
    add("s04", "ma", .vpr, 5, 2021, 20, 10)  // no such cell in 2020
    add("s05", "ru", .vpr, 5, 2020, 10, 1)
    add("s05", "ru", .vpr, 5, 2021, 10, 5)  // fewer than 20
    add("s06", "ma", .vpr, 6, 2020, 20, 18)
    add("s06", "ma", .vpr, 6, 2021, 20, 19)  // 900 → 950 ‰: higher
    add("s07", "history", .vpr, 5, 2021, 50, 50)  // not a subject of the network
    add("s07", "ru", .vpr, 5, 2021, 0, 0)  // nobody took part
    add("s12", "ru", .vpr, 5, 2021, 10, 9)  // not on the list
    add("s05", "ru", .oge, 9, 2019, 15, 15)  // an older year
    add("s06", "ru", .ege, 11, 2020, 30, 24)
    add("s01", "ru", .ege, 11, 2020, 10, 10)  // not on the list
    add("s06", "ru", .ege, 11, 2022, 30, 30)  // a later year
  }

  private static func addTies(to network: inout Network) {
    network.partner("p1", "s08", "s01", .active, from: "2020-09-01")
    network.event("e1", "2020-10-02", within: "p1")  // the first day of the span
    network.partner("p2", "s09", "s02", .active, from: "2020-09-01")
    network.event("e2", "2020-10-01", within: "p2")  // a day too early
    network.partner("p3", "s10", "s03", .agreed, from: "2020-09-01")
    network.event("e3", "2021-02-01", came: ["s10", "s03"])
    network.partner("p4", "s11", "s04", .completed, from: "2020-09-01", to: "2021-04-01")  // active until its end
    network.event("e4", "2021-03-31", host: "s11", came: ["s04"])  // the last day of the span
    network.partner("p5", "s12", "s05", .proposed, from: "2020-09-01")
    network.associate("a1", base: "s12", from: "2020-10-01")
    network.member("s05", of: "a1", .lowResult, from: "2020-10-01")
    network.member("s06", of: "a1", from: "2020-10-01")
    network.member("s12", of: "a1", .leader, from: "2020-10-01")
    network.event("e5", "2021-01-15", of: "a1", came: ["s06"])
    network.associate("a2", base: "s12", from: "2020-10-01", to: "2021-03-01")  // over
    network.member("s07", of: "a2", from: "2020-10-01")
    network.event("e6", "2021-02-15", of: "a2", came: ["s07"])
  }
}
