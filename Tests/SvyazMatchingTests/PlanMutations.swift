import SvyazGraph
import SvyazMatching
import SvyazTestSupport

/// A plan with one thing changed.
struct PlanMutation {
  /// Where, without row numbers: `pairs.cost`.
  let path: String
  let plan: Plan

  /// Every number of the plan one up and one down, every flag and reason turned, every row left out or doubled, every
  /// school replaced.
  static func all(of plan: Plan) -> [PlanMutation] {
    var mutations: [PlanMutation] = []
    func change(_ path: String, _ body: (inout Plan) -> Void) {
      var copy = plan
      body(&copy)
      if copy != plan { mutations.append(PlanMutation(path: path, plan: copy)) }
    }
    for (path, number) in numbers(of: plan) {
      for step in [-1, 1] { change(path) { $0[keyPath: number] += step } }
    }
    changeCertificate(plan, change)
    changeRows(plan, change)
    change("network") { $0.network = "another" }
    change("day") { $0.day = $0.day.adding(days: 1) }
    change("options.maxKm") { $0.options.maxKm = ($0.options.maxKm ?? 0) + 1 }
    change("options.maxKm") { $0.options.maxKm = nil }
    for policy in DistrictPolicy.allCases { change("options.districtPolicy") { $0.options.districtPolicy = policy } }
    return mutations
  }

  private static func numbers(of plan: Plan) -> [(String, WritableKeyPath<Plan, Int>)] {
    var numbers: [(String, WritableKeyPath<Plan, Int>)] = [
      ("options.capacity", \.options.capacity), ("options.loadPenalty", \.options.loadPenalty),
      ("options.weights.travel", \.options.weights.travel), ("options.weights.district", \.options.weights.district),
      ("options.weights.strength", \.options.weights.strength), ("options.weights.context", \.options.weights.context),
      ("options.weights.continuity", \.options.weights.continuity),
      ("objective.coveredWeight", \.objective.coveredWeight), ("objective.covered", \.objective.covered),
      ("objective.demands", \.objective.demands), ("objective.cost", \.objective.cost),
      ("certificate.bigM", \.certificate.bigM),
    ]
    for row in plan.demands.indices {
      numbers += [("demands.need", \.demands[row].need), ("demands.weight", \.demands[row].weight)]
    }
    for row in plan.mentors.indices {
      numbers += [("mentors.capacity", \.mentors[row].capacity), ("mentors.used", \.mentors[row].used)]
    }
    for row in plan.pairs.indices {
      numbers += [
        ("pairs.cost", \.pairs[row].cost), ("pairs.components.travel", \.pairs[row].components.travel),
        ("pairs.components.district", \.pairs[row].components.district),
        ("pairs.components.strength", \.pairs[row].components.strength),
        ("pairs.components.context", \.pairs[row].components.context),
        ("pairs.components.continuity", \.pairs[row].components.continuity),
      ]
    }
    return numbers
  }

  private static func changeCertificate(_ plan: Plan, _ change: (String, (inout Plan) -> Void) -> Void) {
    for step in [-1, 1] {
      for key in plan.certificate.demands.keys.sorted() {
        change("certificate.demands") { $0.certificate.demands[key, default: 0] += step }
      }
      for key in plan.certificate.places.keys.sorted() {
        change("certificate.places") { $0.certificate.places[key, default: 0] += step }
      }
      for key in plan.certificate.mentors.keys.sorted() {
        change("certificate.mentors") { $0.certificate.mentors[key, default: 0] += step }
      }
    }
    for value in [Int.max, Int.min] {
      change("certificate.bigM") { $0.certificate.bigM = value }
      for key in plan.certificate.demands.keys.sorted() {
        change("certificate.demands") { $0.certificate.demands[key] = value }
      }
      for key in plan.certificate.mentors.keys.sorted() {
        change("certificate.mentors") { $0.certificate.mentors[key] = value }
      }
    }
    for key in plan.demands.map(\.key) {
      change("certificate.demands key") { $0.certificate.demands[SchoolSubject("nobody", key.subject)] = 1 }
      change("certificate.places key") { $0.certificate.places[key] = 1 }
      change("certificate.mentors key") { $0.certificate.mentors[key.school] = 1 }
    }
  }

  private static func changeRows(_ plan: Plan, _ change: (String, (inout Plan) -> Void) -> Void) {
    for row in plan.demands.indices {
      change("demands.assumed") { $0.demands[row].assumed.toggle() }
      if let strength = plan.demands[row].strength {
        for other in [strength - 1, strength + 1, nil] {
          change("demands.strength") { $0.demands[row].strength = other }
        }
      } else {
        change("demands.strength") { $0.demands[row].strength = 0 }
      }
      change("demands") { $0.demands.remove(at: row) }
      change("demands") { $0.demands.append($0.demands[row]) }
    }
    for row in plan.mentors.indices {
      for subject in plan.mentors[row].subjects.keys.sorted() {
        for step in [-1, 1] {
          change("mentors.subjects") { $0.mentors[row].subjects[subject, default: 0] += step }
        }
        change("mentors.subjects") { $0.mentors[row].subjects[subject] = nil }
      }
      change("mentors.subjects") { $0.mentors[row].subjects["another"] = 1 }
      change("mentors") { $0.mentors.remove(at: row) }
      change("mentors") { $0.mentors.append($0.mentors[row]) }
      change("mentors.school") { $0.mentors[row].school = "nobody" }
    }
    for row in plan.pairs.indices {
      change("pairs.pinned") { $0.pairs[row].pinned.toggle() }
      change("pairs") { $0.pairs.remove(at: row) }
      change("pairs") { $0.pairs.append($0.pairs[row]) }
      change("pairs.mentee") { $0.pairs[row].mentee = "nobody" }
      change("pairs.subject") { $0.pairs[row].subject = "another" }
      for mentor in plan.mentors.map(\.school) + ["nobody", plan.pairs[row].mentee] {
        change("pairs.mentor") { $0.pairs[row].mentor = mentor }
      }
    }
    for row in plan.uncovered.indices {
      for reason in Plan.UncoveredReason.allCases { change("uncovered.reason") { $0.uncovered[row].reason = reason } }
      change("uncovered.competitors") { $0.uncovered[row].competitors.append("nobody") }
      change("uncovered.competitors") { $0.uncovered[row].competitors = [] }
      change("uncovered.mentors") { $0.uncovered[row].mentors.append("nobody") }
      change("uncovered.mentors") { $0.uncovered[row].mentors = [] }
      change("uncovered") { $0.uncovered.remove(at: row) }
      change("uncovered") { $0.uncovered.append($0.uncovered[row]) }
    }
  }
}
