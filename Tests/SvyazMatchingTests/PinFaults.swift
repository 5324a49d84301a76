import SvyazGraph
import SvyazMatching

/// Which pins cannot hold, by design.md §4, and what an error may say about them.
///
/// The contract fixes that such a pin is named, not how pins share the blame: of two pins that clash, or of those that
/// fill a mentor beyond its places, any one may be named, or all.
struct PinFaults {
  struct Row: Hashable {
    let pin: MatchingConstraint
    /// The demands that it fixes.
    let keys: [SchoolSubject]
  }

  private let rows: [Row]
  private let bans: [MatchingConstraint]
  private let low: Set<SchoolID>
  private let total: (SchoolID) -> Int
  private let inSubject: (SchoolID, SubjectID) -> Int

  init(
    rows: [Row], bans: [MatchingConstraint], low: Set<SchoolID>, total: @escaping (SchoolID) -> Int,
    inSubject: @escaping (SchoolID, SubjectID) -> Int
  ) {
    self.rows = rows
    self.bans = bans
    self.low = low
    self.total = total
    self.inSubject = inSubject
  }

  /// Pins that cannot hold whatever the others are.
  private func isFaultyAlone(_ row: Row) -> Bool {
    row.keys.isEmpty || row.pin.mentee == row.pin.mentor || low.contains(row.pin.mentor) || isBanned(row)
  }

  private func isBanned(_ row: Row) -> Bool {
    row.keys.contains { key in
      bans.contains {
        $0.mentee == row.pin.mentee && $0.mentor == row.pin.mentor && ($0.subject == nil || $0.subject == key.subject)
      }
    }
  }

  private func clashes(_ one: Row, _ other: Row) -> Bool {
    one.pin.mentor != other.pin.mentor && !Set(one.keys).isDisjoint(with: other.keys)
  }

  /// Demands pinned to a mentor, each once.
  private func keys(at mentor: SchoolID, of rows: [Row]) -> Set<SchoolSubject> {
    Set(rows.filter { $0.pin.mentor == mentor }.flatMap(\.keys))
  }

  private func overloads(_ mentor: SchoolID, of rows: [Row]) -> [(pinned: Int, places: Int, subject: SubjectID?)] {
    let keys = keys(at: mentor, of: rows)
    var found: [(pinned: Int, places: Int, subject: SubjectID?)] = []
    if keys.count > total(mentor) { found.append((keys.count, total(mentor), nil)) }
    for subject in Set(keys.map(\.subject)) {
      let count = keys.filter { $0.subject == subject }.count
      let places = inSubject(mentor, subject)
      if count > places { found.append((count, places, subject)) }
    }
    return found
  }

  /// Groups of pins; an error must name at least one of each.
  var groups: [[Row]] {
    var groups = rows.filter(isFaultyAlone).map { [$0] }
    let sound = rows.filter { !isFaultyAlone($0) }
    for (index, row) in sound.enumerated() {
      for other in sound[(index + 1)...] where clashes(row, other) { groups.append([row, other]) }
    }
    let unclashed = sound.filter { row in !sound.contains { clashes(row, $0) } }
    for mentor in Set(unclashed.map(\.pin.mentor)) {
      for overload in overloads(mentor, of: unclashed) {
        groups.append(
          rows.filter { row in
            row.pin.mentor == mentor
              && (overload.subject == nil || row.keys.contains { $0.subject == overload.subject })
          })
      }
    }
    return groups
  }

  /// What is wrong with an error's list of faults; `[]` where nothing is.
  func objections(to faults: [PinFault]) -> [String] {
    var objections: [String] = []
    for group in groups where !faults.contains(where: { fault in group.contains { names(fault, $0) } }) {
      objections.append("none named of \(group.map(\.pin))")
    }
    for fault in faults {
      guard let row = rows.first(where: { names(fault, $0) }) else {
        objections.append("no such pin: \(fault)")
        continue
      }
      if !isTrue(fault.reason, of: row) { objections.append("untrue: \(fault)") }
    }
    return objections
  }

  /// A pin for every subject may be named as a whole, or by the subject in which it cannot hold.
  private func names(_ fault: PinFault, _ row: Row) -> Bool {
    fault.mentee == row.pin.mentee && fault.mentor == row.pin.mentor
      && (fault.subject == row.pin.subject || row.pin.subject == nil)
  }

  private func isTrue(_ reason: PinFault.Reason, of row: Row) -> Bool {
    switch reason {
    case .noSuchDemand: row.keys.isEmpty
    case .itself: row.pin.mentee == row.pin.mentor
    case .mentorIsLowResult: low.contains(row.pin.mentor)
    case .banned: isBanned(row)
    case .secondPin(let other): rows.contains { $0.pin.mentor == other && clashes(row, $0) }
    case .tooFewPlaces(let pinned, let places):
      overloads(row.pin.mentor, of: rows).contains {
        $0.pinned >= pinned && $0.places == places && pinned > places
      }
    case .secondMentor(let other):
      rows.contains {
        $0.pin.mentor == other && $0.pin.mentor != row.pin.mentor && $0.pin.mentee == row.pin.mentee
      }
    }
  }
}

extension MatchingOracle {
  /// The demands fixed, and each pin with the demands that it fixes.
  static func pins(of network: Network, demands: [Plan.Demand]) -> ([SchoolSubject: SchoolID], [PinFaults.Row]) {
    var pins: [SchoolSubject: SchoolID] = [:]
    var rows: [PinFaults.Row] = []
    for pin in network.constraints where pin.rule == .pin {
      let keys = demands.map(\.key).filter {
        $0.school == pin.mentee && (pin.subject == nil || pin.subject == $0.subject)
      }
      rows.append(.init(pin: pin, keys: keys))
      for key in keys { pins[key] = pin.mentor }
    }
    return (pins, rows)
  }
}
