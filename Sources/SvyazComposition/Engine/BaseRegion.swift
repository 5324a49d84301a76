/// Candidates near one another, with how many of them are bases, at least or at most: what branch and bound decides.
///
/// Single candidates make poor decisions where neighbours can stand in for one another; "one base on this side of the
/// river or two" does not.
struct BaseRegion: Sendable {
  /// Ascending.
  let candidates: [Int32]
  private let isMember: [Bool]
  var isLeast: Bool
  var count: Int

  init(_ candidates: [Int32], of candidateCount: Int, isLeast: Bool, count: Int) {
    self.candidates = candidates
    var isMember = [Bool](repeating: false, count: candidateCount)
    for candidate in candidates { isMember[Int(candidate)] = true }
    self.isMember = isMember
    self.isLeast = isLeast
    self.count = count
  }

  func holds(_ candidate: Int32) -> Bool { isMember[Int(candidate)] }

  /// The two decisions about these candidates.
  func decisions(_ sum: Double) -> [BaseRegion] {
    let low = Int(sum.rounded(.down))
    var (least, most) = (self, self)
    (least.isLeast, least.count) = (true, low + 1)
    (most.isLeast, most.count) = (false, low)
    return [least, most]
  }

  /// Regions whose number of bases is least certain, the best first.
  ///
  /// - Parameters:
  ///   - node: its shares tell how likely each candidate is to be a base; what it has decided is not asked again.
  static func uncertain(
    _ problem: GroupingProblem, _ node: BoundNode, limit: Int
  ) -> [(region: BaseRegion, sum: Double)] {
    let all = node.open + node.candidates
    let isOpen = Set(node.open)
    func weight(_ candidate: Int32) -> Double { isOpen.contains(candidate) ? 1 : node.share[Int(candidate)] }
    let likely = all.filter { weight($0) > 0.02 }
    var found: [(score: Double, centre: Int32, radius: Int, sum: Double, size: Int)] = []
    for centre in likely {
      func distance(_ other: Int32) -> Int {
        other == centre ? 0 : problem.cost(Int(centre), Int(problem.candidates[Int(other)]))
      }
      let near = likely.map { (distance: distance($0), weight: weight($0), candidate: $0) }
        .sorted { ($0.distance, $0.candidate) < ($1.distance, $1.candidate) }
      var sum = 0.0
      for (place, entry) in near.enumerated() {
        sum += entry.weight
        let next = place + 1 < near.count ? near[place + 1].distance : entry.distance
        let doubt = min(sum - sum.rounded(.down), sum.rounded(.up) - sum)
        guard doubt > 0.05, next > entry.distance, next < GroupingProblem.forbidden || place + 1 < near.count else {
          continue
        }
        let room = Double(min(next, 200_000) - min(entry.distance, 200_000))
        let score = doubt * (room + 1500)
        found.append((score, centre, entry.distance + min(next - entry.distance, 200_000) / 2, sum, place))
      }
    }
    found.sort { ($0.score, $1.centre, $1.size) > ($1.score, $0.centre, $0.size) }
    var result: [(region: BaseRegion, sum: Double)] = []
    var seen: Set<[Int32]> = []
    for entry in found {
      let inside = all.filter {
        $0 == entry.centre
          || problem.cost(Int(entry.centre), Int(problem.candidates[Int($0)])) <= entry.radius
      }.sorted()
      guard inside.count < all.count, seen.insert(inside).inserted, !isDecided(inside, entry.sum, node) else {
        continue
      }
      result.append((BaseRegion(inside, of: problem.candidateCount, isLeast: true, count: 1), entry.sum))
      if result.count == limit { break }
    }
    return result
  }

  private static func isDecided(_ candidates: [Int32], _ sum: Double, _ node: BoundNode) -> Bool {
    let low = Int(sum.rounded(.down))
    return node.regions.contains {
      $0.candidates == candidates && ($0.isLeast ? $0.count > low : $0.count <= low)
    }
  }
}
