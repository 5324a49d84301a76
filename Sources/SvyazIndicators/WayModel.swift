internal import SvyazGraph

/// One act of a way before it has a day.
struct WayStep {
  struct Pair: Hashable {
    let mentor, mentee: SchoolID
    let subject: SubjectID?
    let partnership: PartnershipID?
  }

  let kind: ShortestWay.Act.Kind
  var pair: Pair?
  var association: AssociationID?
  var school: SchoolID?
  let cost: Int
  /// Schools counted once this act is done.
  var completes: [SchoolID] = []
  var day: Day?

  /// Ties of days are told by kind, then by ids.
  var order: (Int, String, String, String) {
    (
      kind.rawValue, pair?.mentee.rawValue ?? school?.rawValue ?? "",
      pair?.mentor.rawValue ?? association?.rawValue ?? "",
      (pair?.subject?.rawValue ?? "") + "/" + (pair?.partnership?.rawValue ?? "")
    )
  }
}

/// Acts that belong together, in the order in which they must be done.
enum WayBundle {
  /// A partnership's acts; the last completes its schools.
  case partnership([WayStep])
  /// Schools join, the association holds an event that they and its members come to.
  case association(joining: [WayStep], event: WayStep, members: [SchoolID])
  /// Joining alone does.
  case membership(WayStep)
}

/// The acts that a network leaves open at a day, as a problem in numbers, and back.
///
/// Three facts make it exact. Two partnerships of the same two schools bring the same schools, so the shorter is enough.
/// An event of an association brings every member that comes, so whether it is also joint for a partnership of two
/// members (D11) changes nothing. A joint event with its two parties alone brings nobody else.
struct WayModel {
  private struct Option {
    let schools: [Int]
    let steps: [WayStep]
    var cost: Int { steps.reduce(0) { $0 + $1.cost } }
  }

  /// Low-result schools that are not counted, by id; the problem's numbers.
  let schools: [SchoolID]
  let countedCount: Int
  let lowCount: Int
  let problem: WayProblem
  private let options: [Option]
  private let associations: [AssociationID]

  /// Dearer acts than this count as this dear: whatever comes in, sums stay within 64 bits.
  static let costLimit = 10_000_000

  init(network: Network, day: Day, at: Day, rule: PartnershipRule, candidates: WayCandidates) {
    var known = network
    known.events.removeAll { $0.day > day }
    let snapshot = known.asOf(at)
    let attendance = Attendance(known)
    let evidence = PartnershipEvidence(attendance: attendance, through: day)
    let low = snapshot.schools(with: .lowResult)
    let counted = NetworkPartnership(snapshot, attendance: attendance, rule: rule).schools
    schools = low.subtracting(counted).sorted()
    lowCount = low.count
    countedCount = lowCount - schools.count
    let number = Dictionary(uniqueKeysWithValues: schools.enumerated().map { ($1, $0) })

    func isRecent(_ event: Event?) -> Bool { event.map { $0.day >= at.spanBegin } ?? false }
    func cost(_ value: Int?) -> Int { min(max(0, value ?? 0), Self.costLimit) }

    // Partnerships, present and possible: the shortest for each set of schools that they bring.
    var best: [[Int]: Option] = [:]
    func offer(_ steps: [WayStep], _ mentor: SchoolID, _ mentee: SchoolID) {
      let brought = Set([mentor, mentee]).compactMap { number[$0] }.sorted()
      guard !brought.isEmpty, !steps.isEmpty else { return }
      let option = Option(schools: brought, steps: steps)
      if let known = best[brought], (known.steps.count, known.cost) <= (option.steps.count, option.cost) { return }
      best[brought] = option
    }
    for (row, status) in snapshot.partnerships.sorted(by: { $0.partnership.id < $1.partnership.id }) {
      let pair = WayStep.Pair(mentor: row.mentor, mentee: row.mentee, subject: row.subject, partnership: row.id)
      let event =
        rule == .formal || isRecent(evidence.lastJointEvent(of: row))
        ? [] : [WayStep(kind: .jointEvent, pair: pair, cost: cost(candidates.partnershipEventCosts[row.id]))]
      let agree = WayStep(kind: .agree, pair: pair, cost: 0)
      let activate = rule == .active ? [WayStep(kind: .activate, pair: pair, cost: 0)] : []
      switch status {
      case .proposed: offer([agree] + activate + event, row.mentor, row.mentee)
      case .agreed: offer(activate + event, row.mentor, row.mentee)
      case .active: offer(event, row.mentor, row.mentee)
      case .completed, .terminated: break
      }
    }
    for new in Self.ordered(candidates.pairs) where new.mentor != new.mentee {
      let pair = WayStep.Pair(mentor: new.mentor, mentee: new.mentee, subject: new.subject, partnership: nil)
      var steps = [
        WayStep(kind: .pair, pair: pair, cost: cost(new.cost)), WayStep(kind: .agree, pair: pair, cost: 0),
      ]
      if rule == .active {
        steps.append(WayStep(kind: .activate, pair: pair, cost: 0))
        if !isRecent(evidence.lastCommonEvent(new.mentor, new.mentee)) {
          steps.append(WayStep(kind: .jointEvent, pair: pair, cost: cost(new.cost)))
        }
      }
      offer(steps, new.mentor, new.mentee)
    }
    options = best.values.sorted { $0.schools.lexicographicallyPrecedes($1.schools) }

    // Associations in force.
    var members: [AssociationID: Set<SchoolID>] = [:]
    for row in snapshot.memberships { members[row.association, default: []].insert(row.school) }
    var joins: [AssociationID: [SchoolID: Int]] = [:]
    for row in candidates.memberships where number[row.school] != nil {
      if members[row.association]?.contains(row.school) ?? false { continue }
      let price = min(joins[row.association]?[row.school] ?? .max, cost(row.cost))
      joins[row.association, default: [:]][row.school] = price
    }
    let associations = Set(snapshot.associations.map(\.id)).sorted()
    let schoolCount = schools.count
    self.associations = associations
    problem = WayProblem(
      schoolCount: schoolCount,
      options: options.map { .init(schools: $0.schools, acts: $0.steps.count, cost: $0.cost) },
      associations: associations.map { id in
        let joining = (joins[id] ?? [:]).compactMap { school, price in
          number[school].map { number in
            WayProblem.Join(
              school: number, cost: price,
              needsEvent: rule == .active && !isRecent(evidence.lastVisit(of: school, to: id)))
          }
        }
        return WayProblem.Association(
          eventCost: rule == .active ? cost(candidates.associationEventCosts[id]) : nil,
          members: (members[id] ?? []).compactMap { number[$0] }.sorted(),
          places: min(max(0, candidates.places[id] ?? 0), schoolCount),
          joins: joining.sorted { $0.school < $1.school })
      })
  }

  private static func ordered(_ pairs: [WayCandidates.Pair]) -> [WayCandidates.Pair] {
    pairs.sorted { left, right in
      func key(_ pair: WayCandidates.Pair) -> (SchoolID, SchoolID, String, Int) {
        (pair.mentee, pair.mentor, pair.subject?.rawValue ?? "", pair.cost)
      }
      return key(left) < key(right)
    }
  }

  /// The acts of a solution, in bundles.
  func bundles(_ choice: WayProblem.Choice) -> [WayBundle] {
    var bundles: [WayBundle] = []
    for number in choice.options {
      var steps = options[number].steps
      if let last = steps.indices.last { steps[last].completes = options[number].schools.map { schools[$0] } }
      bundles.append(.partnership(steps))
    }
    for (number, association) in associations.enumerated() {
      let row = problem.associations[number]
      var joining: [WayStep] = []
      for join in row.joins where choice.joins[number]?.contains(join.school) ?? false {
        var step = WayStep(
          kind: .membership, association: association, school: schools[join.school], cost: join.cost)
        if join.needsEvent {
          joining.append(step)
        } else {
          step.completes = [schools[join.school]]
          bundles.append(.membership(step))
        }
      }
      guard choice.events.contains(number), let eventCost = row.eventCost else { continue }
      var event = WayStep(kind: .associationEvent, association: association, cost: eventCost)
      event.completes = row.members.map { schools[$0] } + joining.compactMap(\.school)
      bundles.append(.association(joining: joining, event: event, members: row.members.map { schools[$0] }))
    }
    return bundles
  }
}
