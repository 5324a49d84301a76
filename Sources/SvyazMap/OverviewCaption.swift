internal import SvyazGraph

/// The sentences under the poster of all schools, counted from its schools, statuses, ties and associations.
struct OverviewCaption {
  let edition: Edition
  /// Of all schools, with their names, in the order of the map.
  let schools: [(id: SchoolID, label: String)]
  /// Names of the districts that have schools, in the order of the panels, with these.
  let districts: [(name: String, schools: Set<SchoolID>)]
  let lowResult: Set<SchoolID>
  let ties: [MentorTie]
  /// Schools of each association.
  let associations: [Set<SchoolID>]

  var sentences: [String] {
    guard !schools.isEmpty else { return [] }
    let people = edition == .public ? [tied] : [helped, lowest, waiting]
    return ([size] + people + [members]).compactMap { $0 }
  }

  private var all: Set<SchoolID> { Set(schools.map(\.id)) }

  /// Where most of some schools are.
  private func most(_ part: Set<SchoolID>) -> (names: [String], count: Int)? {
    let counts = districts.map { (name: $0.name, count: $0.schools.intersection(part).count) }
    guard let most = counts.map(\.count).max(), most > 0, counts.count > 1 else { return nil }
    let names = counts.filter { $0.count == most }.map(\.name)
    return names.count < counts.count ? (names, most) : nil
  }

  private var size: String? {
    guard let (names, count) = most(all) else { return nil }
    let whole = CaptionText.ofSchools(schools.count)
    return names.count == 1
      ? "Самый большой\(CaptionText.noBreakSpace)— \(CaptionText.district(names[0])): \(count) из \(whole)."
      : "Самые большие районы\(CaptionText.noBreakSpace)— \(CaptionText.list(names)): по \(count) из \(whole)."
  }

  // MARK: Working

  private var low: Set<SchoolID> { lowResult.intersection(all) }
  private var alone: Set<SchoolID> { low.subtracting(ties.map(\.mentee)) }

  private var helped: String? {
    guard !low.isEmpty else { return "Школ с низкими результатами нет." }
    if alone.isEmpty {
      return "Наставник есть у каждой из \(CaptionText.ofSchools(low.count)) с низкими результатами."
    }
    let names = schools.filter { alone.contains($0.id) }.map(\.label)
    if alone.count == low.count {
      return "Ни у одной из \(CaptionText.ofSchools(low.count)) с низкими результатами пока нет наставника."
    }
    return "Наставник есть у \(low.count - alone.count) из \(CaptionText.ofSchools(low.count)) с низкими результатами, "
      + "пока без него \(alone.count): \(CaptionText.list(names))."
  }

  private var lowest: String? {
    most(low).map { "Больше всего школ с низкими результатами: \(Self.place($0))." }
  }

  private var waiting: String? {
    alone.count > 1 && alone.count < low.count
      ? most(alone).map { "Больше всего школ без наставника: \(Self.place($0))." } : nil
  }

  /// «Кировский район (6)», «районы Кировский, Советский (по 3)».
  private static func place(_ most: (names: [String], count: Int)) -> String {
    most.names.count == 1
      ? "\(CaptionText.district(most.names[0])) (\(most.count))"
      : "районы \(CaptionText.list(most.names)) (по\(CaptionText.noBreakSpace)\(most.count))"
  }

  // MARK: Both

  private var tied: String {
    let tied = Set(ties.flatMap { [$0.mentor, $0.mentee] }).intersection(all)
    guard !tied.isEmpty else { return "Связей между школами пока нет." }
    let share = "Связи с другими школами есть у \(tied.count) из \(CaptionText.ofSchools(schools.count))"
    return most(tied).map { "\(share), больше всего таких школ: \(Self.place($0))." } ?? share + "."
  }

  private var members: String {
    guard !associations.isEmpty else { return "Действующих ММО нет." }
    let members = associations.reduce(into: Set<SchoolID>()) { $0.formUnion($1) }.intersection(all)
    let verb = CaptionText.form(members.count, "состоит", "состоят", "состоят")
    var sentence =
      "В \(associations.count)\(CaptionText.noBreakSpace)ММО \(verb) "
      + "\(members.count) из \(CaptionText.ofSchools(schools.count))"
    if edition == .working, !low.isEmpty {
      let outside = low.subtracting(members).count
      sentence +=
        outside == 0
        ? ", среди них все школы с низкими результатами"
        : "; вне ММО \(outside) из \(CaptionText.ofSchools(low.count)) с низкими результатами"
    }
    return sentence + "."
  }
}
