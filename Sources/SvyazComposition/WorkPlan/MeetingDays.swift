internal import SvyazGraph

/// Chooses a day for each new meeting so that no school has two meetings on one day, where that can be.
///
/// First each meeting in turn takes the day with the fewest schools engaged elsewhere, of those the first of its list.
/// Where schools are still engaged twice, an exact search with a limit of steps looks for days without any, for meetings
/// whose days are no days of others by themselves; where there are none, or the limit ends it, single meetings move as
/// long as that helps.
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
    for run in runs() where run.contains(where: { isClashing($0) }) {
      let greedy = run.map { chosen[$0] }
      if !search(run) {
        for (slot, day) in zip(run, greedy) { place(slot, on: day) }
        improve(run)
      }
    }
    return chosen
  }

  /// Slots in the order of time, cut wherever no slot has days on both sides: only slots of one run can clash.
  private func runs() -> [[Int]] {
    let spans = slots.indices.compactMap { slot -> (slot: Int, first: Day, last: Day)? in
      guard let first = slots[slot].days.min(), let last = slots[slot].days.max() else { return nil }
      return (slot, first, last)
    }.sorted { ($0.first, $0.slot) < ($1.first, $1.slot) }
    var runs: [[Int]] = []
    var end: Day?
    for span in spans {
      if let last = end, span.first <= last {
        runs[runs.count - 1].append(span.slot)
        end = max(last, span.last)
      } else {
        runs.append([span.slot])
        end = span.last
      }
    }
    return runs
  }

  private func isClashing(_ slot: Int) -> Bool { chosen[slot].map { cost(slot, $0) > 0 } ?? false }

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

  /// Days without any clash of the run's meetings, by going back.
  private mutating func search(_ run: [Int]) -> Bool {
    for slot in run { place(slot, on: nil) }
    var steps = 0
    var position = 0
    // By position in the run: the next day to try.
    var next = [Int](repeating: 0, count: run.count)
    while position < run.count {
      let slot = run[position]
      place(slot, on: nil)
      var found = false
      while !found, next[position] < slots[slot].days.count {
        steps += 1
        if steps > Self.stepLimit { return false }
        let day = slots[slot].days[next[position]]
        next[position] += 1
        if cost(slot, day) == 0 {
          place(slot, on: day)
          found = true
        }
      }
      if found {
        position += 1
        if position < run.count { next[position] = 0 }
      } else {
        if position == 0 { return false }
        position -= 1
      }
    }
    return true
  }

  private mutating func improve(_ run: [Int]) {
    for _ in 0..<20 {
      var moved = false
      for slot in run {
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
