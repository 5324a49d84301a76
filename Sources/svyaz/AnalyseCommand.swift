internal import ArgumentParser
internal import Foundation
internal import SvyazApp

struct AnalyseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyse", abstract: "Меры сети: связи, части, охват, нагрузка наставников, запас прочности.")

  @OptionGroup var source: NetworkOptions

  @Option(help: "Показать также, что началось и окончилось с даты ГГГГ-ММ-ДД.")
  var since: String?

  func run() throws {
    let since = try since.map { try NetworkOptions.day($0, option: "--since") }
    let stages = Stages()
    let (network, day) = try source.load(stages)
    stages.begin("Считаю меры сети")
    let report = AnalyseNetwork.run(
      network, on: day, since: since, threads: ProcessInfo.processInfo.activeProcessorCount)
    stages.finish()
    try Output.report(report, json: source.json)
  }
}
