/// A queue of labels that are taken out in rising order: buckets with a two-level bitmap for near labels (R. Dial 1969),
/// a 4-ary heap for far ones. Equal labels leave last in, first out, so that a search runs on along a way of no cost.
///
/// A bucket holds one label where costs are small, else a range of `1 << shift` labels in any order: a search that
/// corrects labels is right either way.
final class LabelQueue<Number: FixedWidthInteger & SignedInteger & Sendable> {
  typealias Entry = MinHeap<Number>.Entry

  private struct Cell {
    var key: Number
    var item: Int32
    var next: Int32
  }

  /// No key is below it until the next ``restart(from:)``.
  private var origin: Number = 0
  let shift: Number
  private let heads: UnsafeMutablePointer<Int32>
  private let words: UnsafeMutablePointer<UInt64>
  private let summary: UnsafeMutablePointer<UInt64>
  private var cells: UnsafeMutablePointer<Cell>
  private var cellCount = 0
  private var cellCapacity = 4096
  private var far = MinHeap<Number>()

  private static var bucketCount: Int { 8192 }

  init(greatestCost: Int) {
    var shift = 0
    while greatestCost >> shift > Self.bucketCount { shift += 1 }
    self.shift = Number(shift)
    heads = .allocate(capacity: Self.bucketCount)
    heads.initialize(repeating: -1, count: Self.bucketCount)
    words = .allocate(capacity: Self.bucketCount / 64)
    words.initialize(repeating: 0, count: Self.bucketCount / 64)
    summary = .allocate(capacity: 2)
    summary.initialize(repeating: 0, count: 2)
    cells = .allocate(capacity: cellCapacity)
  }

  deinit {
    heads.deallocate()
    words.deallocate()
    summary.deallocate()
    cells.deallocate()
  }

  /// Empties the queue for keys from `origin` on.
  @inline(__always)
  func restart(from origin: Number) {
    self.origin = origin
    for half in 0..<2 {
      var bits = summary[half]
      while bits != 0 {
        let word = half &* 64 &+ bits.trailingZeroBitCount
        bits &= bits &- 1
        var rest = words[word]
        while rest != 0 {
          heads[word &* 64 &+ rest.trailingZeroBitCount] = -1
          rest &= rest &- 1
        }
        words[word] = 0
      }
      summary[half] = 0
    }
    cellCount = 0
    if !far.isEmpty { far.removeAll() }
  }

  /// - Precondition: `key` is at least the origin.
  @inline(__always)
  func push(_ key: Number, _ item: Int32) {
    let bucket = Int(truncatingIfNeeded: (key &- origin) &>> shift)
    guard bucket < Self.bucketCount else {
      pushFar(key, item)
      return
    }
    if cellCount == cellCapacity { growCells() }
    cells[cellCount] = Cell(key: key, item: item, next: heads[bucket])
    heads[bucket] = Int32(truncatingIfNeeded: cellCount)
    cellCount &+= 1
    words[bucket &>> 6] |= 1 &<< UInt64(bucket & 63)
    summary[bucket &>> 12] |= 1 &<< UInt64((bucket &>> 6) & 63)
  }

  @inline(__always)
  func pop() -> Entry? {
    for half in 0..<2 where summary[half] != 0 {
      let word = half &* 64 &+ summary[half].trailingZeroBitCount
      let bucket = word &* 64 &+ words[word].trailingZeroBitCount
      let cell = cells[Int(heads[bucket])]
      heads[bucket] = cell.next
      if cell.next < 0 {
        words[word] &= words[word] &- 1
        if words[word] == 0 { summary[half] &= summary[half] &- 1 }
      }
      return Entry(key: cell.key, item: cell.item)
    }
    return far.isEmpty ? nil : popFar()
  }

  // MARK: Far labels

  @inline(never)
  private func growCells() {
    let wider = UnsafeMutablePointer<Cell>.allocate(capacity: cellCapacity * 2)
    wider.update(from: cells, count: cellCount)
    cells.deallocate()
    cells = wider
    cellCapacity *= 2
  }

  @inline(never)
  private func pushFar(_ key: Number, _ item: Int32) { far.push(key, item) }

  @inline(never)
  private func popFar() -> Entry? { far.pop() }
}
