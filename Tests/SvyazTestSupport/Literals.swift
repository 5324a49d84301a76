public import SvyazGraph

// Literals for tests only: a slug or a day that is none is a mistake of the test and stops it.
extension Identifier: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) {
    guard let identifier = Self(value) else { preconditionFailure("not a slug: \(value)") }
    self = identifier
  }
}

extension Day: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) {
    guard let day = Day(iso: value) else { preconditionFailure("not a day: \(value)") }
    self = day
  }
}
