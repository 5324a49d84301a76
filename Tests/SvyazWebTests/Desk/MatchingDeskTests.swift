import Foundation
import HTTPTypes
import HummingbirdTesting
import SvyazAccess
import SvyazApp
import SvyazExchange
import SvyazGraph
import SvyazMatching
import SvyazStore
import SvyazTestSupport
import Testing

@testable import SvyazWeb

/// A planner's walk: solve, pin, ban, save, accept.
@Suite struct MatchingDeskTests {
  private let site: DeskSite
  private let network: Network

  init() throws {
    site = try DeskSite()
    network = try TestSite.sample.get()
  }

  @Test func thePageShowsTheFiguresOfThePlan() async throws {
    let plan = try ProposePlan.run(network).plan
    let page = try await site.get("/matching")
    #expect(page.status == .ok)
    #expect(page.text.contains("<dd>\(plan.objective.covered) <small>из \(plan.objective.demands)</small>"))
    #expect(page.text.contains("<dd>\(DeskFigure.cost(plan.objective.cost)) <small>"))
    #expect(page.text.components(separatedBy: "<tr id=\"r-").count - 1 == plan.demands.count)
    for pair in plan.pairs {
      #expect(page.text.contains("pin~\(pair.mentee)~\(pair.mentor)~\(pair.subject)"))
    }
    // Uncovered needs come before everything else.
    let text = page.text
    let first = try #require(text.range(of: "<tr id=\"r-"))
    #expect(text[first.upperBound...].prefix(120).contains("is-open"))
  }

  @Test func optionsOfTheAddressAreThoseOfThePlan() async throws {
    var options = MatchingOptions(capacity: 3, districtPolicy: .adjacent, maxKm: 7.5)
    options.weights.travel = 60
    var narrowed = network
    narrowed.subjects = network.subjects.filter { $0.id == "russian" }
    narrowed.constraints = network.constraints.filter { $0.subject == nil || $0.subject == "russian" }
    let plan = try ProposePlan.run(narrowed, options: options).plan
    let page = try await site.get("/matching?subject=russian&district=adjacent&km=7,5&capacity=3&w-travel=60")
    #expect(page.text.contains("<dd>\(plan.objective.covered) <small>из \(plan.objective.demands)</small>"))
    #expect(page.text.contains("<dd>\(DeskFigure.cost(plan.objective.cost)) <small>"))
  }

  @Test func aPinIsSolvedAgainSavedAndAccepted() async throws {
    let plan = try ProposePlan.run(network).plan
    let pair = try #require(plan.pairs.first { !$0.pinned })
    let other = try #require(
      plan.pairs.first { $0.subject == pair.subject && $0.mentor != pair.mentor && !$0.pinned })
    // Pinned to somebody else's mentor: the plan becomes dearer.
    var page = try await site.get("/matching")
    let act = "pin~\(pair.mentee)~\(other.mentor)~\(pair.subject)"
    let pinned = try await site.post("/matching/decide", [("q", page.field("q") ?? ""), ("act", act)])
    #expect(pinned.status == .seeOther)
    #expect(pinned.location.hasSuffix("#r-\(pair.mentee)-\(pair.subject)"))
    page = try await site.get(pinned.location)
    var changed = network
    changed.constraints.append(
      MatchingConstraint(rule: .pin, mentee: pair.mentee, mentor: other.mentor, subject: pair.subject))
    let dearer = try ProposePlan.run(changed).plan
    #expect(dearer.objective != plan.objective)
    #expect(page.text.contains("<dd>\(DeskFigure.cost(dearer.objective.cost)) <small>"))
    #expect(page.text.contains("unpin~\(pair.mentee)~\(other.mentor)~\(pair.subject)"))

    // Saved, and opened again from the list.
    let draft = try #require(page.field("q"))
    let saved = try await site.post("/matching/save", [("q", draft), ("name", "Весна <1>"), ("as", "new")])
    #expect(saved.status == .seeOther)
    let variant = try #require(try site.store.variants(.matching).first)
    #expect(variant.name == "Весна <1>" && variant.author == "planner" && variant.version == 1)
    let body = try #require(try site.store.variant(variant.id)).body
    #expect(try Plan(json: body, file: "variant") == dearer)
    page = try await site.get(saved.location)
    #expect(page.text.contains("Весна &lt;1&gt;"))
    #expect(!page.text.contains("Весна <1>"))

    // Accepted as shown, in one change.
    let preview = try await site.get("/matching/accept?" + (page.field("q") ?? ""))
    let shown = try #require(preview.field("shown"))
    let fields = [("q", preview.field("q") ?? ""), ("from", preview.field("from") ?? "")]
    let other2 = try await site.post("/matching/accept", fields + [("shown", "0")])
    #expect(other2.status == .conflict)
    #expect(try site.store.lastChange() == 1)
    let accepted = try await site.post("/matching/accept", fields + [("shown", shown), ("reason", "приказ № 7")])
    #expect(accepted.status == .ok)
    let change = try site.store.lastChange()
    #expect(change == 2)
    #expect(try site.store.variant(variant.id)?.variant.acceptedChange == change)
    let stored = try site.store.network()
    for pair in dearer.pairs {
      #expect(
        stored.partnerships.contains { row in
          row.mentee == pair.mentee && row.mentor == pair.mentor && (row.subject ?? pair.subject) == pair.subject
            && [.proposed, .agreed, .active].contains(row.status)
        }, "\(pair.mentee) \(pair.subject)")
    }
    // Again there is nothing to do, and it says so.
    let again = try await site.get("/matching/accept?\(draft)")
    #expect(again.text.contains("уже предложены, согласованы или действуют"))
  }

  @Test func aVariantThatSomebodyElseSavedIsNotOverwritten() async throws {
    let first = try await site.post("/matching/save", [("q", ""), ("name", "Осень"), ("as", "new")])
    let mine = try #require(try await site.get(first.location).field("q"))
    _ = try await site.post(
      "/matching/save", [("q", mine), ("name", "Осень, чужая"), ("as", "same")], as: .administrator)
    let conflict = try await site.post("/matching/save", [("q", mine), ("name", "Осень, моя"), ("as", "same")])
    #expect(conflict.status == .conflict)
    #expect(conflict.text.contains("сохранил administrator"))
    #expect(try site.store.variants(.matching).map(\.name) == ["Осень, чужая"])
  }

  @Test func aStoredBanIsLiftedInTheDraftAlone() async throws {
    let ban = try #require(network.constraints.first { $0.rule == .ban && $0.subject == nil })
    let lifted = try await site.post("/matching/decide", [("q", ""), ("act", "unban~\(ban.mentee)~\(ban.mentor)~")])
    #expect(lifted.location.contains("no-ban=\(ban.mentee)~\(ban.mentor)~"))
    var without = network
    without.constraints.removeAll { $0 == ban }
    let page = try await site.get(lifted.location)
    #expect(page.text.contains("<dd>\(DeskFigure.cost(try ProposePlan.run(without).plan.objective.cost)) <small>"))
    #expect(Set(try site.store.network().constraints) == Set(network.constraints))
  }

  @Test func schoolsAreFoundWithoutScripts() async throws {
    let plan = try ProposePlan.run(network).plan
    let mentor = try #require(plan.pairs.first).mentor
    let page = try await site.get("/matching?find=\(try #require(network.schools.first { $0.id == mentor }?.number))")
    let rows = page.text.components(separatedBy: "<tr id=\"r-").count - 1
    #expect(rows >= plan.pairs.count { $0.mentor == mentor } && rows < plan.demands.count)
    #expect(try await site.get("/matching?find=zzz").text.contains("Таких школ в плане нет."))
  }

  /// A row of the curve opens a plan that costs what the row says.
  @Test func theCurveLeadsToItsPlans() async throws {
    let curve = try MatchingProblem(network: network, day: network.asOf, options: MatchingOptions())
      .keepCurve(of: network)
    #expect(curve.points.count > 2)
    let page = try await site.get("/matching/changes")
    #expect(page.status == .ok)
    let links = page.text.components(separatedBy: "href=\"/matching?").dropFirst().compactMap { part in
      part.contains("Открыть план") ? String(part.prefix { $0 != "\"" }) : nil
    }
    #expect(links.count == curve.points.count)
    for (link, point) in [(links.first, curve.points.first), (links.last, curve.points.last)] {
      let query = try #require(link).replacing("&amp;", with: "&")
      let cost = DeskFigure.cost(try #require(point).objective.cost)
      #expect(try await site.get("/matching?\(query)").text.contains("<dd>\(cost) <small>"))
    }
  }

  @Test func annexAndMapAreFiles() async throws {
    let annex = try await site.get("/matching/annex.docx")
    #expect(annex.status == .ok && annex.headers[.contentType] == DeskFile.docx)
    #expect(annex.headers[.contentDisposition]?.hasPrefix("attachment") == true)
    let map = try await site.get("/matching/map.svg")
    #expect(map.headers[.contentType] == "image/svg+xml; charset=utf-8" && map.text.contains("<svg"))
  }

  @Test func wrongOptionsAndImpossiblePinsAreTold() async throws {
    let wrong = try await site.get("/matching?km=вчера")
    #expect(wrong.status == .badRequest)
    let low = network.asOf(network.asOf).schools(with: .lowResult).sorted()
    let impossible = try await site.get("/matching?pin=\(low[0])~\(low[1])~russian")
    #expect(impossible.status == .unprocessableContent)
    #expect(impossible.text.contains("role=\"alert\""))
    // The decision can be taken back there and then.
    #expect(impossible.text.contains("unpin~\(low[0])~\(low[1])~russian"))
  }

  @Test(arguments: [Role.official, .presenter, .school]) func othersAreRefused(_ role: Role) async throws {
    for path in ["/matching", "/matching/accept", "/matching/map.svg", "/associations/desk"] {
      #expect(try await site.get(path, as: role).status == .forbidden, "\(path)")
    }
    #expect(try await site.post("/matching/accept", [("q", "")], as: role).status == .forbidden)
  }
}
