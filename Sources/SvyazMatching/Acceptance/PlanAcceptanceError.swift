public import SvyazGraph

/// Why a plan cannot be accepted into a network; nothing is applied.
public enum PlanAcceptanceError: Error, Hashable, Sendable {
  public enum Malformation: Hashable, Sendable {
    case ownMentor, twoMentors
  }

  /// A plan without pairs.
  case empty
  case otherNetwork(plan: NetworkID, network: NetworkID)
  case unknownSubjects([SubjectID])
  case unknownSchools([SchoolID])
  case malformed(school: SchoolID, Malformation)
  /// The partnerships would begin before the day that they were planned for.
  case beforePlan(from: Day, plan: Day)
  /// Mentees that are on the list no more on the day, and mentors that are on it now.
  case outdated(from: Day, plan: Day, schools: [SchoolID])
  /// Every pair is proposed, agreed or active already, and no other proposal is in its way.
  case alreadyAccepted(from: Day, pairs: Int)
}

extension PlanAcceptanceError: UserFacing {
  public var code: String {
    switch self {
    case .empty: "planAcceptance.empty"
    case .otherNetwork: "planAcceptance.otherNetwork"
    case .unknownSubjects: "planAcceptance.unknownSubjects"
    case .unknownSchools: "planAcceptance.unknownSchools"
    case .malformed: "planAcceptance.malformed"
    case .beforePlan: "planAcceptance.beforePlan"
    case .outdated: "planAcceptance.outdated"
    case .alreadyAccepted: "planAcceptance.alreadyAccepted"
    }
  }

  public var message: String {
    switch self {
    case .empty: "Принимать нечего: в плане нет ни одной пары."
    case .otherNetwork(let plan, let network): "План сделан для сети «\(plan)», а здесь сеть «\(network)»."
    case .unknownSubjects(let subjects): "В плане есть предметы, которых нет в сети: \(Self.list(subjects))."
    case .unknownSchools(let schools):
      "В плане есть школы, которых нет в сети, их \(schools.count): \(Self.list(schools))."
    case .malformed(let school, .ownMentor): "Школа «\(school)» стоит в плане наставником самой себя."
    case .malformed(let school, .twoMentors): "У школы «\(school)» в плане два наставника по одному предмету."
    case .beforePlan(let from, let plan):
      "План сделан на \(plan.russian), а партнёрства начались бы раньше: \(from.russian)."
    case .outdated(let from, let plan, let schools):
      "План сделан на \(plan.russian); на \(from.russian) список адресной поддержки другой: \(Self.list(schools))."
    case .alreadyAccepted(let from, let pairs):
      "Все пары плана (\(pairs)) на \(from.russian) уже предложены, согласованы или действуют."
    }
  }

  public var advice: String {
    switch self {
    case .empty, .outdated, .unknownSchools, .unknownSubjects: "Пересчитайте план на эту дату и примите его."
    case .otherNetwork: "Откройте хранилище той сети, для которой сделан план."
    case .malformed: "Пересчитайте план: в этом виде он повреждён."
    case .beforePlan: "Назовите дату не раньше даты плана."
    case .alreadyAccepted: "Делать ничего не нужно."
    }
  }

  private static func list(_ ids: [some CustomStringConvertible]) -> String {
    ids.prefix(12).map { "\($0)" }.joined(separator: ", ") + (ids.count > 12 ? " и ещё \(ids.count - 12)" : "")
  }
}
