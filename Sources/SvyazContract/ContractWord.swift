public import SvyazGraph

/// A closed list of words that files use for the cases of an enumeration: `low_result` for ``Status/lowResult``.
///
/// The words are the contract's and stay when a Swift name changes.
public protocol ContractWord: CaseIterable, Hashable, Sendable {
  var contractWord: String { get }
}

extension ContractWord {
  /// - Returns: `nil` for a word that the contract does not have.
  public init?(contractWord word: some StringProtocol) {
    guard let value = Self.allCases.first(where: { $0.contractWord == word }) else { return nil }
    self = value
  }

  /// «одно из: low_result, adverse, …».
  public static var expectedWords: String { "одно из: " + allCases.map(\.contractWord).joined(separator: ", ") }
}

extension Status: ContractWord {
  public var contractWord: String {
    switch self {
    case .lowResult: "low_result"
    case .adverse: "adverse"
    case .highResult: "high_result"
    case .projectSite: "project_site"
    case .risk: "risk"
    }
  }
}

extension Assessment: ContractWord {
  public var contractWord: String {
    switch self {
    case .vpr: "vpr"
    case .oge: "oge"
    case .ege: "ege"
    }
  }
}

extension MatchingConstraint.Rule: ContractWord {
  public var contractWord: String {
    switch self {
    case .pin: "pin"
    case .ban: "ban"
    }
  }
}

extension Partnership.Status: ContractWord {
  public var contractWord: String {
    switch self {
    case .proposed: "proposed"
    case .agreed: "agreed"
    case .active: "active"
    case .completed: "completed"
    case .terminated: "terminated"
    }
  }
}

extension Membership.Role: ContractWord {
  public var contractWord: String {
    switch self {
    case .leader: "leader"
    case .projectSite: "project_site"
    case .highResult: "high_result"
    case .lowResult: "low_result"
    case .member: "member"
    }
  }
}

extension Event.Kind: ContractWord {
  public var contractWord: String {
    switch self {
    case .conference: "conference"
    case .seminar: "seminar"
    case .webinar: "webinar"
    case .masterClass: "master_class"
    case .training: "training"
    case .strategySession: "strategy_session"
    case .lessonVisit: "lesson_visit"
    case .experienceExchange: "experience_exchange"
    }
  }
}

extension Participation.Role: ContractWord {
  public var contractWord: String {
    switch self {
    case .host: "host"
    case .speaker: "speaker"
    case .participant: "participant"
    }
  }
}

extension Programme.Kind: ContractWord {
  public var contractWord: String {
    switch self {
    case .qualityImprovement: "quality_improvement"
    case .teacherGrowth: "teacher_growth"
    }
  }
}

extension StaffFigures.Group: ContractWord {
  public var contractWord: String {
    switch self {
    case .director: "director"
    case .deputy: "deputy"
    case .teacher: "teacher"
    }
  }
}
