internal import ArgumentParser
internal import SvyazApp

struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Создать учебную сеть любого размера или образец по Самаре.",
    discussion: "Одинаковые --schools и --seed дают одинаковые файлы. --samara собирает образец из папки фактов.")

  @Option(parsing: .unconditional, help: "Сколько школ, от 1 до 1000000.")
  var schools: Int?

  @Option(parsing: .unconditional, help: "Начальное число генератора (без него 1, у образца своё).")
  var seed: UInt64?

  @Flag(help: "Образец по Самаре из папки фактов вместо случайной сети.")
  var samara = false

  @Option(help: "Папка фактов для --samara.", completion: .directory)
  var facts = "Facts/samara"

  @Option(help: "Папка, в которую записать сеть.", completion: .directory)
  var out: String

  func run() throws {
    let stages = Stages()
    let outcome: GenerateNetwork.Outcome
    if samara {
      if let schools {
        throw UsageError.value(option: "--schools", value: String(schools), expected: "без --samara")
      }
      stages.begin("Собираю образец по Самаре")
      outcome =
        try seed.map { try GenerateNetwork.samara(facts: facts, seed: $0, to: out) }
        ?? GenerateNetwork.samara(facts: facts, to: out)
    } else {
      guard let schools else {
        throw UsageError.value(option: "--schools", value: "", expected: "целое число или параметр --samara")
      }
      stages.begin("Создаю сеть: школ \(schools)")
      outcome = try GenerateNetwork.synthetic(schools: schools, seed: seed ?? 1, to: out)
    }
    stages.finish()
    Output.text("Сеть записана в «\(out)»: школ \(outcome.schools), строк во всех файлах \(outcome.rows).\n")
  }
}
