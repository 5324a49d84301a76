internal import ArgumentParser
internal import Foundation
internal import SvyazApp
internal import SvyazComposition
internal import SvyazExchange
internal import SvyazFlow
internal import SvyazGraph
internal import SvyazMatching

struct ComposeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compose", abstract: "Составить ММО: базы и школы групп, с доказательством, насколько состав хорош.",
    discussion: """
      Для одного предмета (--subject) или для всех. Участвуют школы НОР, наставники предмета и проектные площадки; \
      школа НОР всегда в одной группе, групп — столько, сколько нужно, чтобы выполнить правила. Цена состава: дорога и \
      районы до базы, для школ НОР вдвойне, и --left-price за каждую школу вне групп.

      Код 1: правила и условия вместе не выполнить; что мешает, названо. Подробно: Documentation/ru/compose.md.
      """)

  @OptionGroup var source: NetworkOptions
  @OptionGroup var arguments: CompositionArguments

  @Option(help: "Предмет: идентификатор, название или обычное слово (maths, русский); без него — все предметы.")
  var subject: String?

  @Flag(help: "Сказать, чего стоит каждое условие: насколько дешевле был бы состав без него.")
  var prices = false

  @Flag(help: "Показать, чего стоит сохранить прежние ММО: переведено школ ↔ цена состава.")
  var curve = false

  @Option(help: "Записать лист состава в книгу XLSX, готовую к печати.", completion: .file())
  var xlsx: String?

  func run() throws {
    let options = try arguments.options()
    let sheet = try xlsx.map(Self.place)
    let stages = Stages()
    let (network, day) = try source.load(stages)
    var extras: Set<ComposeAssociations.Extra> = []
    if prices { extras.insert(.prices) }
    if curve { extras.insert(.curve) }
    let proposal = try ComposeAssociations.run(
      network, on: day, subject: subject, options: options, extras: extras,
      monitor: SolveMonitor(progress: { stages.update($0) }), progress: { stages.begin($0) })
    if let sheet {
      stages.begin("Пишу лист состава")
      try Files.write([(name: sheet.name, bytes: try proposal.workbook())], to: sheet.folder)
    }
    stages.finish()
    try Output.report(source.json ? proposal.jsonReport : proposal.report, json: source.json)
  }

  private static func place(of path: String) throws -> (folder: String, name: String) {
    let place = Files.split(path)
    guard !place.name.isEmpty else { throw UsageError.value(option: "--xlsx", value: path, expected: "имя файла") }
    return place
  }
}

/// What a planner sets for the groups. A negative number is a value out of range, not another option: hence
/// `.unconditional`.
struct CompositionArguments: ParsableArguments {
  @Option(parsing: .unconditional, help: "Школ в группе не меньше (с базой).")
  var min = 6

  @Option(parsing: .unconditional, help: "Школ в группе не больше (с базой).")
  var max = 15

  @Option(parsing: .unconditional, help: "Групп ровно столько; без него — наименьшее выполнимое число.")
  var groups: Int?

  @Option(parsing: .unconditional, help: "Цена школы, оставшейся вне групп, в пунктах.")
  var leftPrice = 20_000

  @Option(help: ArgumentHelp("Эта школа — база. Можно повторять.", valueName: "школа"))
  var base: [String] = []

  @Option(
    help: ArgumentHelp(
      "Школа — в какой-нибудь группе или в группе этой базы. Можно повторять.", valueName: "школа[=база]"))
  var pin: [String] = []

  @Option(
    help: ArgumentHelp("Школа — вне групп или не в группе этой базы. Можно повторять.", valueName: "школа[=база]"))
  var ban: [String] = []

  @Option(
    help: ArgumentHelp("Эти две школы — в одной группе или обе вне групп. Можно повторять.", valueName: "школа,школа"))
  var together: [String] = []

  @Option(help: ArgumentHelp("Эти две школы — не в одной группе. Можно повторять.", valueName: "школа,школа"))
  var apart: [String] = []

  @Option(help: "Прежние ММО: free (составить заново) или most (перевести как можно меньше школ).")
  var keep: String?

  @Option(parsing: .unconditional, help: "Цена перевода школы из её прежнего ММО, в пунктах.")
  var movedPrice: Int?

  @Option(parsing: .unconditional, help: "Учителей в группе не меньше.")
  var minTeachers: Int?

  @Option(help: "Откуда школы: any (отовсюду), adjacent (район базы и соседние), same (район базы).")
  var district = "any"

  @Option(parsing: .unconditional, help: "Наибольшее расстояние до базы, км.")
  var maxKm: Double?

  @Option(parsing: .unconditional, help: "Зерно поиска: равные зёрна дают равные ответы.")
  var seed = 1

  @Option(parsing: .unconditional, help: "Сколько шагов искать; без него — по размеру задачи.")
  var steps: Int?

  /// - Throws: ``UsageError`` for what cannot be read; ranges and schools are checked with the network.
  func options() throws -> CompositionOptions {
    guard let policy = DistrictPolicy(rawValue: district) else {
      throw UsageError.value(option: "--district", value: district, expected: "any, adjacent или same")
    }
    var options = CompositionOptions(smallest: min, largest: max, groups: groups, leftPrice: leftPrice)
    options.bases = try base.map { try Self.school($0, in: $0, option: "--base", expected: "идентификатор школы") }
    options.pins = try pin.map { try Self.pin($0, option: "--pin") }
    options.bans = try ban.map { try Self.pin($0, option: "--ban") }
    options.together = try together.map { try Self.pair($0, option: "--together") }
    options.apart = try apart.map { try Self.pair($0, option: "--apart") }
    options.keep = try keepPolicy()
    options.minTeachers = minTeachers
    options.districtPolicy = policy
    options.maxKm = maxKm
    options.seed = seed
    options.steps = steps
    return options
  }

  private func keepPolicy() throws -> KeepMemberships {
    switch (keep, movedPrice) {
    case (nil, nil), ("free", nil): return .free
    case ("most", nil): return .most
    case (nil, let price?): return .price(price)
    case (let keep?, nil):
      throw UsageError.value(option: "--keep", value: keep, expected: "free или most")
    case (_?, let price?):
      throw UsageError.value(option: "--moved-price", value: String(price), expected: "без --keep: одно из двух")
    }
  }

  private static func school(
    _ text: some StringProtocol, in value: String, option: String, expected: String
  ) throws -> SchoolID {
    guard let id = SchoolID(text) else { throw UsageError.value(option: option, value: value, expected: expected) }
    return id
  }

  private static func pin(_ value: String, option: String) throws -> CompositionOptions.Pin {
    let expected = "ШКОЛА или ШКОЛА=БАЗА, идентификаторы из schools.csv"
    let parts = value.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count <= 2 else { throw UsageError.value(option: option, value: value, expected: expected) }
    return CompositionOptions.Pin(
      school: try school(parts[0], in: value, option: option, expected: expected),
      base: parts.count == 2 ? try school(parts[1], in: value, option: option, expected: expected) : nil)
  }

  private static func pair(_ value: String, option: String) throws -> CompositionOptions.Pair {
    let expected = "две школы через запятую, идентификаторы из schools.csv"
    let parts = value.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2 else { throw UsageError.value(option: option, value: value, expected: expected) }
    return CompositionOptions.Pair(
      try school(parts[0], in: value, option: option, expected: expected),
      try school(parts[1], in: value, option: option, expected: expected))
  }
}
