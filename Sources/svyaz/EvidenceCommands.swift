internal import ArgumentParser
internal import Foundation
internal import SvyazApp
internal import SvyazGraph
internal import SvyazIndicators
internal import SvyazMatching

/// The rule of indicator 9 as an option.
struct RuleOption: ParsableArguments {
  @Option(help: "active — с событиями за 180 дней; formal — по договорам и составу ММО.")
  var rule = "active"

  func value() throws -> PartnershipRule {
    guard let value = PartnershipRule(rawValue: rule) else {
      throw UsageError.value(option: "--rule", value: rule, expected: "active или formal")
    }
    return value
  }
}

struct LadderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ladder",
    abstract: "Лестница подтверждений: заявлено, соглашение, событие, действует; чего не хватает каждой школе.",
    discussion: "svyaz ladder --network graphs/samara-2020 --as-of 2021-04-30")

  @OptionGroup var source: NetworkOptions

  func run() throws {
    let stages = Stages()
    let (network, day) = try source.load(stages)
    let report = ReportLadder.run(network, on: day)
    stages.finish()
    try Output.report(report, json: source.json)
  }
}

struct ExpiryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "expiry",
    abstract: "Что выпадет из показателя 9 по месяцам, если нового не записывать, и почему.",
    discussion: "svyaz expiry --network graphs/samara-2020 --as-of 2021-04-30")

  @OptionGroup var source: NetworkOptions
  @OptionGroup var rule: RuleOption

  func run() throws {
    let rule = try rule.value()
    let stages = Stages()
    let (network, day) = try source.load(stages)
    let report = ReportExpiry.run(network, on: day, rule: rule)
    stages.finish()
    try Output.report(report, json: source.json)
  }
}

struct WayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "way",
    abstract: "Кратчайший путь к цели показателя 9: действия поимённо и с датами. Код 1 — цели так не достичь.",
    discussion: """
      svyaz way --network graphs/samara-2020
      svyaz way --network graphs/samara-2020 --at 2021-12-31
      Без --at путь ведёт к цели сейчас; с --at — к тому, чтобы доля была не ниже цели в тот день, когда часть нынешних \
      событий уже не считается. Новые пары предлагает подбор с теми же условиями, что у svyaz match.
      """)

  @OptionGroup var source: NetworkOptions
  @OptionGroup var rule: RuleOption

  @Option(help: "День ГГГГ-ММ-ДД, на который нужна цель; без него — дата данных.")
  var at: String?

  @OptionGroup var arguments: MatchingArguments

  func run() throws {
    let rule = try rule.value()
    let options = try arguments.options()
    let at = try at.map { try NetworkOptions.day($0, option: "--at") }
    let stages = Stages()
    let (network, day) = try source.load(stages)
    let known = day ?? network.asOf
    if let at, at < known {
      throw UsageError.value(
        option: "--at", value: at.description, expected: "дата не раньше даты данных \(known.description)")
    }
    stages.begin("Ищу кратчайший путь")
    let report = try FindWay.run(
      network, on: day, at: at, rule: rule, options: options,
      limits: MatchingLimits(bytes: Memory.physicalBytes, threads: ProcessInfo.processInfo.activeProcessorCount))
    stages.finish()
    try Output.report(report, json: source.json)
  }
}
