internal import ArgumentParser
internal import SvyazApp

struct MeasuresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measures", abstract: "План мероприятий программы: что выполнено, что просрочено и чем подтверждено.",
    discussion: """
      svyaz measures --network graphs/samara-2020
      svyaz measures --store samara.svyaz --as-of 2021-03-01 --responsible ЦРО
      """)

  @OptionGroup var source: NetworkOptions

  @Option(help: "Только мероприятия этого ответственного: ЦРО, ТУ, ДО, ОО…")
  var responsible: String?

  func run() throws {
    let stages = Stages()
    let (network, day) = try source.load(stages)
    stages.begin("Сверяю план мероприятий")
    let report = try ShowMeasures.run(network, on: day, responsible: responsible)
    stages.finish()
    try Output.report(report, json: source.json)
  }
}
