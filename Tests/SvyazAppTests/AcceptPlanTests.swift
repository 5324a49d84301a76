import Foundation
import SvyazApp
import SvyazExchange
import SvyazGraph
import SvyazMatching
import SvyazStore
import SvyazTestSupport
import Testing

@Suite struct AcceptPlanTests {
  private let folder: TemporaryFolder
  private let store: Store
  private let network: Network
  private let plan: Plan
  private static let note = ChangeNote(author: "Планировщик", kind: .plan, reason: "приказ № 12")
  private static let moment = Moment(milliseconds: 1_620_000_000_000)

  init() throws {
    folder = try TemporaryFolder()
    let path = folder.path + "/samara.svyaz"
    network = try NetworkFolder.load(path: SvyazProcess.repository.path + "/graphs/samara-2020")
    try Store.create(path, with: network, ChangeNote(author: "test", kind: .import), at: Self.moment)
    store = try Store.open(path, for: .writing)
    plan = try ProposePlan.run(network).plan
  }

  private func accept(_ plan: Plan, from day: Day? = nil, isTrial: Bool = false) throws -> AcceptPlan.Outcome {
    try AcceptPlan.run(plan, from: day ?? plan.day, in: store, Self.note, at: Self.moment, isTrial: isTrial)
  }

  @Test func pairsBecomeProposalsAndTheRestStays() throws {
    let outcome = try accept(plan)
    let acceptance = outcome.acceptance
    #expect(outcome.change == 2)
    let stored = try store.network()
    #expect(stored.violations() == [])
    #expect(!acceptance.proposed.isEmpty && !acceptance.standing.isEmpty)
    for row in acceptance.proposed {
      #expect(stored.partnerships.contains(row))
      #expect(row.status == .proposed && row.interval == DayInterval(from: plan.day))
    }
    // Every pair is there, once in its subject; what was agreed or active is untouched.
    for pair in plan.pairs {
      let rows = stored.partnerships.filter {
        $0.mentee == pair.mentee && $0.mentor == pair.mentor && ($0.subject ?? pair.subject) == pair.subject
          && ($0.interval.to.map { $0 > plan.day } ?? true) && [.proposed, .agreed, .active].contains($0.status)
      }
      #expect(!rows.isEmpty, "\(pair.mentee)/\(pair.subject)")
    }
    let settled = network.partnerships.filter { $0.status != .proposed }
    #expect(Set(settled).isSubset(of: Set(stored.partnerships)))
    // Proposals with another mentor gave way, and count for nothing afterwards.
    for row in acceptance.withdrawn {
      #expect(stored.partnerships.first { $0.id == row.id }.map { $0.interval.to == plan.day } ?? true)
      #expect(!plan.pairs.contains { $0.mentee == row.mentee && $0.mentor == row.mentor && $0.subject == row.subject })
    }
    #expect(outcome.report.text.contains("Предложены с"))
  }

  @Test func acceptedTwiceItSaysSo() throws {
    _ = try accept(plan)
    #expect(throws: PlanAcceptanceError.alreadyAccepted(from: plan.day, pairs: plan.pairs.count)) { try accept(plan) }
    #expect(try store.lastChange() == 2)
  }

  @Test func aTrialChangesNothing() throws {
    let trial = try accept(plan, isTrial: true)
    #expect(trial.change == nil && !trial.acceptance.proposed.isEmpty)
    #expect(try store.lastChange() == 1)
  }

  @Test func whatDoesNotFitIsRefused() throws {
    #expect(throws: PlanAcceptanceError.beforePlan(from: plan.day.adding(days: -1), plan: plan.day)) {
      try accept(plan, from: plan.day.adding(days: -1))
    }
    var foreign = plan
    foreign.network = try #require(NetworkID("other"))
    #expect(throws: PlanAcceptanceError.otherNetwork(plan: foreign.network, network: network.id)) {
      try accept(foreign)
    }
    var empty = plan
    empty.pairs = []
    #expect(throws: PlanAcceptanceError.empty) { try accept(empty) }
    var twice = plan
    twice.pairs.append(plan.pairs[0])
    #expect(throws: PlanAcceptanceError.malformed(school: plan.pairs[0].mentee, .twoMentors)) { try accept(twice) }
    #expect(try store.lastChange() == 1)
  }

  @Test func aPlanOfAnotherListIsOutdated() throws {
    let school = try #require(plan.pairs.first).mentee
    var changed = network
    changed.statuses = network.statuses.map { row in
      guard row.school == school, row.status == .lowResult else { return row }
      var ended = row
      ended.interval.to = plan.day
      return ended
    }
    #expect(throws: PlanAcceptanceError.outdated(from: plan.day, plan: plan.day, schools: [school])) {
      try changed.accepting(plan, from: plan.day)
    }
  }
}
