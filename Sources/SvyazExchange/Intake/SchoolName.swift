/// What a school's name says: its kind, its number and its own words, without legal form and city.
struct SchoolName: Hashable {
  /// Kinds that a name can state, as a set; one bit each.
  struct Kinds: OptionSet, Hashable {
    var rawValue: UInt16
    static let school = Kinds(rawValue: 1)
    static let gymnasium = Kinds(rawValue: 2)
    static let lyceum = Kinds(rawValue: 4)
    static let boarding = Kinds(rawValue: 8)
    static let evening = Kinds(rawValue: 16)
    static let college = Kinds(rawValue: 32)
    static let primary = Kinds(rawValue: 64)
    static let kindergarten = Kinds(rawValue: 128)
    static let corps = Kinds(rawValue: 256)
  }

  enum Ownership: Hashable { case unknown, state, own }

  var kinds: Kinds = []
  /// Every number in the name; one that names the school is alone.
  var numbers: [Int] = []
  /// Words of its own, sorted, each once: «успех», «технический».
  var words: [String] = []
  /// «имени …»: words that tell no school from another.
  var honour: [String] = []
  var ownership = Ownership.unknown
  /// The same for all spellings that differ in case, quotes, spaces, legal form and city only.
  var key = ""

  init(_ text: some StringProtocol) {
    let tokens = Self.withoutLogin(text)
    // What follows the closing quote is no part of «… имени …».
    var tailStart = tokens.count
    if let quote = text.unicodeScalars.lastIndex(where: { $0 == "»" || $0 == "\"" || $0 == "”" }) {
      tailStart -= Self.withoutLogin(text[quote...]).count
    }
    var kept: [String] = []
    var index = 0
    var isHonour = false
    var followsSign = false
    while index < tokens.count {
      let token = tokens[index]
      let rest = tokens[index...]
      if isHonour, index >= tailStart || Self.startsPlace(tokens, index) { isHonour = false }
      if let length = Self.phraseLength(rest) {
        index += length
        continue
      }
      index += 1
      if Self.numberSigns.contains(token) {
        let isNumberSign = token == "№" || tokens.dropFirst(index).first.map(Self.isNumber) ?? false
        if isNumberSign {
          followsSign = true
          continue
        }
      }
      defer { followsSign = false }
      if let ownership = Self.legalForms[token] {
        if self.ownership == .unknown { self.ownership = ownership }
        // «СО» and «Самарской области» follow a legal form: the region's own schools.
        if token != "со", tokens.dropFirst(index).first == "со" { index += 1 }
        continue
      }
      if token == "им" || token == "имени" {
        isHonour = true
        kept.append("имени")
        continue
      }
      // «имени 70-летия Победы» is no number of a school.
      if Self.isNumber(token), !isHonour || followsSign {
        numbers.append(Int(token) ?? Int.max)
        kept.append(Self.isShort(token) ? String(Int(token) ?? 0) : token)
        continue
      }
      if Self.isCity(token) || Self.noise.contains(token) { continue }
      kept.append(token)
      if isHonour {
        honour.append(token)
      } else if let kind = Self.kindWords[token] {
        kinds.formUnion(kind)
      } else {
        words.append(token)
      }
    }
    words = Array(Set(words)).sorted()
    kinds = Self.settled(kinds)
    key = kept.joined(separator: " ")
    if key.isEmpty { key = tokens.joined(separator: " ") }
  }

  /// The number, when the name has exactly one.
  var number: Int? { numbers.count == 1 ? numbers.first : nil }

  /// ``words`` without those that half of the schools could bear.
  var tellingWords: [String] { words.filter { !Self.weak($0) } }

  /// «самарский», «самарская»: adjectives of the city.
  private static func weak(_ word: String) -> Bool { word.hasPrefix("самарск") }

  /// A boarding school or an evening school is a «школа» by its second word only.
  private static func settled(_ kinds: Kinds) -> Kinds {
    var kinds = kinds
    if !kinds.isDisjoint(with: [.boarding, .evening, .primary]) { kinds.remove(.school) }
    return kinds
  }

  private static func isNumber(_ token: String) -> Bool {
    token.utf8.first.map { (0x30...0x39).contains($0) } ?? false
  }
  private static func isShort(_ token: String) -> Bool { token.utf8.count <= 9 }

  /// «Самара», «Самары», «Самаре», «Самару».
  static func isCity(_ token: String) -> Bool {
    token.hasPrefix("самар") && token.unicodeScalars.count <= 6
  }

  private static let numberSigns: Set<String> = [
    "№", "n", "no", "но", "nо", "номер", "num", "number",
  ]

  /// Without logins such as «(sch633012)».
  private static func withoutLogin(_ text: some StringProtocol) -> [String] {
    let tokens = IntakeText.tokens(text)
    guard tokens.contains(where: { logins.contains($0) }) else { return tokens }
    var kept: [String] = []
    for token in tokens {
      if let last = kept.last, logins.contains(last), isNumber(token), token.utf8.count >= 4 {
        kept.removeLast()
      } else {
        kept.append(token)
      }
    }
    return kept
  }
  private static let logins: Set<String> = ["sch", "edu", "oo", "оо"]

  /// Legal forms, each with who owns such a school.
  private static let legalForms: [String: Ownership] = {
    var forms: [String: Ownership] = [:]
    for form in [
      "мбоу", "маоу", "мкоу", "моу", "моо", "мау", "мбу", "гбоу", "гаоу", "гкоу", "гоу", "гбноу",
      "гбооу", "гбпоу",
      "гапоу", "гаппоу", "гбу", "фгкоу", "фгбоу", "муниципальное", "муниципального",
      "муниципальная",
      "государственное", "бюджетное", "бюджетного", "бюджетная", "казенное", "казенного",
    ] { forms[form] = .state }
    for form in [
      "чоу", "ноу", "аноо", "ано", "оано", "нчоу", "ноо", "частное", "частного",
      "негосударственное",
    ] { forms[form] = .own }
    for form in [
      "автономное", "автономного", "автономная", "некоммерческая", "общеобразовательное",
      "общеобразовательного",
      "образовательное", "образовательного", "нетиповое", "профессиональное", "учреждение",
      "учреждения", "организация",
      "организации", "оу", "оо",
    ] { forms[form] = .unknown }
    return forms
  }()

  private static let kindWords: [String: Kinds] = [
    "школа": .school, "школы": .school, "школе": .school, "школу": .school, "шк": .school,
    "сош": .school,
    "ош": .school, "оош": .school, "school": .school, "shkola": .school, "мбоусош": .school,
    "гимназия": .gymnasium, "гимназии": .gymnasium, "гимназию": .gymnasium, "гимн": .gymnasium,
    "gimnazia": .gymnasium, "gymnasium": .gymnasium,
    "лицей": .lyceum, "лицея": .lyceum, "лицею": .lyceum, "licey": .lyceum, "lyceum": .lyceum,
    "интернат": .boarding, "интерната": .boarding, "internat": .boarding,
    "вечерняя": .evening, "вечерней": .evening, "вечерн": .evening, "всош": .evening,
    "сменная": .evening,
    "vechernyaya": .evening, "овсош": .evening,
    "колледж": .college, "техникум": .college, "college": .college,
    "нош": .primary, "начальная": .primary, "прогимназия": .primary,
    "сад": .kindergarten, "мбдоу": .kindergarten, "доу": .kindergarten, "мдоу": .kindergarten,
    "садик": .kindergarten,
    "корпус": .corps,
  ]

  /// Words that tell nothing: «г.о.», «средняя общеобразовательная».
  private static let noise: Set<String> = [
    "г", "го", "гор", "город", "города", "городе", "городской", "городского", "округ", "округа",
    "средняя", "средней", "среднюю", "сред", "основная", "основной", "общеобразовательная",
    "общеобразовательной",
    "общеобразовательную", "полного", "среднего", "общего", "образования", "муниципальной", "№",
  ]

  /// Phrases that tell nothing as a whole, though their words may.
  private static let phrases: [[String]] = [
    ["базовая", "школа", "ран"], ["базовая", "школа", "российской", "академии", "наук"],
    ["самарской", "области"],
    ["самарская", "область"], ["самарской", "обл"], ["г", "о"],
    ["с", "углубленным", "изучением", "отдельных", "предметов"],
  ]

  /// «г. Тольятти», «с. Рождествено» after «имени …»; two single letters are the initials of a person.
  private static func startsPlace(_ tokens: [String], _ index: Int) -> Bool {
    let token = tokens[index]
    guard placeMarks.contains(token) else { return false }
    guard token.unicodeScalars.count == 1 else { return true }
    func isLetter(_ index: Int) -> Bool {
      tokens.indices.contains(index) && tokens[index].unicodeScalars.count == 1
        && !isNumber(tokens[index])
    }
    if token == "г", tokens.indices.contains(index + 1), tokens[index + 1] == "о" { return true }
    return !isLetter(index - 1) && !isLetter(index + 1)
  }

  private static let placeMarks: Set<String> = [
    "г", "го", "гор", "город", "города", "городского", "городской", "с", "село", "села", "п", "пос",
    "поселок",
    "поселка",
    "пгт", "ст", "станция", "муниципального", "муниципальный", "района", "район", "филиал",
    "корпус", "отделение",
  ]

  private static func phraseLength(_ tokens: ArraySlice<String>) -> Int? {
    phrases.first { tokens.starts(with: $0) }?.count
  }
}

extension SchoolName.Kinds {
  /// The word of the register; `nil` for none and for several.
  var russian: String? {
    switch self {
    case .school: "школа"
    case .gymnasium: "гимназия"
    case .lyceum: "лицей"
    case .boarding: "школа-интернат"
    case .evening: "вечерняя школа"
    case .college: "колледж"
    case .primary: "начальная школа"
    default: nil
    }
  }
}
