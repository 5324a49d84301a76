public import SvyazGraph

/// Why there is no map. The caller and its process are unharmed, and the next map can be asked for at once.
public enum MapError: Error, Equatable, Sendable {
  /// Not drawn in time; the worker was stopped.
  case deadlineExceeded(milliseconds: Int)
  /// The worker died: a fault of a library, or its limit of memory or processor time.
  case workerCrashed(detail: String)
  /// The worker could not be started at all.
  case workerUnavailable(detail: String)
  /// Graphviz or the painter reported an error.
  case layoutFailed(detail: String)
  case memoryExceeded
  /// More than a map can hold.
  case tooLarge(nodes: Int, edges: Int)
  case unknownSchool(SchoolID)
  case unknownSubject(SubjectID, known: [String])
  /// Two nodes of one id, or an edge to a node that is none: a fault of the code that built the map.
  case inconsistent(detail: String)
  /// The renderer was shut down, or the task that asked was cancelled.
  case cancelled
}

extension MapError: UserFacing {
  public var code: String {
    switch self {
    case .deadlineExceeded: "map.deadlineExceeded"
    case .workerCrashed: "map.workerCrashed"
    case .workerUnavailable: "map.workerUnavailable"
    case .layoutFailed: "map.layoutFailed"
    case .memoryExceeded: "map.memoryExceeded"
    case .tooLarge: "map.tooLarge"
    case .unknownSchool: "map.unknownSchool"
    case .unknownSubject: "map.unknownSubject"
    case .inconsistent: "map.inconsistent"
    case .cancelled: "map.cancelled"
    }
  }

  public var message: String {
    switch self {
    case .deadlineExceeded(let milliseconds): "Карта не построена за отведённое время, мс: \(milliseconds)."
    case .workerCrashed(let detail): "Построение карты прервалось: \(detail)."
    case .workerUnavailable(let detail): "Не удалось запустить построение карты: \(detail)."
    case .layoutFailed(let detail): "Раскладка карты не удалась: \(detail)."
    case .memoryExceeded: "Для карты не хватило памяти."
    case .tooLarge(let nodes, let edges): "Карта слишком велика: узлов: \(nodes), связей: \(edges)."
    case .unknownSchool(let school): "Школы «\(school.rawValue)» нет в сети."
    case .unknownSubject(let subject, _): "Предмета «\(subject.rawValue)» нет в сети."
    case .inconsistent(let detail): "Описание карты противоречиво: \(detail)."
    case .cancelled: "Построение карты отменено."
    }
  }

  public var advice: String {
    switch self {
    case .deadlineExceeded: "Повторите попытку или постройте карту части сети: одной школы, одного предмета."
    case .workerCrashed, .layoutFailed, .inconsistent: "Повторите попытку; если не поможет, сообщите разработчикам."
    case .workerUnavailable: "Проверьте, что программа установлена целиком и может запускать саму себя."
    case .memoryExceeded, .tooLarge:
      "Постройте карту части сети. Предел: узлов: \(MapLimits.nodes), связей: \(MapLimits.edges)."
    case .unknownSchool: "Проверьте идентификатор: список школ есть в файле schools.csv."
    case .unknownSubject(_, let known):
      known.isEmpty ? "В network.json нет ни одного предмета." : "Предметы сети: \(known.joined(separator: ", "))."
    case .cancelled: "Запросите карту заново."
    }
  }
}

/// What a map may hold. Beyond it a picture is of no use, and layout takes longer than anybody waits.
public enum MapLimits {
  public static let nodes = 2000
  public static let edges = 6000
  /// Bytes of one message between the renderer and its worker.
  static let frameBytes = 96 << 20
}
