internal import ArgumentParser
internal import Foundation
internal import SvyazMap

/// The command line: parses, runs, and turns every error into a Russian message and the contract's exit status.
@main
struct Svyaz: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "svyaz",
    abstract: "Связь: сеть школ-партнёров — план наставничества, показатели, карты.",
    discussion: """
      Сеть — это папка с network.json и таблицами CSV (Documentation/ru/network-folder.md) или хранилище: один файл, в \
      котором ничего не теряется (Documentation/ru/store.md). Почти все команды берут --network ПАПКА или --store ФАЙЛ.

      Коды завершения: 0 — готово, 1 — ответ «нет», 2 — неверный вызов, 65 — ошибки в данных, 70 — внутренняя ошибка, \
      73 — результат нельзя записать.
      """,
    version: "0.1.0",
    subcommands: [
      DemoCommand.self, CheckCommand.self, MatchCommand.self, DeskCommand.self, CurveCommand.self,
      CompareCommand.self, VerifyCommand.self, SolveCommand.self, ComposeCommand.self, IndicatorCommand.self,
      LadderCommand.self, ExpiryCommand.self, WayCommand.self,
      MapCommand.self, AnalyseCommand.self, ImportCommand.self, ExportCommand.self, EditCommand.self,
      MergeCommand.self, UndoCommand.self, LogCommand.self, ShowCommand.self, BackupCommand.self, RestoreCommand.self,
      GenerateCommand.self, AcceptCommand.self, WorkPlanCommand.self, RemindCommand.self, PaperCommand.self,
      DefinitionsCommand.self, MeasuresCommand.self, ServeCommand.self, UserCommand.self,
    ])

  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    // The map worker is this binary again; it must not pay for parsing nor show up in the help.
    if arguments.first == "map-worker" { Foundation.exit(MapWorker.run()) }
    do {
      var command = try parseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      Foundation.exit(0)
    } catch {
      Foundation.exit(Failure.report(error))
    }
  }
}
