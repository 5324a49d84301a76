internal import ArgumentParser
internal import SvyazApp

struct CurveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "curve",
    abstract: "Сколько действующих пар сменить и что это даст: кривая лучших планов.",
    discussion: """
      Первая строка — лучший план, который не трогает ничего, что может остаться; последняя — свободный выбор. Между \
      ними для каждого числа отпущенных пар — лучший план, доказанно.
      """)

  @OptionGroup var source: NetworkOptions
  @OptionGroup var arguments: MatchingArguments

  func run() throws {
    let stages = Stages()
    let options = try arguments.options()
    let (network, day) = try source.load(stages)
    let report = try TradePartnerships.run(network, on: day, options: options) { stages.begin($0) }
    stages.finish()
    try Output.report(report, json: source.json)
  }
}
