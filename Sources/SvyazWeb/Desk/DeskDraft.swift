internal import SvyazGraph

/// What a planner has set at a desk: all of it stands in the address, so that a link shows the same.
protocol DeskDraft: Hashable, Sendable {
  /// Of the desk's page.
  static var path: String { get }

  /// What the plan depends on, without the variant that it came from.
  var planQuery: DeskQuery { get }
  /// The variant that it was opened from.
  var origin: DraftOrigin? { get set }

  /// Names the answer among those that are computed.
  func jobKey(_ revision: Revision) -> String
}

extension DeskDraft {
  var query: DeskQuery {
    var query = planQuery
    origin?.add(to: &query)
    return query
  }

  var address: String { query.address(Self.path) }

  func with(_ change: (inout Self) -> Void) -> Self {
    var draft = self
    change(&draft)
    return draft
  }
}
