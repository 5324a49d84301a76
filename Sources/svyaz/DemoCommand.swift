internal import ArgumentParser
internal import SvyazApp
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazMap

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Образец от начала до конца: сеть, план, показатель, карты.",
    discussion: "Веб-страниц в этой версии ещё нет, поэтому команда заканчивается, когда карты нарисованы.")

  @Option(help: "Папка сети.", completion: .directory)
  var network = "graphs/samara-2020"

  @Option(help: "Папка для плана и карт.", completion: .directory)
  var out = "exports"

  @Flag(help: "Не запускать веб-страницы (сейчас так всегда: страниц в этой версии нет).")
  var noServe = false

  func run() async throws {
    let stages = Stages()
    stages.begin("Читаю сеть «\(network)»")
    let loaded = try NetworkFolder.load(path: network)
    Output.text("① Сеть\n\n")
    let analysis = AnalyseNetwork.run(loaded)
    Output.text(analysis.text + "\n② План наставничества\n\n")
    let proposal = try ProposePlan.run(loaded) { stages.begin($0) }
    let report = proposal.report
    Output.text(report.text + "\n③ Проверка плана по сертификату\n\n")
    stages.begin("Проверяю план")
    let planBytes = report.jsonBytes
    let verification = try VerifyPlan.run(plan: planBytes, file: "plan.json", in: loaded)
    Output.text(verification.text + "\n④ Показатель 9\n\n")
    stages.begin("Считаю показатель")
    Output.text(ReportIndicators.indicator9(loaded).text + "\n⑤ Карты\n\n")

    stages.begin("Рисую карты")
    try Files.write([(name: "plan.json", bytes: planBytes)], to: out)
    let renderer = MapRenderer.forTerminal()
    var kinds: [DrawMap.Kind] = [.mentors(plan: nil), .mentors(plan: proposal.plan)]
    if let school = AnalyseNetwork.mostConnectedSchool(loaded) { kinds.append(.school(school)) }
    for kind in kinds {
      let report = try await DrawMap.run(
        kind, of: loaded, formats: Set(MapFormat.allCases), to: out, renderer: renderer)
      Output.text(report.text)
    }
    await renderer.shutdown()
    stages.finish()
    Output.text("\nГотово. План: \(out)/plan.json; карты: папка «\(out)».\n")
    if !verification.isAffirmative { throw ExitCode(ExitStatus.internalFault.rawValue) }
  }
}
