public import SvyazGraph

/// Finds the school that somebody's spelling of a name means, by the rules that imports go by.
public struct SchoolFinder: Sendable {
  public enum Match: Hashable, Sendable {
    case certain(SchoolID)
    /// By a rule that could surprise: to be shown before it is used.
    case likely(SchoolID)
    /// To be asked: the likeliest schools first, or none.
    case question([SchoolID])
  }

  private let index: SchoolIndex

  /// - Parameters:
  ///   - formerNames: names that schools bore before.
  ///   - answers: the school by the key of a name that was asked about once.
  /// - Complexity: O(length of all names).
  public init(
    schools: [School], formerNames: [(name: String, school: SchoolID)] = [], answers: [String: SchoolID] = [:]
  ) {
    index = SchoolIndex(schools: schools, formerNames: formerNames, answers: answers)
  }

  public func match(_ text: String) -> Match {
    switch index.match(text) {
    case .exact(let school): .certain(school)
    case .byRule(let school): .likely(school)
    case .unknown(let candidates): .question(candidates)
    }
  }
}
