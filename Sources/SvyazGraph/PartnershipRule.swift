/// When a school counts as realising network partnership (indicators.md, D7–D14).
public enum PartnershipRule: String, Hashable, Sendable, CaseIterable {
  /// An active partnership with a joint event of the last 180 days, or a membership with such an event attended.
  case active
  /// An agreed or active partnership, or a membership, in force.
  case formal
}
