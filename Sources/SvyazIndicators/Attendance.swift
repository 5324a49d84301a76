internal import SvyazGraph

/// Who came to which event; made once for a network and used for many days.
///
/// A school came when it has a participation in any role, or was the host (D10). Events are numbered by day, of one day
/// from the highest id down, so the last number is the latest event and of several the one with the lowest id. Two flat
/// lists of numbers hold all visits: a day's question walks through a school's few events and makes no sets.
struct Attendance {
  /// By number.
  let events: [Event]
  private let eventNumbers: [EventID: Int32]
  private let schoolNumbers: [SchoolID: Int32]
  /// Schools of each event, without repetition.
  private let visitors: FlatLists
  /// Events of each school, ascending.
  private let visits: FlatLists
  /// Rows of participation of each event.
  private let rows: [Int32]
  /// Events that name a partnership, ascending.
  private let naming: [PartnershipID: [Int]]

  /// - Complexity: O(events · log + participations).
  init(_ network: Network) {
    events = network.events.sorted { $0.day != $1.day ? $0.day < $1.day : $1.id < $0.id }
    var eventNumbers: [EventID: Int32] = [:]
    eventNumbers.reserveCapacity(events.count)
    for (number, event) in events.enumerated() { eventNumbers[event.id] = Int32(truncatingIfNeeded: number) }
    var schoolNumbers: [SchoolID: Int32] = [:]
    func number(of school: SchoolID) -> Int32 {
      if let known = schoolNumbers[school] { return known }
      let number = Int32(truncatingIfNeeded: schoolNumbers.count)
      schoolNumbers[school] = number
      return number
    }
    var pairs: [(event: Int32, school: Int32)] = []
    pairs.reserveCapacity(network.participations.count + events.count)
    var rows = [Int32](repeating: 0, count: events.count)
    var naming: [PartnershipID: [Int]] = [:]
    for (index, event) in events.enumerated() {
      if let host = event.host { pairs.append((Int32(truncatingIfNeeded: index), number(of: host))) }
      if let partnership = event.partnership { naming[partnership, default: []].append(index) }
    }
    // Rows of one event mostly follow each other: then it is looked up once.
    var last: (id: EventID, number: Int32?)?
    for row in network.participations {
      if last?.id != row.event { last = (row.event, eventNumbers[row.event]) }
      guard let event = last?.number else { continue }
      rows[Int(event)] &+= 1
      pairs.append((event, number(of: row.school)))
    }
    visitors = FlatLists(count: events.count, pairs: pairs.map { ($0.event, $0.school) }).withoutRepetition()
    visits = visitors.transposed(count: schoolNumbers.count)
    self.eventNumbers = eventNumbers
    self.schoolNumbers = schoolNumbers
    self.rows = rows
    self.naming = naming
  }

  /// Rows of participation; a host alone is none.
  func participants(of event: EventID) -> Int { eventNumbers[event].map { Int(rows[Int($0)]) } ?? 0 }

  /// The numbers of the events of some days.
  func numbers(_ days: ClosedRange<Day>) -> Range<Int> {
    let first = place { $0.day >= days.lowerBound }
    return first..<max(first, place { $0.day > days.upperBound })
  }

  /// The numbers of the events up to a day.
  func numbers(through day: Day) -> Range<Int> { 0..<place { $0.day > day } }

  private func place(_ isAfter: (Event) -> Bool) -> Int {
    var (low, high) = (0, events.count)
    while low < high {
      let middle = low + (high - low) / 2
      if isAfter(events[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The latest event in `span` that names the partnership or that both parties came to (D11).
  func lastJointEvent(of partnership: Partnership, in span: Range<Int>) -> Int? {
    let named = naming[partnership.id]?.last { span.contains($0) }
    let common = lastCommonEvent(partnership.mentor, partnership.mentee, in: span)
    guard let named, let common else { return named ?? common }
    return max(named, common)
  }

  /// The latest event in `span` that both schools came to.
  func lastCommonEvent(_ first: SchoolID, _ second: SchoolID, in span: Range<Int>) -> Int? {
    let (one, two) = (visits(of: first), visits(of: second))
    var (i, j) = (one.endIndex - 1, two.endIndex - 1)
    while i >= one.startIndex, j >= two.startIndex {
      let (left, right) = (Int(one[i]), Int(two[j]))
      if min(left, right) < span.lowerBound { return nil }
      if left == right, left < span.upperBound { return left }
      if left >= right { i -= 1 }
      if right >= left { j -= 1 }
    }
    return nil
  }

  /// The latest event in `span` of the association that the school came to (D13).
  func lastVisit(of school: SchoolID, to association: AssociationID, in span: Range<Int>) -> Int? {
    for number in visits(of: school).reversed() {
      let number = Int(number)
      if number < span.lowerBound { return nil }
      if number < span.upperBound, events[number].association == association { return number }
    }
    return nil
  }

  private func visits(of school: SchoolID) -> ArraySlice<Int32> { visits[schoolNumbers[school].map(Int.init)] }
}

/// Lists of numbers in one array, however many there are.
private struct FlatLists {
  /// Where each list begins; one more than lists.
  private var starts: [Int32]
  private var items: [Int32]

  /// - Parameter pairs: list and item; items of one list keep their order.
  init(count: Int, pairs: [(list: Int32, item: Int32)]) {
    var starts = [Int32](repeating: 0, count: count + 1)
    for pair in pairs { starts[Int(pair.list) + 1] &+= 1 }
    for list in 0..<count { starts[list + 1] &+= starts[list] }
    var next = starts
    var items = [Int32](repeating: 0, count: pairs.count)
    for pair in pairs {
      items[Int(next[Int(pair.list)])] = pair.item
      next[Int(pair.list)] &+= 1
    }
    (self.starts, self.items) = (starts, items)
  }

  subscript(list: Int?) -> ArraySlice<Int32> {
    guard let list, list >= 0, list + 1 < starts.count else { return [] }
    return items[Int(starts[list])..<Int(starts[list + 1])]
  }

  /// Each list ascending, each item once.
  func withoutRepetition() -> FlatLists {
    var result = self
    var end = 0
    for list in 0..<(starts.count - 1) {
      let sorted = self[list].sorted()
      result.starts[list] = Int32(truncatingIfNeeded: end)
      var last: Int32?
      for item in sorted where item != last {
        result.items[end] = item
        end += 1
        last = item
      }
    }
    result.starts[starts.count - 1] = Int32(truncatingIfNeeded: end)
    result.items.removeLast(items.count - end)
    return result
  }

  /// The lists in which each item stands, ascending.
  func transposed(count: Int) -> FlatLists {
    var pairs: [(list: Int32, item: Int32)] = []
    pairs.reserveCapacity(items.count)
    for list in 0..<(starts.count - 1) {
      for item in self[list] { pairs.append((item, Int32(truncatingIfNeeded: list))) }
    }
    return FlatLists(count: count, pairs: pairs)
  }
}
