public import SvyazGraph

extension Network {
  /// The network as it may be shown to anybody: nothing in it tells which school has low results, nor any result.
  ///
  /// What it holds does not depend on what it hides: two networks that differ only in hidden things have the same
  /// public edition. Table by table:
  /// - **statuses**: only `project_site` stays, a title given by a public order. `low_result`, `adverse` and `risk` are
  ///   what must not be told; `high_result` is a result in other words, and next to a partnership it would tell who the
  ///   weak partner is. The basis is free text and goes.
  /// - **results, mentor capacities, constraints, programmes, staff**: none. Capacities follow from results, constraints
  ///   name mentees, and programmes and course figures are kept for the schools that get support.
  /// - **partnerships**: the two schools stand in the order of their ids, so that `mentor` and `mentee` mean no more than
  ///   "partner", as on the public maps. The agreement is free text and goes.
  /// - **memberships**: every role but `leader` becomes `member`: in a composed group all roles but `low_result` are
  ///   given to strong schools, so keeping any of them would tell the rest. Memberships of one school that then differ in
  ///   nothing and touch become one: the day of a change of role would tell that there was one.
  /// - **associations, events, participations, measures, targets, definitions, districts, schools** stay as they are.
  ///   Definitions say how figures are read and name no school.
  /// - **the name** ends with «(публичная редакция)», so that a folder that holds it is not taken for the whole.
  ///
  /// Not promised: nothing is done about texts that say it themselves (titles of events, names), about ids of
  /// partnerships that someone made of the roles of their schools, or about guesses from who hosted an event.
  ///
  /// - Returns: a network that keeps the rules of ``Network/violations(declared:)`` when this one does; the same again
  ///   when this one is a public edition already.
  /// - Complexity: O(rows · log rows).
  public func publicEdition() -> Network {
    var copy = Network(id: id, name: Self.publicName(name), asOf: asOf, subjects: subjects)
    copy.targets = targets
    copy.definitions = definitions
    copy.districts = districts
    copy.schools = schools
    copy.statuses = statuses.filter { $0.status == .projectSite }.map { row in
      SchoolStatus(school: row.school, status: row.status, interval: row.interval)
    }
    copy.partnerships = partnerships.map { row in
      var row = row
      if row.mentee < row.mentor { swap(&row.mentor, &row.mentee) }
      row.agreement = ""
      return row
    }
    copy.associations = associations
    copy.memberships = Self.withoutRoles(memberships)
    copy.events = events
    copy.participations = participations
    copy.measures = measures
    return copy
  }

  private static let publicMark = " (публичная редакция)"

  private static func publicName(_ name: String) -> String {
    name.hasSuffix(publicMark) ? name : name + publicMark
  }

  private static func withoutRoles(_ rows: [Membership]) -> [Membership] {
    var merged: [Membership] = []
    for var row in rows.sorted(by: { $0.precedes($1) }) {
      if row.role != .leader { row.role = .member }
      if let last = merged.last, last.association == row.association, last.school == row.school, last.role == row.role,
        last.interval.to == row.interval.from
      {
        merged[merged.count - 1].interval.to = row.interval.to
      } else {
        merged.append(row)
      }
    }
    return merged
  }
}

extension Edition {
  /// What the edition shows and hides, for the reader of a file: one Russian sentence.
  public var notice: String {
    switch self {
    case .working: "Рабочая редакция: для тех, кто планирует и ведёт сеть, не для публикации."
    case .public:
      "Публичная редакция: не показано, у каких школ низкие результаты, кто из партнёров кому помогает, и все результаты."
    }
  }

  /// The same for tables with the columns `mentor` and `mentee`: the folder and the workbook.
  public var tableNotice: String {
    switch self {
    case .working: notice
    case .public:
      notice + " В партнёрствах две школы стоят по порядку идентификаторов: mentor и mentee значат здесь «партнёры»."
    }
  }
}
