public import SvyazComposition
public import SvyazExchange
public import SvyazFlow
public import SvyazGraph

/// `svyaz compose`: the ММО of one subject, or of all, with the proof of how good they are.
public enum ComposeAssociations {
  /// What is told beside the composition.
  public enum Extra: Hashable, Sendable, CaseIterable {
    /// What each wish costs.
    case prices
    /// Schools moved from the ММО in force against the objective.
    case curve
  }

  /// The composition of one subject with what was asked about it.
  public struct Part: Sendable {
    public let composition: Composition
    public let problem: CompositionProblem
    /// `nil` where no ММО is in force or no composition was found.
    public let comparison: CompositionComparison?
    /// `nil` where not asked for.
    public let prices: [WishPrice]?
    public let curve: [KeepPoint]?
  }

  public struct Proposal: Sendable {
    /// By subject, in the network's order.
    public let parts: [Part]
    fileprivate let network: Network
    fileprivate let isSingle: Bool

    /// In words and as JSON; its answer is "no" where a subject has no composition.
    ///
    /// - Complexity: both are made anew each time.
    public var report: Report {
      let texts = parts.map { CompositionText(network: network, part: $0).text }
      return Report(
        text: texts.isEmpty
          ? "\(network.name)\nВ сети нет предметов: составлять нечего.\n" : texts.joined(separator: "\n"),
        json: json, isAffirmative: isAffirmative)
    }

    /// What the groups are and how good, in a few lines for each subject.
    public var summary: String {
      parts.map { CompositionText(network: network, part: $0).summary }.joined(separator: "\n")
    }

    /// As JSON alone.
    public var jsonReport: Report { Report(text: "", json: json, isAffirmative: isAffirmative) }

    private var isAffirmative: Bool { parts.allSatisfy { $0.composition.status != .infeasible } }

    private var json: JSONValue {
      if isSingle, let part = parts.first { return part.json }
      return Composition.json(parts.map(\.json))
    }

    /// The composition sheet (`.xlsx`).
    public func workbook() throws(WorkbookWriteError) -> [UInt8] {
      try CompositionWorkbook.write(
        parts.map { part in
          .init(
            composition: part.composition, problem: part.problem,
            facts: CompositionText(network: network, part: part).facts)
        }, network: network)
    }
  }

  /// - Parameters:
  ///   - subject: an id, a name or a usual word (`maths`); `nil` for all subjects.
  ///   - progress: told the name of each stage; the monitor is told the share of the stage.
  /// - Throws: ``UsageError`` for a subject that the network does not have; ``CompositionError`` for wishes that make no
  ///   sense and options out of range; `CancellationError` when the monitor says so.
  public static func run(
    _ network: Network, on day: Day? = nil, subject: String? = nil, options: CompositionOptions = CompositionOptions(),
    extras: Set<Extra> = [], monitor: SolveMonitor = .none, progress: (String) -> Void = { _ in }
  ) throws -> Proposal {
    let subjects = try subject.map { [try Self.subject($0, of: network)] } ?? network.subjects.map(\.id)
    let parts = try subjects.map { subject in
      try part(
        network, on: day ?? network.asOf, subject: subject, options: options, extras: extras, monitor: monitor,
        progress: progress)
    }
    return Proposal(parts: parts, network: network, isSingle: subject != nil)
  }

  private static func part(
    _ network: Network, on day: Day, subject: SubjectID, options: CompositionOptions, extras: Set<Extra>,
    monitor: SolveMonitor, progress: (String) -> Void
  ) throws -> Part {
    let name = Naming(network).subject(subject)
    progress("Читаю условия состава, \(name)")
    let problem = try CompositionProblem(network: network, day: day, subject: subject, options: options)
    progress("Составляю ММО, \(name)")
    let composition = try problem.compose(monitor: monitor)
    guard composition.status != .infeasible else {
      return Part(composition: composition, problem: problem, comparison: nil, prices: nil, curve: nil)
    }
    var (prices, curve): ([WishPrice]?, [KeepPoint]?)
    if extras.contains(.prices) {
      progress("Считаю цену условий, \(name)")
      prices = try problem.prices(of: composition, monitor: monitor)
    }
    if extras.contains(.curve) {
      progress("Считаю, чего стоит сохранить прежние ММО, \(name)")
      curve = try problem.keepCurve(monitor: monitor)
    }
    return Part(
      composition: composition, problem: problem,
      comparison: CompositionComparison(composition, problem: problem, network: network), prices: prices,
      curve: curve)
  }

  /// - Throws: ``UsageError`` with the subjects that there are.
  static func subject(_ text: String, of network: Network) throws(UsageError) -> SubjectID {
    func list(_ subjects: [Subject]) -> String {
      subjects.prefix(12).map { "\($0.id) («\($0.name)»)" }.joined(separator: ", ")
        + (subjects.count > 12 ? " и ещё \(subjects.count - 12)" : "")
    }
    switch network.subject(meantBy: text) {
    case .subject(let id): return id
    case .several(let ids):
      let meant = network.subjects.filter { ids.contains($0.id) }
      throw .value(option: "--subject", value: text, expected: "один предмет, а подходят несколько: \(list(meant))")
    case .unknown:
      throw .value(
        option: "--subject", value: text,
        expected: network.subjects.isEmpty
          ? "предмет сети, но в network.json нет ни одного" : "предмет сети: \(list(network.subjects))")
    }
  }
}

extension ComposeAssociations.Part {
  /// The composition's keys, `present`, and what was asked for.
  fileprivate var json: JSONValue {
    var members = composition.jsonMembers
    members.append(.init(key: "present", value: comparison?.json ?? .null))
    if let prices {
      members.append(.init(key: "prices", value: .array(prices.map { $0.json(of: composition) })))
    }
    if let curve { members.append(.init(key: "curve", value: .array(curve.map(\.json)))) }
    return .object(members)
  }
}
