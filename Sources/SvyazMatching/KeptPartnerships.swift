internal import SvyazGraph

// Partnerships in force as pins (`--keep active`), and what one mentor for a school asks of pins.
extension Network {
  /// The pins that keep the partnerships agreed or active on `day` whose mentee has demands: one for a subject, or for
  /// every subject of a whole school.
  func keptPins(on day: Day, options: MatchingOptions, lowResult: Set<SchoolID>) -> [MatchingConstraint] {
    guard options.keep == .active else { return [] }
    let pins = partnerships.filter { $0.isInForce(on: day) && lowResult.contains($0.mentee) }.map {
      MatchingConstraint(rule: .pin, mentee: $0.mentee, mentor: $0.mentor, subject: $0.subject)
    }
    return Set(pins).sorted {
      ($0.mentee, $0.mentor, $0.subject?.rawValue ?? "") < ($1.mentee, $1.mentor, $1.subject?.rawValue ?? "")
    }
  }

  /// The same faults; those of pins that no row of `constraints.csv` asks for name the partnership behind them.
  func attributed(_ faults: [PinFault], on day: Day, options: MatchingOptions) -> [PinFault] {
    guard options.keep == .active else { return faults }
    func matches(_ fault: PinFault, _ subject: SubjectID?) -> Bool {
      subject == nil || fault.subject == nil || subject == fault.subject
    }
    let named = faults.map { fault in
      let isConstraint = constraints.contains {
        $0.rule == .pin && $0.mentee == fault.mentee && $0.mentor == fault.mentor && matches(fault, $0.subject)
      }
      if isConstraint { return fault }
      var named = fault
      named.partnership =
        partnerships.filter {
          $0.isInForce(on: day) && $0.mentee == fault.mentee && $0.mentor == fault.mentor && matches(fault, $0.subject)
        }.map(\.id).min()
      return named
    }
    // A partnership for the whole school and one for a subject may ask for the same.
    var told: Set<PinFault> = []
    return named.filter { told.insert($0).inserted }
  }
}

extension MatchingProblem {
  /// Pins of one school to two mentors, where the options allow one: each further one against the first.
  ///
  /// - Parameter pins: the school number that each demand is pinned to.
  static func secondMentorFaults(
    _ pins: [Int?], demands: [Demand], schools: [School], subjects: [Subject], options: MatchingOptions
  ) -> [PinFault] {
    guard options.oneMentor else { return [] }
    var first: [Int: Int] = [:]
    var faults: [PinFault] = []
    for (demand, pin) in zip(demands, pins) {
      guard let pin else { continue }
      guard let other = first[demand.school] else {
        first[demand.school] = pin
        continue
      }
      if other != pin {
        faults.append(
          PinFault(
            mentee: schools[demand.school].id, mentor: schools[pin].id, subject: subjects[demand.subject].id,
            reason: .secondMentor(other: schools[other].id)))
      }
    }
    return faults
  }
}
