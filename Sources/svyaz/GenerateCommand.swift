internal import ArgumentParser
internal import SvyazApp

struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Создать учебную сеть любого размера или образец по Самаре.",
    discussion: "Одинаковые --schools и --seed дают одинаковые файлы. --samara собирает образец из папки фактов.")

  @Option(help: "Сколько школ, от 1 до 100000.")
  var schools: Int?

  @Option(help: "Начальное число генератора.")
  var seed: UInt64 = 1

  @Flag(help: "Образец по Самаре из папки фактов вместо случайной сети.")
  var samara = false

  @Option(help: "Папка фактов для --samara.", completion: .directory)
  var facts = "Facts/samara"

  @Option(help: "Папка, в которую записать сеть.", completion: .directory)
  var out: String

  func run() throws {
    let stages = Stages()
    if samara {
      if let schools {
        throw UsageError.value(option: "--schools", value: String(schools), expected: "без --samara")
      }
      stages.begin("Собираю образец по Самаре")
      try GenerateNetwork.samara(facts: facts, to: out)
    } else {
      guard let schools, (1...100_000).contains(schools) else {
        throw UsageError.value(
          option: "--schools", value: schools.map(String.init) ?? "", expected: "целое число от 1 до 100000")
      }
      stages.begin("Создаю сеть: школ \(schools)")
      try GenerateNetwork.synthetic(schools: schools, seed: seed, to: out)
    }
    stages.finish()
    Output.text("Сеть записана в «\(out)».\n")
  }
}
