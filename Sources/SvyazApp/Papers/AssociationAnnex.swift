internal import SvyazContract
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazPaper

/// «Состав ММО»: the annex to the order that lists each association with its members.
struct AssociationAnnex {
  let source: PaperSource

  static let title = "Состав межшкольных методических объединений"

  private var naming: Naming { source.naming }

  func paper() -> Paper {
    // The public edition's roles tell nothing of results.
    let network = source.edition == .public ? source.network.publicEdition() : source.network
    let snapshot = network.asOf(source.day)
    let members = Dictionary(grouping: snapshot.memberships, by: \.association)
    let associations = snapshot.associations.sorted {
      (naming.subject($0.subject), $0.id) < (naming.subject($1.subject), $1.id)
    }
    var blocks: [PaperBlock] = [
      .paragraph("Приложение к приказу от «____» ______________ 20___ г. № ________", .right),
      .paragraph(
        PaperText(
          "\(counted(associations.count, "объединение", "объединения", "объединений")), в них "
            + "\(counted(Set(snapshot.memberships.map(\.school)).count, "школа", "школы", "школ"))."), .lead),
    ]
    if associations.isEmpty { blocks.append(.paragraph("На эту дату объединений нет.")) }
    for association in associations {
      blocks += section(association, members[association.id] ?? [])
    }
    blocks.append(.signatures(source.signers))
    return Paper(
      id: "annex-associations", title: Self.title, subtitle: "на \(source.day.russian)", mark: source.mark,
      blocks: blocks)
  }

  private func section(_ association: Association, _ members: [Membership]) -> [PaperBlock] {
    let sorted = members.sorted { left, right in
      if (left.role == .leader) != (right.role == .leader) { return left.role == .leader }
      return naming.order(left.school, right.school)
    }
    let umo = association.umo.isEmpty ? "не указано" : association.umo
    return [
      .heading(level: 2, association.name),
      .paragraph(
        PaperText.bold("Предмет: ") + PaperText("\(naming.subject(association.subject)). ") + .bold("Базовая школа: ")
          + PaperText("\(naming.school(association.base)). ") + .bold("Руководит составом: ") + PaperText("\(umo). ")
          + .bold("Действует ") + PaperText("\(MentorAnnex.span(association.interval)).")),
      .table(
        PaperTable(
          columns: [
            .init("№", .right, width: 0.35), .init("Школа", width: 3.2), .init("Роль", width: 1.8),
            .init("Район", width: 1.4),
          ],
          rows: sorted.enumerated().map { position, row in
            .init([
              PaperText("\(position + 1)"), PaperText(naming.fullName(row.school)), PaperText(role(row.role)),
              PaperText(naming.district(of: row.school)),
            ])
          }, whenEmpty: "Школ пока нет.")),
    ]
  }

  private func role(_ role: Membership.Role) -> String {
    role == .lowResult ? "адресная поддержка" : role.groupWord
  }
}
