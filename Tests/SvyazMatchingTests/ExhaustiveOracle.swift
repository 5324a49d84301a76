import SvyazGraph
import SvyazMatching

extension MatchingOracle {
  struct Optimum: Equatable {
    var coveredWeight: Int
    /// Least among the plans of that weight, load included.
    var cost: Int
    /// The greatest cost of any plan at all, which M must exceed.
    var dearest: Int
  }

  /// Tries every assignment of every demand, by design.md §4's objective and nothing else.
  ///
  /// Assignments that fill the same places are one state from then on: what may follow, and at what cost, depends on
  /// the places alone. So all of them are covered, the best of each state kept.
  func exhaustiveOptimum() -> Optimum {
    let mentorList = mentors.keys.sorted()
    let subjectList = network.subjects.map(\.id).sorted()
    let width = subjectList.count
    var states: [[UInt8]: Optimum] = [
      [UInt8](repeating: 0, count: mentorList.count * width): Optimum(coveredWeight: 0, cost: 0, dearest: 0)
    ]
    for demand in demands.sorted(by: { (pins[$0.key] == nil ? 1 : 0) < (pins[$1.key] == nil ? 1 : 0) }) {
      let pin = pins[demand.key]
      let choices = pin.map { [$0] } ?? admissible(demand.key)
      guard let subject = subjectList.firstIndex(of: demand.key.subject) else { continue }
      var next: [[UInt8]: Optimum] = pin == nil ? states : [:]
      for choice in choices {
        guard let number = mentorList.firstIndex(of: choice), let mentor = mentors[choice],
          let places = mentor.places[demand.key.subject]
        else { continue }
        let cost = cost(demand.key, choice)
        for (state, optimum) in states {
          let used = state[number * width..<(number + 1) * width].reduce(0) { $0 + Int($1) }
          guard used < mentor.capacity, Int(state[number * width + subject]) < places else { continue }
          var filled = state
          filled[number * width + subject] += 1
          // The k-th mentee adds (k − 1) times the load penalty, and k − 1 are there already.
          let step = cost + used * options.loadPenalty
          let candidate = Optimum(
            coveredWeight: optimum.coveredWeight + demand.weight, cost: optimum.cost + step,
            dearest: optimum.dearest + step)
          next[filled] = Self.better(candidate, next[filled])
        }
      }
      states = next
    }
    return states.values.reduce(nil) { Self.better($1, $0) } ?? Optimum(coveredWeight: 0, cost: 0, dearest: 0)
  }

  private static func better(_ one: Optimum, _ other: Optimum?) -> Optimum {
    guard let other else { return one }
    let isBetter =
      one.coveredWeight != other.coveredWeight ? one.coveredWeight > other.coveredWeight : one.cost < other.cost
    var best = isBetter ? one : other
    best.dearest = max(one.dearest, other.dearest)
    return best
  }
}
