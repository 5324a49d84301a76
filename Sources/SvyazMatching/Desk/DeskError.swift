public import SvyazGraph

/// A plan that the desk cannot start from.
public enum DeskError: Error, Hashable {
  /// The plan has a pair that the problem does not know.
  case foreignPlan(mentee: SchoolID, mentor: SchoolID, subject: SubjectID)
  /// The plan keeps the rules but is not the best, or does not keep them.
  case notOptimal
}

extension DeskError: UserFacing {
  public var code: String {
    switch self {
    case .foreignPlan: "desk.foreignPlan"
    case .notOptimal: "desk.notOptimal"
    }
  }

  public var message: String {
    switch self {
    case .foreignPlan(let mentee, let mentor, let subject):
      "План: пара «\(mentee) ← \(mentor)» (\(subject)) не из этой сети, даты и условий."
    case .notOptimal: "План не лучший для этой сети, даты и условий: считать от него нельзя."
    }
  }

  public var advice: String { "Составьте план заново: svyaz match." }
}
