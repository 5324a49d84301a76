internal import ArgumentParser
internal import Foundation
internal import SvyazApp
internal import SvyazExchange
internal import SvyazFlow
internal import SvyazMatching

struct MatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match", abstract: "Подобрать наставников школам НОР: лучший план с доказательством.")

  @OptionGroup var source: NetworkOptions
  @OptionGroup var arguments: MatchingArguments

  @Option(help: "Записать ту же задачу в файл DIMACS (min-cost flow).", completion: .file())
  var dimacs: String?

  @Flag(help: "После работы сказать, сколько времени и памяти занял каждый шаг.")
  var timings = false

  func run() throws {
    let stages = Stages()
    let options = try arguments.options()
    if let dimacs, arguments.oneMentor {
      throw UsageError.value(
        option: "--dimacs", value: dimacs, expected: "без --one-mentor: потоком такая задача не записывается")
    }
    let (network, day) = try source.load(stages)
    let proposal = try ProposePlan.run(
      network, on: day, options: options,
      limits: MatchingLimits(bytes: Memory.physicalBytes, threads: ProcessInfo.processInfo.activeProcessorCount),
      monitor: SolveMonitor(progress: { stages.update($0) }), progress: { stages.begin($0) }, onSize: Self.announce,
      admit: refuseLargeDimacs)
    if let dimacs {
      let url = URL(filePath: dimacs)
      try Files.write(
        [(name: url.lastPathComponent, bytes: proposal.dimacs)], to: url.deletingLastPathComponent().path)
    }
    stages.begin("Пишу план")
    try Output.report(source.json ? proposal.jsonReport : proposal.report, json: source.json)
    stages.finish()
    if timings { Output.error(Self.table(stages.timings)) }
  }

  /// Before anything large is built.
  private static func announce(_ size: MatchingSize) {
    guard size.isLarge else { return }
    Output.error(
      "Большая сеть: потребностей \(size.demands), наставников \(size.mentors), пар до \(size.pairs); "
        + "на подбор понадобится не больше \(size.megabytes) МБ памяти.\n")
  }

  /// The file would hold every admissible pair, which nothing else needs at this size.
  private func refuseLargeDimacs(_ problem: MatchingProblem) throws {
    guard let dimacs, !problem.keepsAllArcs else { return }
    let arcs = problem.arcCount()
    throw UsageError.value(
      option: "--dimacs", value: dimacs,
      expected: "задача поменьше — в этой допустимых пар \(arcs), файл занял бы около \(arcs / 50_000) МБ; "
        + "ограничьте пары (--district adjacent, --max-km)")
  }

  private static func table(_ timings: [Stages.Timing]) -> String {
    var text = "Шаг\tсекунд\tиз них процессора\tпамяти не больше, МБ\n"
    for timing in timings {
      let peak = timing.peakMegabytes.map { String($0) } ?? "—"
      text += "\(timing.stage)\t\(hundredths(timing.seconds))\t\(hundredths(timing.processorSeconds))\t\(peak)\n"
    }
    return text
  }

  private static func hundredths(_ seconds: Double) -> String {
    let value = Int((seconds * 100).rounded())
    return "\(value / 100),\(value % 100 < 10 ? "0" : "")\(value % 100)"
  }
}
