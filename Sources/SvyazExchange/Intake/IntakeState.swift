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
    if reading.faults.count < Self.mostFaults {
      reading.faults.append(fault())
    } else {
      untoldFaults += 1
    }
  }

  mutating func match(_ text: String) -> SchoolIndex.Match {
    if let known = matches[text] { return known }
    let hasRoom = reading.questions.count < Self.mostQuestions
    let match = schools.match(text, wantsCandidates: hasRoom)
    // A file of a million different names must not fill memory with them.
    if matches.count < 200_000 { matches[text] = match }
    if case .byRule(let school) = match, ruledTexts.count < 100_000,
      ruledTexts.insert(text).inserted
    {
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
      if reading.questions[known].places.count < Self.mostPlaces {
        reading.questions[known].places.append(place)
      }
      return
    }
    guard reading.questions.count < Self.mostQuestions else {
      untoldQuestions += 1
      return
    }
    questions[key] = reading.questions.count
    reading.questions.append(
      NameQuestion(
        text: IntakeText.onOneLine(text.prefix(300)), key: key, candidates: candidates,
        places: [place]))
  }

  /// Notices about the intake as a whole.
  mutating func finish() {
    if !ruled.isEmpty {
      let shown = ruled.prefix(Self.longestEnumeration).map {
        "\(Fault.quoted($0.text)) → \($0.school)"
      }
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
