import HTTPTypes
import HummingbirdTesting
import SvyazAccess
import SvyazApp
import SvyazComposition
import SvyazGraph
import SvyazStore
import SvyazTestSupport
import Testing

@testable import SvyazWeb

@Suite struct AssociationDeskTests {
  private let site: DeskSite
  private let network: Network
  private static let desk = "/associations/desk?subject=mathematics"

  init() throws {
    site = try DeskSite()
    network = try TestSite.sample.get()
  }

  private func composition() throws -> Composition {
    try #require(ComposeAssociations.run(network, subject: "mathematics").parts.first).composition
  }

  @Test func theFiguresAreThoseOfTheComposition() async throws {
    let composition = try composition()
    let page = try await site.get(Self.desk)
    #expect(page.status == .ok)
    #expect(page.text.contains("<dd>\(DeskFigure.cost(composition.objective)) <small>"))
    for group in composition.groups { #expect(page.text.contains("data-base=\"\(group.base)\"")) }
    for member in composition.groups.flatMap(\.members) where member.role != .leader {
      #expect(page.text.contains("data-school=\"\(member.school)\""))
    }
    #expect(page.text.contains("Принять состав…"))
  }

  @Test func aMoveThatBreaksARuleSaysSoBeforeAndAfter() async throws {
    let composition = try composition()
    let counts = composition.groups.map { group in group.members.count { $0.role == .lowResult } }
    let fewest = try #require(counts.min())
    let most = try #require(counts.max())
    let from = try #require(composition.groups.first { $0.members.count { $0.role == .lowResult } == fewest })
    let to = try #require(
      composition.groups.first { group in
        group.base != from.base && group.members.count { $0.role == .lowResult } == most
      })
    let school = try #require(from.members.first { $0.role == .lowResult }).school
    let move = try await site.get("\(Self.desk.replacing("desk?", with: "desk/move?"))&school=\(school)")
    #expect(move.text.contains("нарушится"))
    let moved = try await site.post(
      "/associations/desk/move", [("q", move.field("q") ?? ""), ("school", school.rawValue), ("to", to.base.rawValue)])
    #expect(moved.status == .seeOther && moved.location.hasSuffix("#m-\(school)"))
    let page = try await site.get(moved.location)
    #expect(page.text.contains("Нарушено правил: 1."))
    #expect(page.text.contains("aria-disabled=\"true\""))
    // Not even a form that was sent by hand takes it.
    let refused = try await site.post("/associations/desk/accept", [("q", page.field("q") ?? ""), ("shown", "0")])
    #expect(refused.status == .conflict)
    #expect(try site.store.lastChange() == 1)
    // Moved back, nothing is left of it.
    let back = try await site.post(
      "/associations/desk/move",
      [("q", page.field("q") ?? ""), ("school", school.rawValue), ("to", from.base.rawValue)])
    #expect(!back.location.contains("move="))
  }

  @Test func aCompositionIsAccepted() async throws {
    let composition = try composition()
    let preview = try await site.get("/associations/desk/accept?subject=mathematics")
    let fields = ["q", "from", "shown"].map { ($0, preview.field($0) ?? "") }
    let accepted = try await site.post("/associations/desk/accept", fields)
    #expect(accepted.status == .seeOther)
    let snapshot = try site.store.network().asOf(composition.day)
    let bases = snapshot.associations.filter { $0.subject == "mathematics" }.map(\.base).sorted()
    #expect(bases == composition.groups.map(\.base))
    #expect(try await site.get(accepted.location).text.contains("Состав принят."))
  }

  @Test func thePublicEditionDoesNotTellWhoIsHelped() async throws {
    let working = try await site.get("/associations", as: .official)
    #expect(working.text.contains("адресная поддержка"))
    #expect(!working.text.contains("Составить ММО"))
    for answer in [
      try await site.get("/associations", as: .presenter), try await site.get("/associations", as: .school),
    ] {
      #expect(answer.status == .ok)
      #expect(!answer.text.contains("адресная поддержка") && !answer.text.contains("mk s"))
      #expect(!answer.text.contains("высокие результаты"))
    }
  }
}
