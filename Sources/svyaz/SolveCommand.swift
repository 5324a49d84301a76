internal import ArgumentParser
internal import SvyazApp
internal import SvyazExchange

struct SolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Решить задачу о потоке наименьшей стоимости из файла DIMACS. Код 1 — решения нет.",
    discussion: """
      Любая сеть: запасы, нижние границы, стоимости любого знака. Если потока нет или стоимость не ограничена снизу, \
      называется свидетельство. Задачи вида «подбор наставников» (svyaz match --dimacs) решаются быстрым путём. \
      Форма файла и ответа: Documentation/ru/solve.md.
      """)

  @Argument(help: "Файл задачи: DIMACS (p min …) или двоичный.", completion: .file())
  var file: String

  @Option(help: "Записать поток по дугам в этот файл (DIMACS: s, f).", completion: .file())
  var flow: String?

  @Flag(help: "Ответ для программ: JSON и ничего больше.")
  var json = false

  func run() throws {
    let stages = Stages()
    let answer = try SolveFlow.run(file, withFlow: flow != nil) { stages.begin($0) }
    if let flow, let bytes = answer.flow {
      let (folder, name) = Files.split(flow)
      try Files.write([(name: name, bytes: bytes)], to: folder)
    }
    stages.finish()
    try Output.report(answer.report, json: json)
  }
}
