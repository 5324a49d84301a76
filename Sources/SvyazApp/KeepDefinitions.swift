internal import SvyazContract
public import SvyazExchange
public import SvyazGraph
internal import SvyazIndicators
public import SvyazStore

/// `svyaz definitions`: how indicators are read on a day, and readings that somebody adds.
public enum KeepDefinitions {
  /// All readings in force on a day, standard ones and the network's own; then those of its own that are not in force.
  public static func list(_ network: Network, on day: Day? = nil) -> Report {
    let day = day ?? network.asOf
    let inForce = ReadingDefinition.inForce(on: day, in: network)
    let others = network.definitions.filter { !$0.interval.contains(day) }
    let own = Set(network.definitions)
    var text = "\(network.name)\nОпределения показателей на \(day.russian)\n\n"
    for definition in inForce { text += words(definition, isOwn: own.contains(definition)) }
    if !others.isEmpty {
      text += "\nСвои определения сети, которые на эту дату не действуют\n"
      for definition in others { text += words(definition, isOwn: true) }
    }
    func json(_ definitions: [ReadingDefinition]) -> JSONValue {
      .array(
        definitions.map { definition in
          .members([
            "own": .bool(own.contains(definition)), "definition": DefinitionJSON.value(of: definition),
          ])
        })
    }
    return Report(
      text: text,
      json: .members([
        "network": .string(network.id.rawValue), "asOf": .string(day.description), "inForce": json(inForce),
        "notInForce": json(others),
      ]))
  }

  /// Adds the definitions of a file to a store, in one change; one of an indicator, a name and a first day that are there
  /// already takes that row's place, so that a definition can be ended or put right.
  ///
  /// - Parameter file: the name that messages give.
  /// - Throws: ``DefinitionError`` with every fault at once, `StoreError`; then nothing is changed.
  public static func add(
    _ bytes: [UInt8], file: String, to store: Store, _ note: ChangeNote, at moment: Moment, isTrial: Bool = false
  ) throws -> Report {
    let reading = DefinitionJSON.read(bytes, file: file)
    guard reading.faults.isEmpty else { throw DefinitionError.faults(reading.faults) }
    guard !reading.definitions.isEmpty else { throw DefinitionError.nothing(file: file) }
    let outcome = try store.update(note, at: moment, isTrial: isTrial) { stored in
      guard var network = stored else { throw StoreError.empty(name: store.name) }
      for definition in reading.definitions {
        if let index = network.definitions.firstIndex(where: { $0.hasKey(of: definition) }) {
          network.definitions[index] = definition
        } else {
          network.definitions.append(definition)
        }
      }
      try require(network, store: store.name)
      return network
    }
    return ChangeReport(
      outcome, isTrial: isTrial,
      lines: reading.definitions.map {
        "показатель \($0.indicator), чтение «\($0.id)»: \($0.title), \(span($0.interval))"
      }
    ).report
  }

  private static func require(_ network: Network, store: String) throws {
    guard network.definitions.count <= ReadingDefinition.mostOfNetwork else {
      throw DefinitionError.tooMany(network.definitions.count)
    }
    var overlaps: [DefinitionError.Overlap] = []
    for violation in network.violations() where violation.column.hasPrefix("definitions") {
      guard case .intervalsOverlap(let first) = violation.rule else { continue }
      overlaps.append(
        DefinitionError.Overlap(network.definitions[first], network.definitions[violation.row]))
    }
    guard overlaps.isEmpty else { throw DefinitionError.overlap(overlaps) }
  }

  private static func words(_ definition: ReadingDefinition, isOwn: Bool) -> String {
    let origin = isOwn ? "своё" : "стандартное"
    return "Показатель \(definition.indicator), чтение «\(definition.id)»: \(definition.title)\n"
      + "  версия \(definition.version), \(origin), \(span(definition.interval))\n"
      + "  числитель: \(definition.numerator)\n  знаменатель: \(definition.denominator)\n"
      + "  правило: \(DefinitionJSON.value(of: definition.rule).line)\n"
  }

  static func span(_ interval: DayInterval) -> String {
    guard interval.from != .first || interval.to != nil else { return "бессрочно" }
    return "с \(interval.from.russian)" + (interval.to.map { " до \($0.russian)" } ?? "")
  }
}

/// Why definitions are not added.
public enum DefinitionError: Error, Hashable, UserFacing {
  case faults([Fault])
  case nothing(file: String)
  case tooMany(Int)
  /// Two rows of one reading would be in force at once.
  case overlap([Overlap])

  public struct Overlap: Hashable, Sendable {
    public let earlier, later: ReadingDefinition

    init(_ one: ReadingDefinition, _ other: ReadingDefinition) {
      (earlier, later) = one.interval.from <= other.interval.from ? (one, other) : (other, one)
    }

    fileprivate var sentence: String {
      "Показатель \(later.indicator), чтение «\(later.id)»: срок с \(later.interval.from.russian) пересекается со сроком "
        + "того же чтения: \(KeepDefinitions.span(earlier.interval)); ожидалось: не больше одного определения на день."
    }
  }

  public var code: String {
    switch self {
    case .faults: "definitions.faults"
    case .nothing: "definitions.nothing"
    case .tooMany: "definitions.tooMany"
    case .overlap: "definitions.overlap"
    }
  }

  public var message: String {
    switch self {
    case .faults(let faults):
      faults.prefix(50).map(\.message).joined(separator: "\n")
        + (faults.count > 50 ? "\nИ ещё: \(faults.count - 50)." : "")
    case .nothing(let file): "В файле «\(file)» определений нет: список пуст, ожидалось хотя бы одно."
    case .tooMany(let count):
      "Определений стало бы \(count), ожидалось не больше \(ReadingDefinition.mostOfNetwork)."
    case .overlap(let overlaps): overlaps.map(\.sentence).joined(separator: "\n")
    }
  }

  public var advice: String {
    switch self {
    case .faults: "Исправьте файл и повторите; ничего не изменено. Пример: Documentation/ru/network-folder.md"
    case .nothing: "Пример: Documentation/ru/network-folder.md"
    case .tooMany: "Добавляйте новые версии вместо новых чтений или загрузите network.json без лишних определений."
    case .overlap:
      "Закончите прежнее определение: добавьте его ещё раз с тем же from и с датой to; оба можно назвать в одном файле."
    }
  }
}
