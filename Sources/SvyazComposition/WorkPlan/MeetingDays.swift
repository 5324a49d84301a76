internal import SvyazGraph

/// Chooses a day for each new meeting so that no school has two meetings on one day, where that can be.
///
/// First each meeting in turn takes the day with the fewest schools engaged elsewhere, of those the first of its list.
/// Where schools are still engaged twice, an exact search with a limit of steps looks for days without any; where there
/// are none, or the limit ends it, single meetings move as long as that helps.
struct MeetingDays {
  /// A meeting to be placed.
  struct Slot {
    /// Number of the association.
    let association: Int
    /// Days to choose from, the better first; no day of two slots of one association is the same.
    let days: [Day]
  }

  private let slots: [Slot]
  /// By association: the schools that come on a day.
  private let schools: (_ association: Int, _ day: Day) -> [SchoolID]
  /// By day: meetings of each school.
  private var engaged: [Day: [SchoolID: Int]]
  private var chosen: [Day?]
  private var steps = 0

  static let stepLimit = 100_000

  /// - Parameters:
  ///   - engaged: schools with meetings that stand already, by day.
  ///   - schools: the schools of an association that are its members on a day.
  init(
    slots: [Slot], engaged: [Day: [SchoolID: Int]], schools: @escaping (_ association: Int, _ day: Day) -> [SchoolID]
  ) {
    self.slots = slots
    self.engaged = engaged
    self.schools = schools
    chosen = slots.map { _ in nil }
  }

  /// - Returns: by slot; `nil` for one without days.
  mutating func choose() -> [Day?] {
    for slot in slots.indices { place(slot, on: best(slot)) }
    if clashes > 0 {
      let greedy = chosen
      if !search() {
        for slot in slots.indices { place(slot, on: greedy[slot]) }
        improve()
      }
    }
    return chosen
  }

  private var clashes: Int {
    engaged.values.reduce(0) { $0 + $1.values.reduce(0) { $0 + max(0, $1 - 1) } }
  }

  private mutating func place(_ slot: Int, on day: Day?) {
    if let old = chosen[slot] {
      for school in schools(slots[slot].association, old) { engaged[old]?[school, default: 0] -= 1 }
    }
    chosen[slot] = day
    guard let day else { return }
    for school in schools(slots[slot].association, day) { engaged[day, default: [:]][school, default: 0] += 1 }
  }

  /// Schools that are engaged on the day, this slot's own meeting left out.
  private func cost(_ slot: Int, _ day: Day) -> Int {
    let own = chosen[slot] == day ? 1 : 0
    guard let busy = engaged[day] else { return 0 }
    return schools(slots[slot].association, day).count { (busy[$0] ?? 0) > own }
  }

  private func best(_ slot: Int) -> Day? {
    var best: (cost: Int, day: Day)?
    for day in slots[slot].days {
      let cost = cost(slot, day)
      if best.map({ cost < $0.cost }) ?? true { best = (cost, day) }
      if cost == 0 { break }
    }
    return best?.day
  }

  /// Days without any clash of new meetings, by going back; in the order of time, since only meetings near each other
  /// can clash.
  private mutating func search() -> Bool {
    for slot in slots.indices { place(slot, on: nil) }
    let order = slots.indices.filter { !slots[$0].days.isEmpty }
      .sorted { (slots[$0].days.min() ?? .first, $0) < (slots[$1].days.min() ?? .first, $1) }
    steps = 0
    var position = 0
    // By position in the order: the next day to try.
    var next = [Int](repeating: 0, count: order.count)
    while position < order.count {
      let slot = order[position]
      place(slot, on: nil)
      var found = false
      while next[position] < slots[slot].days.count {
        steps += 1
        if steps > Self.stepLimit { return false }
        let day = slots[slot].days[next[position]]
        next[position] += 1
        if cost(slot, day) == 0 {
          place(slot, on: day)
          found = true
          break
        }
      }
      if found {
        position += 1
        if position < order.count { next[position] = 0 }
      } else {
        if position == 0 { return false }
        position -= 1
      }
    }
    return true
  }

  private mutating func improve() {
    for _ in 0..<20 {
      var moved = false
      for slot in slots.indices {
        guard let day = chosen[slot], cost(slot, day) > 0, let other = best(slot),
          cost(slot, other) < cost(slot, day)
        else { continue }
        place(slot, on: other)
        moved = true
      }
      if !moved { return }
    }
  }
}
