internal import SvyazGraph
internal import SvyazMatching

/// One rule of a composition that a diagnosis may take away: what is left is still a rule for itself.
enum ClashRule: Hashable, Sendable {
  /// Each group has at least `--min` schools.
  case smallest
  /// Each group has at most `--max` schools.
  case largest
  /// 2 · others ≥ low-result schools.
  case share
  /// Low-result counts differ by at most one.
  case balance
  /// Each group has a project site, where as many as groups are not banned.
  case sites
  /// Bases are mentors; without it any school that is not low-result will do.
  case mentors
  /// Each low-result school is in a group.
  case coverage
  /// Exactly `--groups`.
  case groups(Int)
  case district(DistrictPolicy)
  case maxKm(Double)
  case minTeachers(Int)
  case base(SchoolID)
  case pin(CompositionOptions.Pin)
  case ban(CompositionOptions.Pin)
  case together(CompositionOptions.Pair)
  case apart(CompositionOptions.Pair)

  var code: String {
    switch self {
    case .smallest, .largest: "groupSize"
    case .share: "share"
    case .balance: "balance"
    case .sites: "sites"
    case .mentors: "mentors"
    case .coverage: "coverage"
    case .groups: "groups"
    case .district: "district"
    case .maxKm: "maxKm"
    case .minTeachers: "minTeachers"
    case .base: "base"
    case .pin: "pin"
    case .ban: "ban"
    case .together: "together"
    case .apart: "apart"
    }
  }

  /// All rules that bind under these options, the contract's first.
  ///
  /// - Parameter options: canonical.
  static func all(_ options: CompositionOptions) -> [ClashRule] {
    var rules: [ClashRule] = [.mentors, .coverage, .smallest, .largest, .share, .balance, .sites]
    if let groups = options.groups { rules.append(.groups(groups)) }
    if options.districtPolicy != .any { rules.append(.district(options.districtPolicy)) }
    if let maxKm = options.maxKm { rules.append(.maxKm(maxKm)) }
    if let teachers = options.minTeachers, teachers > 0 { rules.append(.minTeachers(teachers)) }
    rules += options.bases.map { .base($0) }
    rules += options.pins.map { .pin($0) }
    rules += options.bans.map { .ban($0) }
    rules += options.together.map { .together($0) }
    rules += options.apart.map { .apart($0) }
    return rules
  }

  /// The schools that the rule names.
  var named: [SchoolID] {
    switch self {
    case .base(let base): [base]
    case .pin(let pin), .ban(let pin): [pin.school] + (pin.base.map { [$0] } ?? [])
    case .together(let pair), .apart(let pair): [pair.first, pair.second]
    default: []
    }
  }
}
