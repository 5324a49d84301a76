/// Who may see what leaves the service: a map, a file, a page.
public enum Edition: String, Sendable, CaseIterable, Codable {
  /// Everything, for those who plan and run the network.
  case working
  /// Hides who is low-result and every result, and says so.
  case `public`
}
