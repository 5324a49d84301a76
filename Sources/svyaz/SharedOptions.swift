internal import ArgumentParser
internal import SvyazApp
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazMatching
internal import SvyazStore

/// What every reading command takes.
struct NetworkOptions: ParsableArguments {
  @Option(help: "Папка сети.", completion: .directory)
  var network: String?

  @Option(help: "Хранилище вместо папки.", completion: .file())
  var store: String?

  @Option(help: "Дата ГГГГ-ММ-ДД; без неё — дата из network.json.")
  var asOf: String?

  @Option(help: "Что было известно хранилищу на дату ГГГГ-ММ-ДД или после изменения с этим номером.")
  var known: String?

  @Flag(help: "Ответ для программ: JSON и ничего больше.")
  var json = false

  /// The network of the folder or the store, and the day asked for.
  ///
  /// - Returns: `day` is `nil` where none was asked for: then the network's own counts.
  func load(_ stages: Stages) throws -> (network: Network, day: Day?) {
    let day = try asOf.map { try Self.day($0, option: "--as-of") }
    let source = try source()
    stages.begin("Читаю сеть «\(source.name)»")
    return (try source.load(), day)
  }

  func source() throws -> NetworkSource {
    try Self.source(network: network, store: store, known: known)
  }

  static func source(network: String?, store: String?, known: String? = nil) throws -> NetworkSource {
    switch (network, store) {
    case (let folder?, nil):
      if let known { throw UsageError.value(option: "--known", value: known, expected: "только вместе с --store") }
      return .folder(folder)
    case (nil, let store?): return .store(store, try known.map { try Knowledge(option: $0) } ?? .current)
    case (nil, nil):
      throw UsageError.value(option: "--network", value: "", expected: "папка сети или --store с хранилищем")
    case (_?, let store?):
      throw UsageError.value(option: "--store", value: store, expected: "либо --network, либо --store")
    }
  }

  static func day(_ text: String, option: String) throws -> Day {
    guard let day = Day(iso: text) else {
      throw UsageError.value(option: option, value: text, expected: "дата ГГГГ-ММ-ДД из календаря, годы 1900–2199")
    }
    return day
  }
}

/// What a planner sets for a matching. A negative number is a value out of range, not another option: hence
/// `.unconditional`.
struct MatchingArguments: ParsableArguments {
  @Option(parsing: .unconditional, help: "Мест у наставника, о котором нет строки в mentors.csv.")
  var capacity = 2

  @Option(help: "Районы пары: any (любые), adjacent (тот же или соседний), same (тот же).")
  var district = "any"

  @Option(parsing: .unconditional, help: "Наибольшее расстояние, км.")
  var maxKm: Double?

  @Option(parsing: .unconditional, help: "Надбавка за каждую следующую школу у того же наставника.")
  var loadPenalty = 5000

  @Option(parsing: .unconditional, help: "Веса: дорога,район,сила,среда,связь.")
  var weights = "30,30,20,10,10"

  @Option(help: "Действующие партнёрства: free (можно менять) или active (остаются, как закреплённые).")
  var keep = "free"

  @Flag(help: "У школы один наставник по всем предметам.")
  var oneMentor = false

  func options() throws -> MatchingOptions {
    guard let policy = DistrictPolicy(rawValue: district) else {
      throw UsageError.value(option: "--district", value: district, expected: "any, adjacent или same")
    }
    guard let keep = KeepPolicy(rawValue: keep) else {
      throw UsageError.value(option: "--keep", value: keep, expected: "free или active")
    }
    let numbers = weights.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 5, let travel = numbers[0], let district = numbers[1], let strength = numbers[2],
      let context = numbers[3], let continuity = numbers[4]
    else {
      throw UsageError.value(option: "--weights", value: weights, expected: "пять целых чисел через запятую")
    }
    return MatchingOptions(
      capacity: capacity, districtPolicy: policy, maxKm: maxKm, loadPenalty: loadPenalty,
      weights: PairComponents(
        travel: travel, district: district, strength: strength, context: context, continuity: continuity),
      keep: keep, oneMentor: oneMentor)
  }
}
