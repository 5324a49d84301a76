public import SvyazGraph

/// Why a composition cannot be accepted into a network; nothing is applied.
public enum AcceptanceError: Error, Hashable, Sendable {
  case infeasible
  case otherNetwork(composition: NetworkID, network: NetworkID)
  case unknownSubject(SubjectID, known: [SubjectID])
  case unknownSchools([SchoolID])
  /// What is said of a group cannot be: a school in two of them, a base that is no member.
  case malformed(school: SchoolID, Malformation)
  /// The associations would begin before the day that they were composed for.
  case beforeComposition(from: Day, composition: Day)
  /// Schools whose part by the statuses of the day is not the one that they have in the composition.
  case outdated(from: Day, composition: Day, schools: [SchoolID])
  /// Associations of the subject that begin on the day or later.
  case laterAssociations(from: Day, [AssociationID])
  /// The associations in force have these bases and these members already.
  case alreadyAccepted(from: Day, [AssociationID])

  public enum Malformation: Hashable, Sendable {
    case inTwoGroups, baseIsNoMember, secondLeader
  }
}

extension AcceptanceError: UserFacing {
  public var code: String {
    switch self {
    case .infeasible: "acceptance.infeasible"
    case .otherNetwork: "acceptance.otherNetwork"
    case .unknownSubject: "acceptance.unknownSubject"
    case .unknownSchools: "acceptance.unknownSchools"
    case .malformed: "acceptance.malformed"
    case .beforeComposition: "acceptance.beforeComposition"
    case .outdated: "acceptance.outdated"
    case .laterAssociations: "acceptance.laterAssociations"
    case .alreadyAccepted: "acceptance.alreadyAccepted"
    }
  }

  public var message: String {
    switch self {
    case .infeasible: "Принимать нечего: в файле нет групп, состав не нашёлся."
    case .otherNetwork(let composition, let network):
      "Состав сделан для сети «\(composition)», а здесь сеть «\(network)»."
    case .unknownSubject(let subject, let known):
      "Состав сделан по предмету «\(subject)», в сети его нет. Есть: \(Self.list(known.map(\.rawValue)))."
    case .unknownSchools(let schools):
      "В составе есть школы, которых нет в сети, их \(schools.count): \(Self.list(schools.map(\.rawValue)))."
    case .malformed(let school, let malformation):
      switch malformation {
      case .inTwoGroups: "Школа «\(school)» стоит в составе дважды, а может быть только в одной группе."
      case .baseIsNoMember: "Базовая школа «\(school)» не входит в свою группу с ролью leader."
      case .secondLeader: "Школа «\(school)» названа ведущей (leader) в группе другой базы."
      }
    case .beforeComposition(let from, let composition):
      "--from: \(from), а состав сделан на \(composition): ММО не могут начаться раньше."
    case .outdated(let from, let composition, let schools):
      "Состав сделан на \(composition) и к \(from) не подходит: другая роль по спискам этого дня, школ: "
        + "\(schools.count): \(Self.list(schools.map(\.rawValue)))."
    case .laterAssociations(let from, let associations):
      "По этому предмету уже есть ММО, которые начинаются \(from) или позже: \(Self.list(associations.map(\.rawValue)))."
    case .alreadyAccepted(let from, let associations):
      "Этот состав уже принят: на \(from) действуют такие же ММО: \(Self.list(associations.map(\.rawValue)))."
    }
  }

  public var advice: String {
    switch self {
    case .infeasible: "Измените условия svyaz compose: причина стоит в файле (reason)."
    case .otherNetwork: "Возьмите хранилище этой сети или составьте ММО заново."
    case .unknownSubject: "Составьте ММО по предмету этой сети."
    case .unknownSchools, .malformed: "Составьте ММО заново (svyaz compose --json) и не правьте файл вручную."
    case .beforeComposition(_, let composition): "Назовите \(composition) или более поздний день."
    case .outdated(let from, _, _): "Составьте ММО на этот день: svyaz compose --as-of \(from)."
    case .laterAssociations:
      "Назовите более поздний день или отмените изменение, которое их завело (svyaz log, svyaz undo)."
    case .alreadyAccepted: "Делать ничего не нужно."
    }
  }

  private static func list(_ names: [String]) -> String {
    names.prefix(10).joined(separator: ", ") + (names.count > 10 ? " и ещё: \(names.count - 10)" : "")
  }
}
