public import SvyazGraph
public import SvyazMap

/// A map in the words of whoever asks for it: the options of a command line, the fields of a page.
public struct MapQuestion: Hashable, Sendable {
  public var kind: DrawMap.KindWord
  /// Of the kind `school`: an id.
  public var school: String?
  public var selection: MapSelection
  /// `network` or `districts` of the mentors, `slide` or `hubs` of the associations.
  public var design: String?
  /// Of the kind `changes`: the day before, ISO 8601.
  public var since: String?

  public init(
    _ kind: DrawMap.KindWord, school: String? = nil, selection: MapSelection = MapSelection(), design: String? = nil,
    since: String? = nil
  ) {
    self.kind = kind
    self.school = school
    self.selection = selection
    self.design = design
    self.since = since
  }

  /// The one subject of kinds that show one.
  private var subject: String? { selection.subjects.first }

  /// What ``DrawMap`` takes: the subject of associations and districts belongs to the kind, for it may stand in a plan
  /// alone.
  public var narrowed: MapSelection {
    var selection = selection
    if kind.hasOneSubject { selection.subjects = [] }
    return selection
  }

  /// - Throws: ``UsageError`` for a word that is none of those expected.
  public func drawn() throws(UsageError) -> DrawMap.Kind {
    if kind != .school, let school {
      throw .value(option: "Аргумент", value: school, expected: "у вида \(kind.rawValue) нет аргумента")
    }
    switch kind {
    case .mentors:
      guard let design = MentorMap.Design(rawValue: design ?? "network") else {
        throw .value(option: "--design", value: design ?? "", expected: "network или districts")
      }
      return .mentors(plan: nil, design: design)
    case .school:
      guard let school, let id = SchoolID(school) else {
        throw .value(
          option: "Школа", value: school ?? "", expected: "идентификатор школы из schools.csv: svyaz map school ID")
      }
      return .school(id)
    case .districts: return .districts(subject: subject)
    case .changes:
      guard let since, let day = Day(iso: since) else {
        throw .value(option: "--since", value: since ?? "", expected: "дата ГГГГ-ММ-ДД, например 2020-09-01")
      }
      return .changes(since: day)
    case .associations:
      guard let design = AssociationMap.Design(rawValue: design ?? "slide") else {
        throw .value(option: "--design", value: design ?? "", expected: "slide или hubs")
      }
      return .associations(subject: subject, design: design)
    case .geography: return .geography
    case .overview: return .overview
    }
  }
}

extension DrawMap {
  /// What a kind of map is called by those who ask for one.
  public enum KindWord: String, Hashable, Sendable, CaseIterable {
    case mentors, school, associations, districts, changes, geography, overview

    /// Whether the kind can be asked for with this choice.
    public func takes(_ choice: Choice) -> Bool {
      switch choice {
      case .subject: [.mentors, .school, .associations, .districts].contains(self)
      case .district, .association, .design, .plan: [.mentors, .associations].contains(self)
      case .status: [.mentors, .school].contains(self)
      case .since: self == .changes
      case .series: [.mentors, .changes].contains(self)
      }
    }

    /// Whether it shows all subjects or one of them.
    public var hasOneSubject: Bool { self == .associations || self == .districts }
  }

  /// What may be chosen beside the kind.
  public enum Choice: Hashable, Sendable {
    case subject, district, association, status, design, plan, since, series
  }

  /// A map that is ready to be laid out.
  public struct Draft: Sendable {
    public var map: NetworkMap
    /// Of its files, without the ending: `mentors-mathematics-a4`.
    public var fileName: String
  }

  /// The map that is asked for, before it is laid out.
  ///
  /// - Parameters:
  ///   - selection: the part of the network that is shown; see ``MapQuestion/narrowed``.
  ///   - paper: `nil` for the kind's own; else the files are named by it too.
  /// - Throws: ``MapError``, ``PlanFileError``, ``CompositionFileError`` or ``UsageError``.
  public static func draft(
    _ kind: Kind, of network: Network, on day: Day? = nil, edition: Edition = .working,
    selection: MapSelection = MapSelection(), paper: NetworkMap.Paper? = nil
  ) throws -> Draft {
    let filter = try selection.filter(in: network)
    var (map, subject) = try map(of: kind, in: network, on: day, edition: edition, filter: filter, paper: paper)
    if let paper { map.paper = paper }
    map.day = kind.day(or: day ?? network.asOf).description
    let name = [kind.fileName(subject: subject), filter.fileNamePart, paper?.rawValue].compactMap { $0 }
    return Draft(map: map, fileName: name.joined(separator: "-"))
  }
}
