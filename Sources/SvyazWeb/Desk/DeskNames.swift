internal import SvyazGraph

/// How the desks name schools, subjects and districts.
struct DeskNames: Sendable {
  private let schools: [SchoolID: School]
  private let subjects: [SubjectID: Subject]
  private let districts: [DistrictID: District]
  private let sharedNumbers: Set<Int>
  private let marks: SubjectMarks

  init(_ network: Network) {
    schools = Dictionary(network.schools.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    subjects = Dictionary(network.subjects.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    districts = Dictionary(network.districts.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    marks = SubjectMarks(network)
    let times = network.schools.compactMap(\.number).reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
    sharedNumbers = Set(times.filter { $0.value > 1 }.keys)
  }

  private struct Key: Hashable, Sendable {}

  static func of(_ revision: Revision) -> DeskNames { revision.derived(Key()) { DeskNames($0) } }

  /// «№ 55», «Гимназия № 1»; of two schools with one number each shows its kind.
  func school(_ id: SchoolID) -> String {
    guard let school = schools[id] else { return id.rawValue }
    let label = school.label.replacing("№ ", with: "№\u{A0}")
    guard let number = school.number, !sharedNumbers.contains(number), label == "Школа №\u{A0}\(number)" else {
      return label
    }
    return "№\u{A0}\(number)"
  }

  func fullName(_ id: SchoolID) -> String { schools[id]?.name ?? id.rawValue }

  func list(_ ids: some Sequence<SchoolID>) -> String { ids.sorted(by: precedes).map(school).joined(separator: ", ") }

  /// By number, those without one last.
  func precedes(_ left: SchoolID, _ right: SchoolID) -> Bool {
    let (one, other) = (schools[left], schools[right])
    return (one?.number ?? .max, one?.label ?? "", left.rawValue)
      < (other?.number ?? .max, other?.label ?? "", right.rawValue)
  }

  func subject(_ id: SubjectID) -> String { subjects[id]?.name ?? id.rawValue }

  func district(of id: SchoolID) -> String {
    guard let district = schools[id]?.district else { return "район не указан" }
    return districts[district]?.name ?? district.rawValue
  }

  /// The line of a subject, as on the maps.
  func subjectClass(_ id: SubjectID) -> String { "subj \(marks.name(id))" }
}

/// Figures as the desks show them.
enum DeskFigure {
  /// Cost points in thousands with one decimal: «35,0», «1 018,6».
  static func cost(_ points: Int) -> String {
    let magnitude = points.magnitude
    let tenths = magnitude / 100 + (magnitude % 100 >= 50 ? 1 : 0)
    let sign = points < 0 && tenths > 0 ? "−" : ""
    return "\(sign)\(grouped(Int(clamping: tenths / 10))),\(tenths % 10)"
  }

  static func signedCost(_ points: Int) -> String {
    let text = cost(points)
    return points > 0 && text != "0,0" ? "+\(text)" : text
  }

  static func grouped(_ value: Int) -> String {
    var digits = String(value.magnitude)
    var parts: [String] = []
    while digits.count > 3 {
      parts.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    parts.insert(digits, at: 0)
    return (value < 0 ? "−" : "") + parts.joined(separator: "\u{A0}")
  }

  static func km(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10),\(tenths % 10)"
  }

  /// «школа», «школы», «школ».
  static func form(_ count: Int, _ one: String, _ few: String, _ many: String) -> String {
    let (tens, ones) = (count % 100, count % 10)
    if (11...14).contains(tens) { return many }
    return ones == 1 ? one : (2...4).contains(ones) ? few : many
  }
}
