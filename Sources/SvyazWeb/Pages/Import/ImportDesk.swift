internal import SvyazApp
internal import SvyazExchange
internal import SvyazGraph
internal import SvyazStore
internal import Synchronization

/// Uploads that were not written yet: kept in memory under a key that nobody guesses, for an hour.
///
/// Bounded by number and bytes; the one that was not looked at the longest goes first.
final class ImportDesk: Sendable {
  struct Draft: Sendable {
    let key: String
    let owner: String
    /// Grows with every repair and answer.
    var version = 0
    var request: ImportSheets.Request
    var usedAt: Moment

    var byteCount: Int { request.files.reduce(0) { $0 + $1.bytes.count } }
  }

  struct Limits: Sendable {
    var drafts = 20
    var bytes = 256 << 20
    var minutes = 60
    /// Bodies that arrive at once.
    var uploads = 4
    var repairs = 2000
  }

  private struct State {
    var drafts: [String: Draft] = [:]
    var uploads = 0
    /// One reading is kept: turning its pages must not read the file again.
    var preview: (key: String, version: Int, revision: Int, outcome: ImportSheets.Outcome)?
  }

  private let limits: Limits
  private let state = Mutex(State())

  init(limits: Limits = Limits()) { self.limits = limits }

  /// - Returns: `false` when as many bodies as may be are arriving already.
  func beginUpload() -> Bool {
    state.withLock { state in
      guard state.uploads < limits.uploads else { return false }
      state.uploads += 1
      return true
    }
  }

  func endUpload() { state.withLock { $0.uploads = max(0, $0.uploads - 1) } }

  /// - Returns: the draft's key.
  func keep(_ request: ImportSheets.Request, of owner: String, at moment: Moment) -> String {
    let draft = Draft(key: Secrets.make(), owner: owner, request: request, usedAt: moment)
    state.withLock { state in
      forgetOld(&state, at: moment)
      state.drafts[draft.key] = draft
      while state.drafts.count > limits.drafts || bytes(state) > limits.bytes {
        let oldest = state.drafts.values.filter { $0.key != draft.key }
          .min { ($0.usedAt.milliseconds, $0.key) < ($1.usedAt.milliseconds, $1.key) }
        guard let oldest else { break }
        state.drafts[oldest.key] = nil
      }
    }
    return draft.key
  }

  /// - Returns: `nil` for a key that is unknown, over or another person's.
  func draft(_ key: String, of owner: String, at moment: Moment) -> Draft? {
    state.withLock { state in
      forgetOld(&state, at: moment)
      guard var draft = state.drafts[key], draft.owner == owner else { return nil }
      draft.usedAt = moment
      state.drafts[key] = draft
      return draft
    }
  }

  /// - Returns: `false` when the draft is gone or holds all the repairs that it may.
  func change(
    _ key: String, of owner: String, at moment: Moment, _ body: (inout ImportSheets.Request) -> Void
  ) -> Bool {
    state.withLock { state in
      forgetOld(&state, at: moment)
      guard var draft = state.drafts[key], draft.owner == owner,
        draft.request.repairs.count + draft.request.answers.count < limits.repairs
      else { return false }
      body(&draft.request)
      draft.version += 1
      draft.usedAt = moment
      state.drafts[key] = draft
      return true
    }
  }

  func forget(_ key: String, of owner: String) {
    state.withLock { state in
      guard state.drafts[key]?.owner == owner else { return }
      state.drafts[key] = nil
      if state.preview?.key == key { state.preview = nil }
    }
  }

  func preview(_ draft: Draft, revision: Int) -> ImportSheets.Outcome? {
    state.withLock { state in
      guard let kept = state.preview, kept.key == draft.key, kept.version == draft.version, kept.revision == revision
      else { return nil }
      return kept.outcome
    }
  }

  func keepPreview(_ outcome: ImportSheets.Outcome, of draft: Draft, revision: Int) {
    state.withLock { $0.preview = (draft.key, draft.version, revision, outcome) }
  }

  var count: Int { state.withLock { $0.drafts.count } }

  private func bytes(_ state: State) -> Int { state.drafts.values.reduce(0) { $0 + $1.byteCount } }

  private func forgetOld(_ state: inout State, at moment: Moment) {
    let end = limits.minutes * 60_000
    let old = state.drafts.values.filter { moment.milliseconds - $0.usedAt.milliseconds > end }
    for draft in old { state.drafts[draft.key] = nil }
    if let preview = state.preview, state.drafts[preview.key] == nil { state.preview = nil }
  }
}
