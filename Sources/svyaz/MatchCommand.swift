internal import ArgumentParser
internal import Foundation
internal import SvyazApp
internal import SvyazExchange

struct MatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match", abstract: "Подобрать наставников школам НОР: лучший план с доказательством.")

  @OptionGroup var source: NetworkOptions
  @OptionGroup var arguments: MatchingArguments

  @Option(help: "Записать ту же задачу в файл DIMACS (min-cost flow).", completion: .file())
  var dimacs: String?

  func run() throws {
    let stages = Stages()
    let options = try arguments.options()
    if let dimacs, arguments.oneMentor {
      throw UsageError.value(
        option: "--dimacs", value: dimacs, expected: "без --one-mentor: потоком такая задача не записывается")
    }
    let (network, day) = try source.load(stages)
    let proposal = try ProposePlan.run(network, on: day, options: options) { stages.begin($0) }
    if let dimacs {
      let url = URL(filePath: dimacs)
      try Files.write(
        [(name: url.lastPathComponent, bytes: proposal.dimacs)], to: url.deletingLastPathComponent().path)
    }
    stages.finish()
    try Output.report(proposal.report, json: source.json)
  }
}
