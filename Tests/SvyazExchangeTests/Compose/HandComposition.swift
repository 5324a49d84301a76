import SvyazComposition
import SvyazGraph
import SvyazMatching
import SvyazTestSupport

/// Compositions of ``Network/compositionTown()`` made by hand.
enum HandComposition {
  static func problem(_ options: CompositionOptions = CompositionOptions(smallest: 4, largest: 7)) throws
    -> CompositionProblem
  {
    let network = Network.compositionTown()
    return try CompositionProblem(network: network, day: network.asOf, subject: "mathematics", options: options)
  }

  /// - Parameter groups: base and other members; the rest are left.
  static func composition(
    _ problem: CompositionProblem, _ groups: KeyValuePairs<SchoolID, [SchoolID]>, lowerBound: Int? = nil,
    moved: [SchoolID] = []
  ) -> Composition {
    var objective = 0
    var rest = Set(problem.members.map(\.school))
    let made = groups.map { base, others in
      let members = ([base] + others).compactMap { school -> Composition.Member? in
        guard let member = problem.number(of: school), let number = problem.number(of: base) else { return nil }
        rest.remove(school)
        let cost = problem.cost(member: member, base: number)
        objective += problem.members[member].isLowResult ? 2 * cost : cost
        return .init(school: school, role: school == base ? .leader : problem.members[member].role, cost: cost)
      }
      return Composition.Group(base: base, members: members.sorted { $0.school < $1.school })
    }
    objective += rest.count * problem.options.leftPrice
    let bound = lowerBound ?? objective
    return Composition(
      network: problem.network, subject: problem.subject, day: problem.day, options: problem.options,
      status: bound == objective ? .optimal : .feasible, objective: objective, lowerBound: bound,
      groups: made.sorted { $0.base < $1.base }, left: rest.sorted(), moved: moved, clash: nil)
  }

  static func two(_ problem: CompositionProblem, lowerBound: Int? = nil) -> Composition {
    composition(
      problem, ["m-1": ["low-1", "low-2", "low-3", "site"], "m-3": ["low-4", "low-5", "low-6", "m-2"]],
      lowerBound: lowerBound, moved: ["low-3"])
  }

  /// Every option set.
  static func options() -> CompositionOptions {
    var options = CompositionOptions(smallest: 4, largest: 7, groups: 2, leftPrice: 15_000)
    options.bases = ["m-1", "m-3"]
    options.pins = [.init(school: "low-1"), .init(school: "low-2", base: "m-1")]
    options.bans = [.init(school: "m-4"), .init(school: "low-6", base: "m-1")]
    options.together = [.init("low-5", "low-4")]
    options.apart = [.init("low-1", "low-6")]
    options.keep = .price(500)
    options.minTeachers = 30
    options.districtPolicy = .adjacent
    options.maxKm = 12.5
    options.seed = 7
    options.steps = 100
    return options
  }

  static func infeasible(_ problem: CompositionProblem) -> Composition {
    Composition(
      network: problem.network, subject: problem.subject, day: problem.day, options: problem.options,
      status: .infeasible, objective: 0, lowerBound: 0, groups: [], left: [], moved: [],
      clash: .init(
        rules: [
          .init(code: "mentors", text: "Наставников предмета меньше, чем групп", schools: ["m-1", "m-2"]),
          .init(code: "groupSize", text: "Школ в группе не больше 7", schools: []),
        ], isSmallest: true, isProved: true))
  }
}
