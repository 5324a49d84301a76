internal import SvyazGraph

/// Codes instead of names for a slide that would not hold them, with a key in the legend for those that do not say by
/// themselves which school they are; see ``SchoolCodes``.
struct ShortLabels {
  /// A slide holds so many names.
  static let limit = 60
  /// A longer key would take the slide.
  static let codeLimit = 24

  let labels: [SchoolID: String]
  let codes: [NetworkMap.Code]

  /// - Returns: `nil` where names fit, or where too many have no number of their own.
  init?(_ schools: [SchoolID], in snapshot: NetworkSnapshot) {
    guard schools.count > Self.limit else { return nil }
    let known = Dictionary(snapshot.network.schools.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let short = SchoolCodes(schools.map { ($0, known[$0]) })
    let keyed = schools.filter(short.needsKey)
    guard keyed.count <= Self.codeLimit else { return nil }
    labels = Dictionary(schools.map { ($0, short.code(of: $0)) }, uniquingKeysWith: { first, _ in first })
    codes = keyed.map { id in
      .init(code: short.code(of: id), name: DisplayText.clean(known[id]?.label ?? id.rawValue, limit: 60))
    }
  }
}
