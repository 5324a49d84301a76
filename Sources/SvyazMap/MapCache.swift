/// Maps that were drawn already, by the whole of what was asked: two requests never share an answer by chance.
///
/// Bounded in bytes; the least recently used go first.
struct MapCache {
  private struct Entry {
    let map: RenderedMap
    let byteCount: Int
    var lastUse: Int
  }

  let limit: Int
  private(set) var byteCount = 0
  private var entries: [[UInt8]: Entry] = [:]
  private var clock = 0

  /// - Parameter limit: in bytes; 0 keeps nothing.
  init(limit: Int) { self.limit = limit }

  var count: Int { entries.count }

  /// - Parameter request: the encoded map, formats and version of the drawing.
  mutating func map(for request: [UInt8]) -> RenderedMap? {
    clock &+= 1
    entries[request]?.lastUse = clock
    return entries[request]?.map
  }

  /// - Parameter answerByteCount: what came from the worker: scene and files.
  /// - Complexity: O(n) for each map that has to go, with n maps held.
  mutating func insert(_ map: RenderedMap, for request: [UInt8], answerByteCount: Int) {
    // A scene takes about as much in memory as its encoding.
    let size = request.count + answerByteCount
    guard size <= limit, entries[request] == nil else { return }
    while byteCount + size > limit, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
      entries[oldest.key] = nil
      byteCount -= oldest.value.byteCount
    }
    clock &+= 1
    entries[request] = Entry(map: map, byteCount: size, lastUse: clock)
    byteCount += size
  }
}
