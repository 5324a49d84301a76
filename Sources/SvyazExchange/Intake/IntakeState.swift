import SvyazContract
import SvyazGraph

/// What all sheets of one intake share: what is known of the network, and what was read so far.
struct IntakeState {
  /// Questions beyond so many are only counted.
  static let mostQuestions = 1000
  /// Faults beyond so many are only counted.
  static let mostFaults = 10_000
  /// Places beyond so many of one question are left out.
  static let mostPlaces = 10
  /// Notices of one sheet that list rows or names tell so many of them.
  static let longestEnumeration = 5

  let context: IntakeContext
  let subjects: SubjectIndex
  var districts: DistrictIndex
  var schools: SchoolIndex
  var references: ReferenceIndex
  /// «Самара», as the network's own schools have it.
  let city: CityName?
  var reading = IntakeReading()

  private var matches: [String: SchoolIndex.Match] = [:]
  private var questions: [String: Int] = [:]
  private var untoldFaults = 0
  private var untoldQuestions = 0
  private(set) var ruled: [(text: String, school: SchoolID)] = []
  private var ruledTexts: Set<String> = []

  init(_ context: IntakeContext) {
    self.context = context
    subjects = SubjectIndex(context.network.subjects)
    districts = DistrictIndex(context.network.districts)
    schools = SchoolIndex(
      schools: context.network.schools, formerNames: context.formerNames, answers: context.answers)
    references = ReferenceIndex(context.network)
    city = CityName(context.network.schools)
  }

  mutating func refuse(_ fault: @autoclosure () -> SheetFault) {
    if reading.faults.count < Self.mostFaults { reading.faults.append(fault()) } else { untoldFaults += 1 }
  }

  mutating func match(_ text: String) -> SchoolIndex.Match {
    if let known = matches[text] { return known }
    let hasRoom = reading.questions.count < Self.mostQuestions
    let match = schools.match(text, wantsCandidates: hasRoom)
    // A file of a million different names must not fill memory with them.
    if matches.count < 200_000 { matches[text] = match }
    if case .byRule(let school) = match, ruledTexts.count < 100_000, ruledTexts.insert(text).inserted {
      ruled.append((text, school))
    }
    return match
  }

  /// Whether a name has led to a school already.
  func hasMatched(_ text: String) -> Bool {
    switch matches[text] {
    case .exact, .byRule: true
    case .unknown, nil: false
    }
  }

  /// Makes a school of a sheet known to the sheets and rows after it.
  mutating func add(_ school: School) {
    schools.add(school)
    matches.removeAll()
  }

  mutating func ask(_ text: String, candidates: [SchoolID], at place: CellPlace) {
    let key = SchoolName(text).key
    if let known = questions[key] {
      if reading.questions[known].places.count < Self.mostPlaces { reading.questions[known].places.append(place) }
      return
    }
    guard reading.questions.count < Self.mostQuestions else {
      untoldQuestions += 1
      return
    }
    questions[key] = reading.questions.count
    reading.questions.append(
      NameQuestion(
        text: IntakeText.onOneLine(text.prefix(300)), key: key, candidates: candidates, places: [place]))
  }

  /// Notices about the intake as a whole.
  mutating func finish() {
    if !ruled.isEmpty {
      let shown = ruled.prefix(Self.longestEnumeration).map { "\(Fault.quoted($0.text)) → \($0.school)" }
      reading.notices.append(
        "Названия школ, понятые по виду и номеру или по словам, а не буква в букву: \(ruled.count); "
          + shown.joined(separator: ", ") + (ruled.count > shown.count ? " …" : "") + ".")
    }
    if untoldFaults > 0 {
      reading.notices.append("Ошибок больше, чем показано: ещё \(untoldFaults).")
    }
    if untoldQuestions > 0 {
      reading.notices.append(
        "Строк с неизвестными названиями школ больше, чем показано: ещё \(untoldQuestions). "
          + "Проверьте, тот ли это город и та ли сеть.")
    }
  }
}

/// Finds districts by id or by name: «Кировский», «Кировский район», «Кировский внутригородской район».
struct DistrictIndex {
  private var ids: [String: DistrictID] = [:]
  private var names: [String: DistrictID?] = [:]
  /// Of the network and of rows read so far; others are only announced.
  private var known: Set<String> = []
  let expected: String

  init(_ districts: [District]) {
    for district in districts {
      ids[district.id.rawValue] = district.id
      known.insert(district.id.rawValue)
      let key = Self.key(district.name)
      names[key] = names[key] == nil ? district.id : DistrictID?.none
    }
    expected = "район сети: " + districts.prefix(12).map { "«\($0.name)»" }.joined(separator: ", ")
  }

  func contains(id: String) -> Bool { known.contains(id) }

  func district(_ text: some StringProtocol) -> DistrictID? {
    if let known = ids[String(IntakeText.trimmed(text))] { return known }
    let key = Self.key(text)
    return key.isEmpty ? nil : names[key] ?? nil
  }

  mutating func add(id: DistrictID, name: String) {
    announce(id: id, name: name)
    known.insert(id.rawValue)
  }

  /// Lets rows name a district as a neighbour before its own row is read.
  mutating func announce(id: DistrictID, name: String) {
    guard ids[id.rawValue] == nil else { return }
    ids[id.rawValue] = id
    let key = Self.key(name)
    if !key.isEmpty { names[key] = names[key] == nil ? id : DistrictID?.none }
  }

  /// The id for a district that has none.
  func derivedID(_ name: String) -> String {
    district(name)?.rawValue
      ?? SchoolSlug.unique(
        SchoolSlug.text(Self.name(name), fallback: "district"), of: name, isTaken: { ids[$0] != nil })
  }

  static func key(_ text: some StringProtocol) -> String {
    IntakeText.tokens(text)
      .filter {
        !["район", "района", "рн", "внутригородской", "внутригородского", "р", "н"].contains($0)
          && !SchoolName.isCity($0)
      }
      .map { word in
        // «Кировского района»: the ending tells nothing.
        for ending in ["ого", "ому", "ий", "ый", "ой", "ом"] where word.hasSuffix(ending) && word.count > 5 {
          return String(word.dropLast(ending.count))
        }
        return word
      }
      .joined(separator: " ")
  }
}

/// Finds associations, events and partnerships by id or by name; knows which ids there are.
struct ReferenceIndex {
  struct PartnershipKey: Hashable {
    var mentor: String
    var mentee: String
    var subject: String
    var from: String
  }

  private(set) var associationIDs: Set<String> = []
  private var associationNames: [String: [String]] = [:]
  private(set) var eventIDs: Set<String> = []
  private var eventTitles: [String: [String]] = [:]
  private var eventDays: [String: [String]] = [:]
  private(set) var partnershipIDs: Set<String> = []
  private var partnerships: [PartnershipKey: [String]] = [:]
  private(set) var measures: Set<String> = []

  init(_ network: Network) {
    for association in network.associations { add(association: association.id.rawValue, name: association.name) }
    for event in network.events { add(event: event.id.rawValue, title: event.title, day: event.day.description) }
    for partnership in network.partnerships {
      add(
        partnership: partnership.id.rawValue,
        PartnershipKey(
          mentor: partnership.mentor.rawValue, mentee: partnership.mentee.rawValue,
          subject: partnership.subject?.rawValue ?? "", from: partnership.interval.from.description))
    }
    measures = Set(network.measures.map { String($0.number) })
  }

  mutating func add(association id: String, name: String) {
    guard associationIDs.insert(id).inserted else { return }
    associationNames[IntakeText.folded(name), default: []].append(id)
  }

  mutating func add(event id: String, title: String, day: String) {
    guard eventIDs.insert(id).inserted else { return }
    let folded = IntakeText.folded(title)
    eventTitles[folded, default: []].append(id)
    eventDays["\(day) \(folded)", default: []].append(id)
  }

  mutating func add(partnership id: String, _ key: PartnershipKey) {
    guard partnershipIDs.insert(id).inserted else { return }
    partnerships[key, default: []].append(id)
  }

  func association(_ text: String) -> String? {
    let trimmed = String(IntakeText.trimmed(text))
    if associationIDs.contains(trimmed) { return trimmed }
    return Self.only(associationNames[IntakeText.folded(text)])
  }

  func event(_ text: String) -> String? {
    let trimmed = String(IntakeText.trimmed(text))
    if eventIDs.contains(trimmed) { return trimmed }
    return Self.only(eventTitles[IntakeText.folded(text)])
  }

  func event(title: String, day: String) -> [String] { eventDays["\(day) \(IntakeText.folded(title))"] ?? [] }

  func partnership(_ text: String) -> String? {
    let trimmed = String(IntakeText.trimmed(text))
    return partnershipIDs.contains(trimmed) ? trimmed : nil
  }

  func partnerships(_ key: PartnershipKey) -> [String] { partnerships[key] ?? [] }

  private static func only(_ list: [String]?) -> String? { list?.count == 1 ? list?.first : nil }
}

/// The town whose schools the network has, as their names tell: what follows «г.о.», «г.» or «городского округа».
struct CityName {
  /// The name without its ending.
  private let stem: String
  let shown: String

  /// - Returns: `nil` when fewer than a tenth of the schools, or different ones, name a town.
  init?(_ schools: [School]) {
    var counts: [String: Int] = [:]
    for school in schools {
      let tokens = IntakeText.tokens(school.name)
      for index in tokens.indices.dropLast() where Self.marks.contains(tokens[index]) {
        let next = tokens[index + 1]
        if !Self.marks.contains(next), next.unicodeScalars.count > 3 { counts[Self.stem(next), default: 0] += 1 }
      }
    }
    guard let best = counts.max(by: { $0.value != $1.value ? $0.value < $1.value : $0.key > $1.key }),
      best.value * 10 >= schools.count
    else { return nil }
    stem = best.key
    shown = best.key + "…"
  }

  /// Whether a municipality is this town: «городской округ Самара», «Самара г.о.».
  func isNamed(in text: some StringProtocol) -> Bool {
    IntakeText.tokens(text).contains { Self.stem($0) == stem }
  }

  private static let marks: Set<String> = ["о", "г", "город", "города", "округа", "округ", "го"]

  private static func stem(_ word: String) -> String {
    guard let last = word.unicodeScalars.last, "аеиоуыьюя".unicodeScalars.contains(last) else { return word }
    return String(word.dropLast())
  }
}
