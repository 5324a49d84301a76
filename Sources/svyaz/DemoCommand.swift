internal import ArgumentParser
internal import Foundation
internal import Logging
internal import SvyazApp
internal import SvyazComposition
internal import SvyazExchange
internal import SvyazFlow
internal import SvyazGraph
internal import SvyazMap
internal import SvyazMatching
internal import SvyazStore
internal import SvyazWeb

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Образец от начала до конца: сеть, план, состав ММО, показатели, карты, бумаги, веб-страницы.",
    discussion: """
      В конце образец загружается в новое хранилище (папка --out) и открывается веб-сервис на 127.0.0.1; печатается ссылка, \
      по которой можно войти один раз. Остановка: Ctrl-C. С --no-serve команда заканчивается на бумагах.
      """)

  @Option(help: "Папка сети.", completion: .directory)
  var network = "graphs/samara-2020"

  @Option(help: "Папка для плана, состава ММО, карт и бумаг.", completion: .directory)
  var out = "exports"

  @Flag(help: "Не запускать веб-сервис.")
  var noServe = false

  @Option(help: "Порт веб-сервиса; 0 — любой свободный.")
  var port = 8080

  func run() async throws {
    guard (0...65_535).contains(port) else {
      throw UsageError.value(option: "--port", value: "\(port)", expected: "число от 0 до 65535")
    }
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
    Output.text(verification.text + "\n④ Состав ММО\n\n")
    let groups = try ComposeAssociations.run(
      loaded, monitor: SolveMonitor(progress: { stages.update($0) }), progress: { stages.begin($0) })
    Output.text(groups.summary + "\n⑤ Показатели\n\n")
    stages.begin("Считаю показатель")
    Output.text(ReportIndicators.all(loaded).text + "\n⑥ Карты\n\n")

    stages.begin("Пишу план и состав")
    try Files.write(
      [
        (name: "plan.json", bytes: planBytes), (name: "mmo.json", bytes: groups.jsonReport.jsonBytes),
        (name: "mmo.xlsx", bytes: try groups.workbook()),
      ], to: out)
    stages.begin("Рисую карты")
    let renderer = MapRenderer.forTerminal()
    for kind in kinds(loaded, plan: proposal.plan, groups: groups) {
      let report = try await DrawMap.run(
        kind, of: loaded, formats: [.svg, .png, .dot], to: out, renderer: renderer)
      Output.text(report.text)
    }
    await renderer.shutdown()
    Output.text("\n⑦ Бумаги\n\n")
    let source = PaperSource(network: loaded)
    for kind in [WritePapers.Kind.note, .tables, .associations, .deck, .calendar] {
      stages.begin("Составляю бумаги")
      Output.text(try await WritePapers.run(kind, of: source, formats: kind.usual, to: out).text)
    }
    stages.finish()
    Output.text(
      "\nГотово. План: \(out)/plan.json; состав ММО: \(out)/mmo.json, для печати \(out)/mmo.xlsx; карты и бумаги: папка «\(out)».\n"
    )
    if !verification.isAffirmative { throw ExitCode(ExitStatus.internalFault.rawValue) }
    if noServe { return }
    Output.text("\n⑧ Веб-страницы\n\n")
    let store = try DemoStore.make(of: loaded, in: out)
    try await ServeCommand.serve(store, WebConfiguration(port: port), level: .warning)
  }

  /// The partnerships and the ММО in force, what is proposed instead, and the school with the most ties.
  private func kinds(
    _ network: Network, plan: Plan, groups: ComposeAssociations.Proposal
  ) -> [DrawMap.Kind] {
    var kinds: [DrawMap.Kind] = [.mentors(plan: nil), .mentors(plan: plan)]
    if let school = AnalyseNetwork.mostConnectedSchool(network) { kinds.append(.school(school)) }
    kinds.append(.associations(subject: nil, design: .slide))
    for part in groups.parts where part.composition.status != .infeasible {
      kinds.append(.composition([part.composition], subject: nil, design: .slide))
    }
    return kinds
  }
}

/// The sample in a store of its own, made anew each time: what was tried last time does not show.
private enum DemoStore {
  static func make(of network: Network, in folder: String) throws -> Store {
    let path = "\(folder)/demo.svyaz"
    for file in [path, "\(path)-wal", "\(path)-shm"] where FileManager.default.fileExists(atPath: file) {
      try FileManager.default.removeItem(atPath: file)
    }
    try Store.create(
      path, with: network, ChangeNote(author: "demo", kind: .import, reason: "Образец"), at: .now)
    return try Store.open(path, for: .writing)
  }
}
