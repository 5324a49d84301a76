/// The arcs of every demand, sorted only as far as searches look.
///
/// The key of an arc is its cost plus the slot's price when last keyed: a lower bound for ever, since prices only rise.
/// A search stops at the first key past its bound, and a list that wasted many looks is keyed and sorted again.
struct CandidateLists {
  struct Candidate {
    var key: Int
    var cost: Int
    var slot: Int
  }

  private(set) var candidates: [Candidate] = []
  private let start: [Int]
  private(set) var count: [Int]
  private var sorted: [Int]
  private var waste: [Int]

  private static let firstChunk = 16
  private static let toleratedWaste = 32

  init(_ problem: AssignmentProblem) {
    start = problem.arcStart
    count = zip(start.dropFirst(), start).map { $0 - $1 }
    sorted = [Int](repeating: 0, count: count.count)
    waste = sorted
    candidates = zip(problem.arcSlot, problem.arcCost).map { Candidate(key: Int($1), cost: Int($1), slot: Int($0)) }
  }

  /// The `position`-th cheapest candidate by key.
  ///
  /// - Precondition: `position < count[demand]`.
  mutating func candidate(_ demand: Int, at position: Int) -> Candidate {
    if position >= sorted[demand] { sortFurther(demand) }
    return candidates[start[demand] + position]
  }

  mutating func noteWaste(_ demand: Int, _ looks: Int) { waste[demand] += looks }

  /// Keys a list again at today's prices when it wasted many looks, dropping what can never be used.
  mutating func refresh(_ demand: Int, prices: [Int], value: Int) {
    guard waste[demand] > Self.toleratedWaste + count[demand] / 4 else { return }
    let base = start[demand]
    var kept = 0
    for position in 0..<count[demand] {
      var candidate = candidates[base + position]
      candidate.key = candidate.cost + prices[candidate.slot]
      if candidate.key <= value {
        candidates[base + kept] = candidate
        kept += 1
      }
    }
    count[demand] = kept
    sorted[demand] = 0
    waste[demand] = 0
  }

  /// Sorts the next chunk: 16 candidates, then three times as many as before.
  private mutating func sortFurther(_ demand: Int) {
    let done = sorted[demand]
    let all = count[demand]
    var target = done == 0 ? Self.firstChunk : done * 4
    if target >= all - 8 { target = all }
    let base = start[demand]
    candidates.withUnsafeMutableBufferPointer { buffer in
      let rest = UnsafeMutableBufferPointer(rebasing: buffer[base + done..<base + all])
      if target < all { Self.partition(rest, smallest: target - done) }
      var chunk = UnsafeMutableBufferPointer(rebasing: rest[..<(target - done)])
      chunk.sort(by: Self.precedes)
    }
    sorted[demand] = target
  }

  /// A total order, so that the plan does not depend on how the sort treats equals.
  private static func precedes(_ left: Candidate, _ right: Candidate) -> Bool {
    left.key != right.key ? left.key < right.key : left.slot < right.slot
  }

  /// Hoare's selection: moves the `smallest` least candidates to the front, in any order.
  private static func partition(_ list: UnsafeMutableBufferPointer<Candidate>, smallest: Int) {
    var low = 0
    var high = list.count - 1
    while low < high {
      let pivot = list[(low + high) / 2]
      var left = low
      var right = high
      while left <= right {
        while precedes(list[left], pivot) { left += 1 }
        while precedes(pivot, list[right]) { right -= 1 }
        if left <= right {
          list.swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if smallest - 1 <= right {
        high = right
      } else if smallest - 1 >= left {
        low = left
      } else {
        return
      }
    }
  }
}
