internal import SvyazGraph

/// How Russian titles speak of a subject.
struct SubjectWords {
  private let name: String

  init(_ subject: Subject) { name = subject.name.lowercased() }

  /// «учителей математики»; `nil` for a subject whose genitive is not known.
  var teachers: String? { Self.genitives[name].map { "учителей \($0)" } }

  var isMathematics: Bool { name.hasPrefix("матем") || name == "алгебра" || name == "геометрия" }
  var isRussian: Bool { name.hasPrefix("русск") }

  /// The subjects of the federal curriculum.
  private static let genitives: [String: String] = [
    "математика": "математики", "алгебра": "алгебры", "геометрия": "геометрии", "русский язык": "русского языка",
    "литература": "литературы", "литературное чтение": "литературного чтения", "физика": "физики", "химия": "химии",
    "биология": "биологии", "география": "географии", "история": "истории", "обществознание": "обществознания",
    "информатика": "информатики", "английский язык": "английского языка", "немецкий язык": "немецкого языка",
    "французский язык": "французского языка", "иностранный язык": "иностранного языка", "технология": "технологии",
    "физическая культура": "физической культуры", "музыка": "музыки",
    "изобразительное искусство":
      "изобразительного искусства", "окружающий мир": "окружающего мира", "астрономия": "астрономии",
  ]
}
