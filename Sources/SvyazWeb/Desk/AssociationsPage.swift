internal import Hummingbird
internal import SvyazAccess
internal import SvyazApp
internal import SvyazContract
internal import SvyazGraph

/// The associations in force as columns; the public edition says who is in which, and no more.
enum AssociationsPage {
  static let routes: [WebRoute] = [
    .get("/associations", .may(.readPublic)) { request, context, services in
      let viewer = try context.signedIn()
      let (readsAll, plans) = (viewer.may(.readWorking), viewer.may(.plan))
      return try await PageAnswer.cached(request, context, services) { revision in
        try page(request, revision, readsAll: readsAll, plans: plans)
      }
    },
    .get("/associations/annex.docx", .may(.readPublic), annex),
  ]

  /// Associations of each subject on one page.
  private static let onPage = 48

  private struct PublicKey: Hashable, Sendable {}

  /// What the viewer may know of the network.
  private static func network(_ revision: Revision, readsAll: Bool) -> Network {
    readsAll ? revision.network : revision.derived(PublicKey()) { $0.publicEdition() }
  }

  private static func page(
    _ request: Request, _ revision: Revision, readsAll: Bool, plans: Bool
  ) throws -> Page {
    let day = try PageDay.of(request, revision)
    let network = network(revision, readsAll: readsAll)
    let reader = DeskReader(request.uri.query ?? "")
    let wanted = reader.text("subject")
    if let wanted, !network.subjects.contains(where: { $0.id.rawValue == wanted }) {
      throw WebFault.value(
        name: "Предмет", value: wanted,
        expected: "один из: \(network.subjects.map(\.id.rawValue).joined(separator: ", "))")
    }
    let names = DeskNames.of(revision)
    let snapshot = network.asOf(day)
    let members = Dictionary(grouping: snapshot.memberships, by: \.association)
    let sites = snapshot.schools(with: .projectSite)
    let number = try reader.int("page", "Страница", in: 1...100_000) ?? 1
    let most = network.subjects.map { subject in snapshot.associations.count { $0.subject == subject.id } }.max() ?? 0
    let subjects = network.subjects.filter { wanted == nil || $0.id.rawValue == wanted }
    let sections = subjects.map { subject -> ViewModel in
      let associations = snapshot.associations.filter { $0.subject == subject.id }.sorted { $0.id < $1.id }
      let schools = Set(associations.flatMap { members[$0.id]?.map(\.school) ?? [] }).count
      return [
        "id": .text(subject.id.rawValue), "title": .text(subject.name), "class": .text(names.subjectClass(subject.id)),
        "count": .text("ММО: \(associations.count), школ в них: \(schools)"),
        "umo": .text(Set(associations.map(\.umo)).subtracting([""]).sorted().joined(separator: "; ")),
        "hasGroups": .flag(!associations.isEmpty), "plans": .flag(plans),
        "compose": .text("\(AssociationDraft.path)?subject=\(subject.id)&on=\(day)"),
        "cards": .list(
          associations.dropFirst((number - 1) * onPage).prefix(onPage).map {
            card($0, members[$0.id] ?? [], sites, names)
          }),
      ]
    }
    let count = snapshot.associations.count
    func address(_ page: Int) -> String {
      var query = DeskQuery()
      query.add("subject", wanted)
      query.add("on", day.description)
      query.add("page", "\(page)")
      return query.address("/associations")
    }
    return Page(
      title: "ММО: межшкольные методические объединения",
      lead: count == 0
        ? "На эту дату ни одного объединения нет."
        : "Действует объединений: \(count); в них школ: \(Set(snapshot.memberships.map(\.school)).count).",
      section: .associations, template: "associations",
      content: [
        "sections": .list(sections), "readsAll": .flag(readsAll),
        "hasPages": .flag(most > onPage),
        "pageText": .text("страница \(number) из \(max(1, (most + onPage - 1) / onPage))"),
        "earlier": .optional(number > 1 ? address(number - 1) : nil),
        "later": .optional(number * onPage < most ? address(number + 1) : nil),
        "accepted": .flag(reader.text("accepted") != nil && plans),
        "annex": .text("/associations/annex.docx?on=\(day)"),
      ], day: day, kept: wanted.map { [("subject", $0)] } ?? [])
  }

  private static func card(
    _ association: Association, _ members: [Membership], _ sites: Set<SchoolID>, _ names: DeskNames
  ) -> ViewModel {
    let rows = members.filter { $0.school != association.base }.sorted { left, right in
      (left.role == .lowResult) == (right.role == .lowResult)
        ? names.precedes(left.school, right.school) : left.role == .lowResult
    }
    let size = Set(members.map(\.school)).count
    return [
      "id": .text(association.id.rawValue), "title": .text(association.name),
      "size": .text("\(size) \(DeskFigure.form(size, "школа", "школы", "школ"))"),
      "base": .text(names.school(association.base)), "baseDistrict": .text(names.district(of: association.base)),
      "baseAddress": .text("/schools/\(association.base)"), "since": .text(association.interval.from.russian),
      "members": .list(
        rows.map { row in
          // Being a project site is public; who is helped is not, and the public edition does not have it.
          let role = row.role == .member && sites.contains(row.school) ? .projectSite : row.role
          return [
            "name": .text(names.school(row.school)), "address": .text("/schools/\(row.school)"),
            "district": .text(names.district(of: row.school)), "mark": .text(AssociationWords.mark(role)),
            "role": .text(AssociationWords.role(role)),
          ]
        }),
    ]
  }

  @Sendable private static func annex(
    _ request: Request, _ context: WebContext, _ services: WebServices
  ) async throws -> Response {
    let isWorking = try context.signedIn().may(.readWorking)
    let revision = services.live.current
    let day = try PageDay.of(request, revision)
    let bytes = try await services.slowThreads.run {
      try AnnexFile.docx(
        .associations,
        of: PaperSource(network: revision.network, day: day, edition: isWorking ? .working : .public))
    }
    return DeskFile.answer(bytes, type: DeskFile.docx, name: "annex-associations-\(day).docx")
  }
}
