import Foundation
import SvyazApp
import SvyazComposition
import SvyazExchange
import SvyazGraph
import SvyazStore
import SvyazTestSupport
import Testing

/// What follows a composition, in a store of the sample: acceptance, work plan, reminders.
@Suite struct AcceptCompositionTests {
  private let folder: TemporaryFolder
  private let store: Store
  private let network: Network
  private static let subject: SubjectID = "mathematics"
  private static let day: Day = "2021-09-01"
  private static let note = ChangeNote(author: "Планировщик", kind: .plan, reason: "приказ № 12")

  init() throws {
    folder = try TemporaryFolder()
    let path = folder.path + "/samara.svyaz"
    _ = try ImportNetwork.run(
      folder: StoreReportTests.sample, into: path, StoreReportTests.note, at: StoreReportTests.moment("2021-08-01"))
    store = try Store.open(path, for: .writing)
    network = try store.network()
  }

  /// Two bases of associations in force and one new; low-result schools in turn, project sites where they fall.
  private func composition(on day: Day = Self.day, dropping dropped: Int = 0) throws -> Composition {
    let snapshot = network.asOf(day)
    let low = snapshot.schools(with: .lowResult).sorted()
    let present = snapshot.associations.filter { $0.subject == Self.subject }.map(\.base).sorted()
    let sites = snapshot.schools(with: .projectSite).subtracting(low).subtracting(present).sorted()
    let bases = Array(present.prefix(2)) + [try #require(sites.first)]
    var members: [SchoolID: [Composition.Member]] = [:]
    for base in bases { members[base] = [Composition.Member(school: base, role: .leader, cost: 0)] }
    for (place, school) in low.dropFirst(dropped).enumerated() {
      members[bases[place % 3]]?.append(Composition.Member(school: school, role: .lowResult, cost: 7))
    }
    for (place, school) in sites.dropFirst().enumerated() {
      members[bases[place % 3]]?.append(Composition.Member(school: school, role: .projectSite, cost: 7))
    }
    return Composition(
      network: network.id, subject: Self.subject, day: day, options: CompositionOptions(), status: .feasible,
      objective: 1, lowerBound: 1,
      groups: bases.sorted().map { base in
        Composition.Group(base: base, members: (members[base] ?? []).sorted { $0.school < $1.school })
      }, left: [], moved: [], clash: nil)
  }

  private func exported(_ name: String) throws -> [String: Data] {
    let path = folder.path + "/" + name
    _ = try ExportNetwork.run(store.network(), as: .folder, on: nil, edition: .working, to: path)
    let names = try FileManager.default.contentsOfDirectory(atPath: path)
    return try Dictionary(
      uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: URL(filePath: path + "/" + $0))) })
  }

  private func accept(
    _ composition: Composition, from day: Day = Self.day, isTrial: Bool = false
  ) throws -> Report {
    try AcceptComposition.run(
      composition, from: day, in: store, Self.note, at: StoreReportTests.moment("2021-08-02"), isTrial: isTrial)
  }

  @Test func isOneChangeThatUndoTakesBack() throws {
    let before = try exported("before")
    let trial = try accept(composition(), isTrial: true)
    #expect(trial.text.contains("Проба"))
    #expect(try store.changes().count == 1)
    let report = try accept(composition())
    #expect(report.text.contains("изменение № 2"))
    let accepted = try store.network()
    #expect(accepted.violations() == [])
    #expect(try store.problems() == [])
    let inForce = accepted.asOf(Self.day).associations.filter { $0.subject == Self.subject }
    #expect(inForce.map(\.base).sorted() == (try composition().groups.map(\.base)))
    #expect(inForce.map(\.id).contains("mmo-mathematics-5"))
    #expect(inForce.allSatisfy { $0.umo == "Окружное УМО учителей математики" })
    #expect(accepted.asOf("2021-08-31").associations.count == network.asOf("2021-08-31").associations.count)
    let change = try store.change(2)
    #expect(change.kind == .plan && change.author == "Планировщик" && change.reason == "приказ № 12")
    #expect(change.counts.map(\.table) == ["association", "membership"])
    _ = try EditStore.undo(2, in: store, Self.note, at: StoreReportTests.moment("2021-08-03"))
    #expect(try exported("after") == before)
    #expect(try store.problems() == [])
  }

  @Test("compositions of the engine are accepted, planned and taken back") func takesWhatIsComposed() throws {
    let before = try exported("before")
    for (place, subject) in network.subjects.enumerated() {
      var options = CompositionOptions()
      options.steps = 2
      let composition = try CompositionProblem(
        network: store.network(), day: Self.day, subject: subject.id, options: options
      ).compose()
      #expect(composition.status != .infeasible)
      _ = try accept(composition)
      let accepted = try store.network()
      #expect(accepted.violations() == [])
      let inForce = accepted.asOf(Self.day)
      let associations = inForce.associations.filter { $0.subject == subject.id }.sorted { $0.base < $1.base }
      #expect(associations.map(\.base) == composition.groups.map(\.base))
      for (association, group) in zip(associations, composition.groups) {
        let members = inForce.memberships.filter { $0.association == association.id }
        #expect(Set(members.map(\.school)) == Set(group.members.map(\.school)))
      }
      #expect(try store.change(place + 2).kind == .plan)
    }
    // Every school has its meetings on days of their own.
    let plan = try store.network().workPlan(WorkPlanOptions(from: Self.day))
    #expect(plan.clashes == [])
    #expect(plan.associations.allSatisfy { $0.isProved && $0.meetings.count == 6 })
    for change in [3, 2] {
      _ = try EditStore.undo(change, in: store, Self.note, at: StoreReportTests.moment("2021-08-03"))
    }
    #expect(try exported("after") == before)
  }

  @Test func refusesAndChangesNothing() throws {
    _ = try accept(composition())
    let before = try exported("before")
    func error(_ body: () throws -> Report) -> AcceptanceError? {
      do { _ = try body() } catch { return error as? AcceptanceError }
      return nil
    }
    #expect(error { try accept(composition()) }?.code == "acceptance.alreadyAccepted")
    #expect(error { try accept(composition(), from: "2021-10-01") }?.code == "acceptance.alreadyAccepted")
    #expect(error { try accept(composition(dropping: 3)) }?.code == "acceptance.outdated")
    #expect(
      error { try accept(composition(on: "2021-08-20"), from: "2021-08-21") }?.code == "acceptance.laterAssociations")
    #expect(error { try accept(composition(), from: "2021-08-31") }?.code == "acceptance.beforeComposition")
    #expect(try exported("after") == before)
    #expect(try store.changes().count == 2)
  }

  @Test func planIsWrittenOnceAndUndone() throws {
    _ = try accept(composition())
    let before = try exported("before")
    var options = WorkPlanOptions(from: Self.day)
    options.subject = Self.subject
    func plan(isTrial: Bool = false) throws -> Report {
      try PlanMeetings.run(
        options, in: store, Self.note, at: StoreReportTests.moment("2021-08-03"), isTrial: isTrial)
    }
    let shown = try PlanMeetings.run(store.network(), options)
    #expect(try plan(isTrial: true).text.contains("Проба"))
    #expect(try exported("trial") == before)
    let report = try plan()
    let written = try store.network()
    let new = written.events.filter { event in !network.events.contains { $0.id == event.id } }
    #expect(new.count == 3 * 6)
    #expect(new.allSatisfy { $0.organiser == "Окружное УМО учителей математики" && $0.subject == Self.subject })
    #expect(written.violations() == [])
    #expect(written.participations == network.participations)
    #expect(report.text.hasSuffix(shown.text), "what is shown is what is written")
    #expect(try store.change(3).counts.map(\.table) == ["event"])
    // Nothing is missing any more.
    #expect(try plan().text.contains("Ничего нового"))
    #expect(try store.changes().count == 3)
    _ = try EditStore.undo(3, in: store, Self.note, at: StoreReportTests.moment("2021-08-04"))
    #expect(try exported("after") == before)
  }

  @Test func remindersEndWithThePlan() throws {
    _ = try accept(composition())
    let without = RemindAssociations.run(try store.network(), on: "2021-09-01")
    #expect(!without.isAffirmative)
    #expect(without.text.contains("mmo-mathematics-5") && without.text.contains("Плана нет"))
    _ = try PlanMeetings.run(
      WorkPlanOptions(from: Self.day), in: store, Self.note, at: StoreReportTests.moment("2021-08-03"))
    let with = RemindAssociations.run(try store.network(), on: "2021-12-01")
    #expect(with.isAffirmative)
    #expect(with.text.hasPrefix("На 01.12.2021 напоминать не о чем"))
  }

  @Test func themesAreReadAsTyped() {
    #expect(PlanMeetings.theme("lesson_visit=Уроки чтения") == MeetingTheme(.lessonVisit, "Уроки чтения"))
    #expect(PlanMeetings.theme("Дважды два = четыре") == MeetingTheme(.seminar, "Дважды два = четыре"))
    #expect(PlanMeetings.theme("webinar=") == MeetingTheme(.webinar, ""))
  }
}
