public import SvyazGraph

// The words of the rules by which readings are computed.

extension StaffCourse: ContractWord {
  public var contractWord: String {
    switch self {
    case .methodService: "trained_method_service"
    case .effectiveMode: "trained_effective_mode"
    case .quality: "trained_quality"
    }
  }
}

extension ResultBase: ContractWord {
  public var contractWord: String {
    switch self {
    case .participants: "participants"
    case .enrolment: "enrolment"
    }
  }
}

extension SchoolProperty: ContractWord {
  public static var allCases: [SchoolProperty] {
    Programme.Kind.allCases.map { .programme($0) } + [.higherResults, .partnership(nil)]
      + PartnershipRule.allCases.map { .partnership($0) }
  }

  public var contractWord: String {
    switch self {
    case .programme(let kind): kind.contractWord
    case .higherResults: "higher_results"
    case .partnership(nil): "partnership"
    case .partnership(.active): "partnership_active"
    case .partnership(.formal): "partnership_formal"
    }
  }
}

extension SchoolCircle {
  /// Stands for the circle of all schools.
  public static let allWord = "all"

  /// The words of its statuses in the contract's order; `nil` for all schools.
  public var statusWords: [String]? {
    guard case .statuses(let statuses) = self else { return nil }
    return Status.allCases.filter(statuses.contains).map(\.contractWord)
  }
}

extension ReadingDefinition: KeyedRow {
  /// How many a network may have of its own: each is computed for every month of a trend.
  public static let mostOfNetwork = 200

  public func precedes(_ other: ReadingDefinition) -> Bool {
    if indicator != other.indicator { return indicator < other.indicator }
    return id != other.id ? id < other.id : interval.from < other.interval.from
  }
}
