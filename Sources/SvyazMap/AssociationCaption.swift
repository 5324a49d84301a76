internal import SvyazGraph

/// The sentences under a map of associations, counted from the members that are drawn.
struct AssociationCaption {
  let edition: Edition
  let isProposed: Bool
  /// Names of subjects with the number of their associations, in the order of the network.
  let subjects: [(name: String, count: Int)]
  /// Schools of each association.
  let members: [[SchoolID]]
  /// Drawn as low-result; empty in the public edition.
  let lowResult: Set<SchoolID>
  /// Labels of low-result schools that no association drawn has; empty in the public edition.
  let lowResultOutside: [String]
  /// One subject or some of the associations are drawn.
  let isPart: Bool
  let district: (SchoolID) -> DistrictID?

  var sentences: [String] {
    guard !members.isEmpty else { return [] }
    return [whole, sizes, low, districts, several].compactMap { $0 }
  }

  private var whole: String {
    let schools = CaptionText.schoolsAsObject(Set(members.joined()).count)
    let parts = subjects.map { "\(DisplayText.clean($0.name, limit: 40))\(CaptionText.noBreakSpace)— \($0.count)" }
    let verb =
      isProposed
      ? CaptionText.form(members.count, "объединит", "объединят", "объединят")
      : CaptionText.form(members.count, "объединяет", "объединяют", "объединяют")
    let by = parts.count > 1 ? " (\(parts.joined(separator: ", ")))" : ""
    return "\(isProposed ? "По плану " : "")\(members.count)\(CaptionText.noBreakSpace)ММО\(by) \(verb) \(schools)."
  }

  private var sizes: String? {
    let sizes = members.map { Set($0).count }
    guard members.count > 1, let least = sizes.min(), let most = sizes.max() else { return nil }
    return least == most
      ? "В каждом ММО \(CaptionText.schools(least))."
      : "В ММО от\(CaptionText.noBreakSpace)\(least) до\(CaptionText.noBreakSpace)\(CaptionText.ofSchools(most))."
  }

  /// Which low-result schools are in, and which are not yet.
  private var low: String? {
    guard edition == .working, !(lowResult.isEmpty && lowResultOutside.isEmpty) else { return nil }
    let inside = "Школ с низкими результатами в них\(CaptionText.noBreakSpace)— \(lowResult.count)"
    if isPart { return inside + "." }
    if lowResultOutside.isEmpty { return inside + ", вне ММО нет ни одной." }
    return "\(inside), вне ММО\(CaptionText.noBreakSpace)— \(lowResultOutside.count): "
      + CaptionText.list(lowResultOutside) + "."
  }

  private var districts: String? {
    let spread = members.map { Set($0.compactMap(district)).count }
    guard spread.contains(where: { $0 > 0 }) else { return nil }
    let mixed = spread.filter { $0 > 1 }.count
    if members.count == 1 {
      let count = spread.first ?? 0
      return count > 1
        ? "В нём школы \(CaptionText.counted(count, "района", "районов", "районов"))." : "Все школы из одного района."
    }
    if mixed == members.count { return "Каждое ММО объединяет школы разных районов." }
    if mixed == 0 { return "В каждом ММО школы одного района." }
    let verb = CaptionText.form(mixed, "объединяет", "объединяют", "объединяют")
    return "\(mixed) из \(members.count)\(CaptionText.noBreakSpace)ММО \(verb) школы разных районов."
  }

  private var several: String? {
    guard members.count > 1 else { return nil }
    let counts = Dictionary(members.flatMap { Set($0) }.map { ($0, 1) }, uniquingKeysWith: +)
    let many = counts.values.filter { $0 > 1 }.count
    return many == 0
      ? "Ни одна школа не состоит в двух ММО." : "В двух ММО и более состоят \(CaptionText.schools(many))."
  }
}
