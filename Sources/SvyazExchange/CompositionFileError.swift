public import SvyazGraph

/// Why a file cannot be read as a composition of ММО.
public enum CompositionFileError: Error, Hashable {
  case notJSON(file: String)
  /// JSON, but no composition: these keys are missing.
  case notComposition(file: String, missing: [String])
  /// A composition with values that none has; each with its path.
  case damaged(file: String, values: [JSONFault])
  /// One composition is wanted, the file holds those of several subjects, or none.
  case notSingle(file: String, subjects: [SubjectID])
  /// Of another network, or of this one before schools or subjects left it.
  case foreign(composition: NetworkID, network: NetworkID, unknown: [String])
  /// An infeasible composition has no groups to draw or to accept.
  case noGroups(subject: SubjectID)
}

extension CompositionFileError: UserFacing {
  public var code: String {
    switch self {
    case .notJSON: "compositionFile.notJSON"
    case .notComposition: "compositionFile.notComposition"
    case .damaged: "compositionFile.damaged"
    case .notSingle: "compositionFile.notSingle"
    case .foreign: "compositionFile.foreign"
    case .noGroups: "compositionFile.noGroups"
    }
  }

  public var message: String {
    switch self {
    case .notJSON(let file): "Файл состава ММО «\(file)» не разбирается как JSON в UTF-8."
    case .notComposition(let file, let missing):
      "Файл «\(file)» — не состав ММО: нет ключей \(missing.joined(separator: ", "))."
    case .damaged(let file, let values):
      "Состав ММО «\(file)» повреждён. " + values.prefix(10).map { $0.message(in: "в файле") }.joined(separator: " ")
        + (values.count > 10 ? " И ещё: \(values.count - 10)." : "")
    case .notSingle(let file, let subjects):
      "В файле «\(file)» составов: \(subjects.count)"
        + (subjects.isEmpty ? "" : " (\(subjects.prefix(10).map(\.rawValue).joined(separator: ", ")))")
        + ", а нужен один."
    case .foreign(let composition, let network, let unknown):
      "Состав ММО составлен для сети «\(composition)», а это сеть «\(network)»."
        + (unknown.isEmpty ? "" : " Нет в сети: \(unknown.prefix(10).joined(separator: ", ")).")
    case .noGroups(let subject): "Состава ММО по предмету «\(subject)» нет: условия несовместимы."
    }
  }

  public var advice: String {
    switch self {
    case .notSingle: "Составьте ММО по одному предмету: svyaz compose --subject ПРЕДМЕТ --json > mmo.json"
    case .noGroups: "Что мешает, названо в ключе reason; измените условия и составьте ММО заново."
    default: "Составьте ММО заново: svyaz compose --network ПАПКА --subject ПРЕДМЕТ --json > mmo.json"
    }
  }
}
