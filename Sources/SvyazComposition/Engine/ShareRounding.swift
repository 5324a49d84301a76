/// Turns shares of being a base into bases so that every neighbourhood keeps about as many as its shares sum up to.
///
/// The two nearest candidates that are still uncertain decide between themselves, the likelier one first (pipage rounding
/// along distances: Ageev and Sviridenko, 2004).
///
/// - Complexity: O(u² log u), u the uncertain candidates.
func roundedShares(
  _ problem: GroupingProblem, share: [Double], open: [Int32], candidates: [Int32], groups: Int
) -> [Int32] {
  let missing = groups - open.count
  guard missing > 0 else { return Array(open.prefix(groups)).sorted() }
  var sum = candidates.reduce(0.0) { $0 + share[Int($1)] }
  guard sum > 1e-6 else { return (open + candidates.prefix(missing)).sorted() }
  // Scaled so that the shares sum up to the bases that are missing.
  var value = [Double](repeating: 0, count: problem.candidateCount)
  for candidate in candidates { value[Int(candidate)] = min(1, share[Int(candidate)] * Double(missing) / sum) }
  sum = candidates.reduce(0.0) { $0 + value[Int($1)] }
  let uncertain = candidates.filter { value[Int($0)] > 0.01 && value[Int($0)] < 0.999 }
  var pairs: [(distance: Int, one: Int32, other: Int32)] = []
  for (place, one) in uncertain.enumerated() {
    for other in uncertain[(place + 1)...] {
      pairs.append((problem.cost(Int(one), Int(problem.candidates[Int(other)])), one, other))
    }
  }
  pairs.sort { ($0.distance, $0.one, $0.other) < ($1.distance, $1.one, $1.other) }
  for pair in pairs {
    let (one, other) = (Int(pair.one), Int(pair.other))
    guard value[one] > 1e-9, value[one] < 1 - 1e-9, value[other] > 1e-9, value[other] < 1 - 1e-9 else { continue }
    let both = value[one] + value[other]
    let (most, least) = value[one] >= value[other] ? (one, other) : (other, one)
    value[most] = min(1, both)
    value[least] = max(0, both - 1)
  }
  let order = candidates.sorted { (-value[Int($0)], $0) < (-value[Int($1)], $1) }
  return (open + order.prefix(missing)).sorted()
}
