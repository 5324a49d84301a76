internal import SvyazGraph
internal import SvyazPaper

/// «Закрепление школ»: the annex to the order that says which school mentors which.
struct MentorAnnex {
  let source: PaperSource

  static let title = "Закрепление школ-наставников"

  private var naming: Naming { source.naming }

  /// - Throws: ``PaperRequestError/workingOnly(title:)``.
  func paper() throws(PaperRequestError) -> Paper {
    guard source.edition == .working else { throw .workingOnly(title: Self.title) }
    let rows = source.network.asOf(source.day).partnerships
    let inForce = rows.filter { $0.status == .agreed || $0.status == .active }.map(\.partnership)
    let proposed = rows.filter { $0.status == .proposed }.map(\.partnership)
    var blocks: [PaperBlock] = [
      .paragraph("Приложение к приказу от «____» ______________ 20___ г. № ________", .right),
      .paragraph(PaperText(lead(inForce)), .lead),
      .table(table("Действующие и согласованные пары", inForce)),
    ]
    if !proposed.isEmpty {
      blocks += [.heading(level: 2, "Предложены, ещё не согласованы"), .table(table(nil, proposed))]
    }
    blocks.append(.signatures(source.signers))
    return Paper(
      id: "annex-mentors", title: Self.title, subtitle: "на \(source.day.russian)", mark: source.mark,
      orientation: .landscape, blocks: blocks)
  }

  private func lead(_ rows: [Partnership]) -> String {
    let mentors = Set(rows.map(\.mentor)).count
    let mentees = Set(rows.map(\.mentee)).count
    return "\(counted(mentees, "школа получает", "школы получают", "школ получают")) адресную поддержку "
      + "\(counted(mentors, "школы-наставника", "школ-наставников", "школ-наставников")): "
      + "\(counted(rows.count, "пара", "пары", "пар"))."
  }

  private func table(_ caption: String?, _ rows: [Partnership]) -> PaperTable {
    let sorted = rows.sorted { left, right in
      let byDistrict = (naming.district(of: left.mentee), naming.district(of: right.mentee))
      if byDistrict.0 != byDistrict.1 { return byDistrict.0 < byDistrict.1 }
      if left.mentee != right.mentee { return naming.order(left.mentee, right.mentee) }
      return left.id < right.id
    }
    var table: [PaperTable.Row] = []
    var district: String?
    for (position, row) in sorted.enumerated() {
      let own = naming.district(of: row.mentee)
      if own != district {
        district = own
        table.append(.init([PaperText("\(own) район")], isGroup: true))
      }
      table.append(
        .init([
          PaperText("\(position + 1)"), PaperText(naming.fullName(row.mentee)), PaperText(naming.fullName(row.mentor)),
          PaperText(row.subject.map(naming.subject) ?? "школа в целом"), PaperText(Self.span(row.interval)),
          PaperText(row.agreement.isEmpty ? "не оформлено" : row.agreement),
        ]))
    }
    return PaperTable(
      caption: caption,
      columns: [
        .init("№", .right, width: 0.4), .init("Школа, которой помогают", width: 3), .init("Школа-наставник", width: 3),
        .init("Предмет", width: 1.3), .init("Срок", width: 1.5), .init("Соглашение", width: 1.7),
      ], rows: table, whenEmpty: "На эту дату партнёрств нет.")
  }

  /// «с 14.09.2020 по 31.12.2021»: papers name the last day that is in.
  static func span(_ interval: DayInterval) -> String {
    let from = "с \(interval.from.russian)"
    return interval.to.map { "\(from) по \($0.adding(days: -1).russian)" } ?? "\(from), бессрочно"
  }
}
