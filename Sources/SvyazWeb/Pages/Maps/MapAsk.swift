internal import Hummingbird
internal import SvyazAccess
internal import SvyazApp
internal import SvyazGraph
internal import SvyazMap

/// A map as the address of its page asks for it.
struct MapAsk: Hashable, Sendable {
  /// What a map compares, of the kind `changes`.
  enum View: String, Hashable, Sendable, CaseIterable {
    case changes, before, after

    var title: String {
      switch self {
      case .changes: "Что изменилось"
      case .before: "До"
      case .after: "После"
      }
    }
  }

  var kind: MapKind
  /// As typed: an id, a number, a part of a name.
  var school: String
  var subject, district, association, status, design: String?
  var day: Day
  var since: Day
  var view: View
  var edition: Edition
  /// Whether the viewer may choose another edition.
  var hasEditions: Bool
  /// Whether a school looks at its own map: other schools' affairs are left out.
  var isOwnSchool = false

  /// - Throws: ``WebFault`` for an unknown kind or a wrong date.
  init(_ request: Request, kind word: String?, _ revision: Revision, _ viewer: Viewer) throws {
    let query = request.uri.queryParameters
    func value(_ name: String) -> String? {
      query[Substring(name)].map { String($0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    let usual: MapKind = viewer.school == nil ? .mentors : .school
    guard let kind = word == nil ? usual : MapKind(rawValue: word ?? "") else { throw WebFault.notFound }
    self.kind = kind
    day = try PageDay.of(request, revision)
    if let text = value("since") {
      guard let day = Day(iso: text) else {
        throw WebFault.value(name: "Дата до", value: text, expected: "дата ГГГГ-ММ-ДД, например 2020-09-01")
      }
      since = day
    } else {
      since = day.adding(months: -6)
    }
    view = kind == .changes ? View(rawValue: value("view") ?? "") ?? .changes : .changes
    school = value("school") ?? (kind == .school ? viewer.school?.rawValue ?? "" : "")
    func taken(_ choice: DrawMap.Choice, _ name: String) -> String? { kind.word.takes(choice) ? value(name) : nil }
    subject = taken(.subject, "subject")
    district = taken(.district, "district")
    association = taken(.association, "association")
    status = taken(.status, "status")
    design = kind == .associations ? value("design") : nil
    hasEditions = viewer.may(.readWorking)
    edition = hasEditions && value("edition") != Edition.public.rawValue ? .working : .public
  }

  /// The school that is meant; see ``MapSchools``.
  mutating func settle(_ school: School, for viewer: Viewer) {
    self.school = school.id.rawValue
    guard !hasEditions, viewer.maySeeWorking(school.id) else { return }
    edition = .working
    isOwnSchool = true
  }

  /// The map before it is laid out.
  ///
  /// - Throws: `MapError`, ``WebFault``.
  func draft(of network: Network, paper: NetworkMap.Paper? = nil) throws -> DrawMap.Draft {
    let selection = MapSelection(
      subjects: list(subject), districts: list(district), associations: list(association), statuses: list(status))
    let question = MapQuestion(
      kind.word, school: kind == .school ? school : nil, selection: selection,
      design: kind == .mentorsByDistrict ? "districts" : design, since: kind == .changes ? since.description : nil)
    do {
      var drawn = try question.drawn()
      if case .school(let id) = drawn, isOwnSchool { drawn = .ownSchool(id) }
      if kind == .changes, view != .changes { drawn = .mentorsBeside(view == .before ? day : since) }
      return try DrawMap.draft(
        drawn, of: network, on: view == .before ? since : day, edition: edition, selection: question.narrowed,
        paper: paper)
    } catch UsageError.value(let option, let value, let expected) {
      throw WebFault.value(name: Self.name(of: option), value: value, expected: expected)
    }
  }

  /// The address of the same map, changed.
  func address(_ file: String = "", _ changes: [(name: String, value: String?)] = []) -> String {
    var fields = fields
    for change in changes {
      fields.removeAll { $0.name == change.name }
      if let value = change.value { fields.append((change.name, value)) }
    }
    let query = fields.map { "\($0.name)=\(WebAddress.encoded($0.value))" }.joined(separator: "&")
    return "/maps/\(kind.rawValue)\(file)" + (query.isEmpty ? "" : "?" + query)
  }

  /// What its forms carry.
  var fields: [(name: String, value: String)] {
    var fields = [(name: "on", value: day.description)]
    if kind == .changes {
      fields.append(("since", since.description))
      if view != .changes { fields.append(("view", view.rawValue)) }
    }
    let others = [
      ("school", kind == .school && !school.isEmpty ? school : nil), ("subject", subject), ("district", district),
      ("association", association), ("status", status), ("design", design),
      ("edition", hasEditions && edition == .public ? Edition.public.rawValue : nil),
    ]
    return fields + others.compactMap { name, value in value.map { (name, $0) } }
  }

  private func list(_ word: String?) -> [String] { word.map { [$0] } ?? [] }

  /// The command line's names of options, as fields.
  private static func name(of option: String) -> String {
    switch option {
    case "--subject": "Предмет"
    case "--district": "Район"
    case "--association": "ММО"
    case "--status": "Статус партнёрств"
    case "--design": "Вид состава"
    case "--since": "Дата до"
    default: option
    }
  }
}

/// The kinds of maps that the site offers.
enum MapKind: String, Hashable, Sendable, CaseIterable {
  case mentors
  case mentorsByDistrict = "mentors-districts"
  case districts, school, associations, geography, changes, overview

  var title: String {
    switch self {
    case .mentors: "Наставничество"
    case .mentorsByDistrict: "По районам"
    case .districts: "Между районами"
    case .school: "Одна школа"
    case .associations: "ММО"
    case .geography: "На местности"
    case .changes: "Изменения"
    case .overview: "Весь город"
    }
  }

  var word: DrawMap.KindWord {
    switch self {
    case .mentors, .mentorsByDistrict: .mentors
    case .districts: .districts
    case .school: .school
    case .associations: .associations
    case .geography: .geography
    case .changes: .changes
    case .overview: .overview
    }
  }
}

/// Parts of addresses.
enum WebAddress {
  /// A value of a query: everything but letters, digits and `-._~` as `%XX`.
  static func encoded(_ text: String) -> String {
    var out = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        out.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        out += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return out
  }
}
