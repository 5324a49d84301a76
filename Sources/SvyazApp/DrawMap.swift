public import SvyazComposition
internal import SvyazExchange
public import SvyazGraph
public import SvyazMap
public import SvyazMatching

/// `svyaz map`: draws one map in the formats asked for.
public enum DrawMap {
  public enum Kind: Sendable {
    /// Who mentors whom: the partnerships in force, or the pairs of a plan.
    case mentors(plan: Plan?, design: MentorMap.Design = .network)
    /// The schools at their places, and who mentors whom.
    case geography
    /// The poster of all schools by district.
    case overview
    /// One school and its ties.
    case school(SchoolID)
    /// One school and those that it is tied to, without what ties them to others: for the school itself.
    case ownSchool(SchoolID)
    /// Who mentors whom on the map's day, laid out together with another day: every school stands on both maps in the
    /// same place.
    case mentorsBeside(Day)
    /// How many ties lead from district to district: in one subject (an id, a name or a usual word), or in all.
    case districts(subject: String?)
    /// What began and ended between an earlier day and the map's day.
    case changes(since: Day)
    /// The make-up of the ММО in force: of one subject (an id, a name or a usual word), or of all.
    case associations(subject: String?, design: AssociationMap.Design)
    /// The make-up that the compositions of a file propose: of one of their subjects, or of all.
    case composition([Composition], subject: String?, design: AssociationMap.Design)

    /// The name of the files: `mentors`, `mentors-districts`, `plan`, `school-ID`, `districts-SUBJECT`, `changes`,
    /// `geography`, `overview`, `associations`, `associations-SUBJECT-hubs`, `composition-SUBJECT`.
    func fileName(subject: SubjectID?) -> String {
      switch self {
      case .mentors(let plan, let design):
        (plan == nil ? "mentors" : "plan") + (design == .districts ? "-districts" : "")
      case .geography: "geography"
      case .overview: "overview"
      case .school(let id), .ownSchool(let id): "school-\(id)"
      case .mentorsBeside: "mentors"
      case .districts: ["districts", subject?.rawValue].compactMap { $0 }.joined(separator: "-")
      case .changes: "changes"
      case .associations(_, let design): Self.fileName("associations", subject, design)
      case .composition(_, _, let design): Self.fileName("composition", subject, design)
      }
    }

    fileprivate var isHubs: Bool {
      switch self {
      case .associations(_, .hubs), .composition(_, _, .hubs): true
      default: false
      }
    }

    private static func fileName(_ kind: String, _ subject: SubjectID?, _ design: AssociationMap.Design) -> String {
      [kind, subject?.rawValue, design == .hubs ? "hubs" : nil].compactMap { $0 }.joined(separator: "-")
    }
  }

  /// Draws the map and writes all its files, or none.
  ///
  /// - Parameters:
  ///   - selection: the part of the network that is shown; for a map of associations only its districts and
  ///     associations.
  ///   - paper: `nil` for the kind's own; else the files are named by it too: `mentors-a4`.
  /// - Throws: ``MapError``, ``FileError``, ``PlanFileError``, ``CompositionFileError`` or ``UsageError``.
  public static func run(
    _ kind: Kind, of network: Network, on day: Day? = nil, edition: Edition = .working,
    selection: MapSelection = MapSelection(), paper: NetworkMap.Paper? = nil, formats: Set<MapFormat>,
    options: MapFileOptions = MapFileOptions(), to folder: String, renderer: MapRenderer
  ) async throws -> Report {
    let draft = try draft(kind, of: network, on: day, edition: edition, selection: selection, paper: paper)
    let rendered = try await renderer.render(draft.map, formats: formats, options: options)
    let ordered = MapFormat.allCases.filter(formats.contains)
    let files = ordered.compactMap { format in
      rendered.files[format].map { (name: "\(draft.fileName).\(format.rawValue)", bytes: $0) }
    }
    let paths = try Files.write(files, to: folder)
    let report = report(
      rendered, kind, draft.map.paper, zip(ordered, zip(paths, files)).map { ($0, $1.0, $1.1.bytes.count) })
    return report.with(formats: formats, dpi: options.dpi, scene: rendered.scene)
  }

  /// The map before it is laid out, and the one subject that it shows.
  static func map(
    of kind: Kind, in network: Network, on day: Day?, edition: Edition, filter: MapFilter = MapFilter(),
    paper: NetworkMap.Paper? = nil
  ) throws -> (map: NetworkMap, subject: SubjectID?) {
    let present = day ?? network.asOf
    switch kind {
    case .mentors(nil, let design):
      let map = MentorMap(
        network.asOf(present), filter: filter, design: design, paper: paper ?? .slide, edition: edition)
      return (map.map, nil)
    case .mentors(let plan?, let design):
      try check(plan, against: network, day: day)
      let map = MentorMap(
        network.asOf(plan.day), ties: ties(of: plan), filter: filter, design: design, paper: paper ?? .slide,
        edition: edition)
      return (map.map, nil)
    case .geography:
      return (GeographyMap(network.asOf(present), paper: paper ?? .slide, edition: edition).map, nil)
    case .overview:
      return (OverviewMap(network.asOf(present), paper: paper ?? .a3, edition: edition).map, nil)
    case .school(let id):
      return (try SchoolMap(network.asOf(present), school: id, filter: filter, edition: edition).map, nil)
    case .ownSchool(let id):
      let map = try SchoolMap(
        network.asOf(present), school: id, filter: filter, showsOthers: false, edition: edition)
      return (map.map, nil)
    case .mentorsBeside(let other):
      let frames = MentorMap.series(
        network, dates: [present, other], filter: filter, paper: paper ?? .slide, edition: edition)
      guard let frame = frames.first(where: { $0.key == present.description }) ?? frames.first else {
        throw UsageError.value(option: "--dates", value: "", expected: "хотя бы одна дата")
      }
      return (frame.map, nil)
    case .districts(let word):
      let subject = try word.map { try ComposeAssociations.subject($0, of: network) }
      return (try DistrictMap(network.asOf(present), subject: subject, edition: edition).map, subject)
    case .changes(let since):
      guard since < present else {
        throw UsageError.value(
          option: "--since", value: since.description, expected: "дата раньше \(present), на которую строится карта")
      }
      return (ChangeMap(network, from: since, to: present, edition: edition).map, nil)
    case .associations(let word, let design):
      let subject = try word.map { try ComposeAssociations.subject($0, of: network) }
      let map = try AssociationMap(
        network.asOf(present), subject: subject, filter: filter, design: design, edition: edition
      ).map
      return (map, subject)
    case .composition(let all, let word, let design):
      let (compositions, subject) = try chosen(all, subject: word, in: network)
      for composition in compositions { try check(composition, against: network, day: day) }
      let map = try AssociationMap(
        network.asOf(compositions.first?.day ?? present), associations: compositions.flatMap(associations(of:)),
        leftOut: Dictionary(compositions.map { ($0.subject, $0.left) }, uniquingKeysWith: +), subject: subject,
        design: design, isProposed: true, edition: edition
      ).map
      return (map, subject)
    }
  }

  /// Whether the plan speaks of this network's schools and subjects, and of the day asked for. (Whether it is the best
  /// one is for ``VerifyPlan`` to say: yesterday's plan may be shown after the results have changed.)
  private static func check(_ plan: Plan, against network: Network, day: Day?) throws {
    if let day, day != plan.day {
      throw UsageError.value(option: "--as-of", value: day.description, expected: "дата плана \(plan.day)")
    }
    let schools = Set(network.schools.map(\.id))
    let subjects = Set(network.subjects.map(\.id))
    let unknown =
      Set(plan.pairs.flatMap { [$0.mentee, $0.mentor] }).subtracting(schools).map(\.rawValue).sorted()
      + Set(plan.pairs.map(\.subject)).subtracting(subjects).map(\.rawValue).sorted()
    guard plan.network == network.id, unknown.isEmpty else {
      throw PlanFileError.foreign(plan: plan.network, network: network.id, unknown: unknown)
    }
  }

  private static func ties(of plan: Plan) -> [MentorTie] {
    plan.pairs.map { MentorTie(mentor: $0.mentor, mentee: $0.mentee, subject: $0.subject, isProposed: true) }
  }

  private static func report(
    _ map: RenderedMap, _ kind: Kind, _ paper: NetworkMap.Paper,
    _ files: [(format: MapFormat, path: String, bytes: Int)]
  ) -> Report {
    // Cells of panels have no ties to count.
    let ties =
      switch kind {
      case .associations(_, .slide), .composition(_, _, .slide), .overview: ""
      // Each line stands for several.
      case .districts: ", линий: \(map.edgeCount)"
      default: ", связей: \(map.edgeCount)"
      }
    var text = "Узлов: \(map.nodeCount)\(ties), самая мелкая надпись: "
    text += "\(decimal(map.smallestLabelPoints)) пт.\n"
    if map.isPoster { text += poster(kind, paper) }
    for file in files { text += "  \(file.path)\n" }
    let json = JSONValue.members([
      "nodes": .int(map.nodeCount),
      "edges": .int(map.edgeCount),
      "smallestLabelPoints": .double((map.smallestLabelPoints * 100).rounded() / 100),
      "poster": .bool(map.isPoster),
      "files": .array(
        files.map {
          .members(["format": .string($0.format.rawValue), "path": .string($0.path), "bytes": .int($0.bytes)])
        }),
    ])
    return Report(text: text, json: json)
  }

  /// What to do about a map that its paper cannot hold.
  private static func poster(_ kind: Kind, _ paper: NetworkMap.Paper) -> String {
    if paper != .slide, paper != .a3 || !kind.isHubs {
      return "Карта не помещается на лист \(paper.rawValue.uppercased()) с читаемыми надписями, поэтому лист больше: "
        + "выберите больший (--paper a3, a0) или печатайте как плакат.\n"
    }
    switch kind {
    case .mentors, .school, .ownSchool, .mentorsBeside, .districts, .changes, .geography, .overview:
      return "Карта не помещается на слайд с надписями от 8 пт, поэтому лист больше: печатайте как плакат.\n"
    case .associations(nil, .slide), .composition(_, nil, .slide):
      return "Все предметы не помещаются на слайд с надписями от 8 пт, поэтому лист больше. "
        + "Для слайда выберите один предмет: --subject ИДЕНТИФИКАТОР.\n"
    case .associations(_, .slide), .composition(_, _, .slide):
      return "Состав не помещается на слайд с надписями от 8 пт, поэтому лист больше: печатайте как плакат.\n"
    case .associations(_, .hubs), .composition(_, _, .hubs):
      return "Карта не помещается на лист A3 с надписями от 8 пт, поэтому лист больше: печатайте как плакат.\n"
    }
  }
}
