internal import ArgumentParser
internal import SvyazApp
internal import SvyazComposition
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazStore

struct AcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept", abstract: "Принять состав ММО: с названного дня действуют группы из файла svyaz compose.",
    discussion: """
      svyaz compose --store samara.svyaz --subject mathematics --as-of 2021-09-01 --json > maths.json
      svyaz accept maths.json --store samara.svyaz --from 2021-09-01 --why "приказ № 12" --dry-run
      ММО, база которого стала базой группы, продолжается; остальные ММО предмета заканчиваются, новые базы заводят новые. \
      Всё это одно изменение: svyaz undo его отменит.
      """)

  @Argument(help: "Файл состава (svyaz compose --json).", completion: .file())
  var composition: String

  @Option(help: "День ГГГГ-ММ-ДД, с которого действует состав.")
  var from: String

  @Option(help: "Ведущее окружное УМО новых ММО; без него — общее у действующих.")
  var umo: String?

  @OptionGroup var options: StoreOptions

  func run() throws {
    let day = try NetworkOptions.day(from, option: "--from")
    let composition = try Composition(json: Files.read(self.composition), file: self.composition)
    let report = try AcceptComposition.run(
      composition, from: day, umo: umo, in: options.open(.writing),
      options.note(.plan, source: NetworkFolder.lastComponent(of: self.composition)), at: .now,
      isTrial: options.isTrial)
    try Output.report(report, json: options.json)
  }
}
