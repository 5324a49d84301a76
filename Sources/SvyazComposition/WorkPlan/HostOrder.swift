internal import SvyazFlow
internal import SvyazGraph

/// Which of the hosts takes which meeting.
///
/// Schools host in rounds: nobody hosts again before all that host as often have. Within a round hosts go to meetings by
/// a min-cost assignment: a lesson visit suits a low-result school, a master class, a training and an exchange of
/// experience one that is not, a seminar the base and the project sites; the first meeting suits the base. No school
/// hosts twice running where another one can.
enum HostOrder {
  struct Host {
    let role: Membership.Role
    let isBase: Bool
    /// New meetings that it hosts.
    let count: Int
  }

  /// - Parameters:
  ///   - kinds: of the meetings, by day.
  ///   - last: the host of the meeting before them.
  /// - Returns: by meeting, the number of its host; `nil` where the counts do not suffice.
  static func assign(_ hosts: [Host], kinds: [Event.Kind], isFirst: Bool, last: Int?) -> [Int?] {
    var result: [Int?] = kinds.map { _ in nil }
    var last = last
    var start = 0
    var round = 1
    while start < kinds.count {
      let able = hosts.indices.filter { hosts[$0].count >= round }
      guard !able.isEmpty else { return result }
      let meetings = start..<min(kinds.count, start + able.count)
      let costs = able.map { host in
        meetings.map { meeting in
          cost(hosts[host], kinds[meeting], isOpening: isFirst && meeting == 0)
            + (meeting == start && host == last ? 1000 : 0)
        }
      }
      for (place, host) in match(costs, columns: meetings.count).enumerated() {
        result[start + place] = host.map { able[$0] }
      }
      start = meetings.upperBound
      last = result[start - 1]
      round += 1
    }
    return result
  }

  private static func cost(_ host: Host, _ kind: Event.Kind, isOpening: Bool) -> Int {
    let isLow = host.role == .lowResult
    let suits: Int
    switch kind {
    case .lessonVisit: suits = isLow ? 0 : 20
    case .masterClass, .training, .experienceExchange, .conference: suits = isLow ? 30 : host.role == .member ? 5 : 0
    case .seminar, .strategySession: suits = isLow ? 10 : 0
    case .webinar: suits = 0
    }
    return suits + (isOpening && !host.isBase ? 40 : 0)
  }

  /// - Parameter costs: by row, by column; at least as many rows as columns.
  /// - Returns: by column, its row at the least cost in all.
  private static func match(_ costs: [[Int]], columns: Int) -> [Int?] {
    let rows = costs.count
    // Rows that are not needed stay at a sink of their own.
    var problem = FlowProblem(
      supply: [Int](repeating: 1, count: rows) + [Int](repeating: -1, count: columns) + [columns - rows])
    var ends: [(row: Int, column: Int)] = []
    for row in 0..<rows {
      for column in 0..<columns {
        // Among equals, rows in their order: squares are least where rows and columns go up together.
        let order = (row - column) * (row - column)
        problem.addArc(from: row, to: rows + column, upper: 1, cost: costs[row][column] * 10_000_000 + order)
        ends.append((row, column))
      }
      problem.addArc(from: row, to: rows + columns, upper: 1, cost: 0)
      ends.append((row, columns))
    }
    var result = [Int?](repeating: nil, count: columns)
    guard case .optimal(let solution)? = try? NetworkSimplex.solve(problem) else { return result }
    for (arc, flow) in solution.flow.enumerated() where flow == 1 && ends[arc].column < columns {
      result[ends[arc].column] = ends[arc].row
    }
    return result
  }
}
