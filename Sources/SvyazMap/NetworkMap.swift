public import SvyazGraph

/// A file that a map can be written as.
public enum MapFormat: String, Sendable, CaseIterable, Codable {
  case svg, png, pdf, pptx, json, dot

  /// What is written where nothing is asked for.
  public static let usual: Set<MapFormat> = [.svg, .png]
}

/// A map before it is drawn: nodes, edges and words, without any position.
///
/// Built by ``MentorMap``, ``SchoolMap`` and ``AssociationMap``; may be built by hand. Texts are any text at all: they are cleaned and
/// wrapped when the map is drawn. Plain strings instead of identifiers, since it travels to the worker.
public struct NetworkMap: Hashable, Sendable, Codable {
  /// How nodes are arranged.
  public enum Arrangement: Hashable, Sendable, Codable {
    /// By the ties alone.
    case network
    /// Around the node of this id, in rings by the number of steps.
    case rings(centre: String)
    /// By the ties alone, with the associations larger than the schools around them.
    case hubs
    /// In rows of panels; every node stands in exactly one.
    case panels([Panel])
    /// In framed groups, with edges within and across them; every node stands in exactly one.
    case groups([Panel])
    /// At their ``Node/place``, moved apart as little as labels need; those without one in a tray.
    case places
    /// On an ellipse, in the order given.
    case ellipse
  }

  /// Where a node lies on the ground, in kilometres east and north of any one point.
  public struct Place: Hashable, Sendable, Codable {
    public var east, north: Double
    /// Not known for sure: drawn as such.
    public var isPresumed: Bool

    public init(east: Double, north: Double, isPresumed: Bool = false) {
      self.east = east
      self.north = north
      self.isPresumed = isPresumed
    }
  }

  /// What became of an edge or a node between two days.
  public enum Change: String, Hashable, Sendable, Codable, CaseIterable { case kept, began, ended }

  /// Named ground under some of the nodes, such as a district.
  public struct Region: Hashable, Sendable, Codable {
    public var id, name: String
    /// Ids of the nodes that it is drawn around.
    public var nodes: [String]

    public init(id: String, name: String, nodes: [String]) {
      self.id = id
      self.name = name
      self.nodes = nodes
    }
  }

  /// A titled group of nodes.
  public struct Panel: Hashable, Sendable, Codable {
    /// Unique on the map and different from every node's.
    public var id: String
    public var title: String
    /// Facts under the title, each unbroken where there is room.
    public var details: [String]
    /// For tooltips and screen readers.
    public var fullName: String
    /// Index into ``NetworkMap/subjects``: the colour of its mark; `nil` for none.
    public var subject: Int?
    /// Holds what belongs to no group: a strip under the others.
    public var isLeftOut: Bool
    /// Ids of its nodes, in their order.
    public var nodes: [String]

    public init(
      id: String, title: String, details: [String] = [], fullName: String, subject: Int? = nil, isLeftOut: Bool = false,
      nodes: [String]
    ) {
      self.id = id
      self.title = title
      self.details = details
      self.fullName = fullName
      self.subject = subject
      self.isLeftOut = isLeftOut
      self.nodes = nodes
    }
  }

  /// The page that is asked for; a map that does not fit gets a larger one of the same form.
  public enum Paper: String, Hashable, Sendable, Codable {
    /// 16:9, 13.33 × 7.5 inches.
    case slide
    /// 297 × 210 mm.
    case a4
    /// 420 × 297 mm.
    case a3
    /// 1189 × 841 mm.
    case a0
  }

  /// Everything that the maps of a series hold between them. All of it is laid out and explained in the legend, and only
  /// the map's own part is drawn: so what two maps of the series share stands in the same place.
  public struct Stage: Hashable, Sendable, Codable {
    /// An id may come several times, once for each look that it has in the series: there is room for every one.
    public var nodes: [Node]
    public var edges: [Edge]
    /// The longest of the series; room for it is kept on all.
    public var notice: String?
    /// Of every map; room for the longest is kept on all.
    public var captions: [[String]]

    public init(nodes: [Node], edges: [Edge], notice: String? = nil, captions: [[String]] = []) {
      self.nodes = nodes
      self.edges = edges
      self.notice = notice
      self.captions = captions
    }
  }

  /// A short word in the nodes, explained in the legend.
  public struct Code: Hashable, Sendable, Codable {
    public var code, name: String

    public init(code: String, name: String) {
      self.code = code
      self.name = name
    }
  }

  /// What a node is; decides its shape and colours.
  public enum NodeStyle: String, Hashable, Sendable, Codable, CaseIterable {
    case mentor, base, lowResult, lowResultAlone, projectSite, highResult, member, other, neutral, leftOut
    case association, event
    /// A district, and the schools that name none.
    case district, districtUnknown
  }

  /// What an edge is; decides its colour, dash and width.
  public enum EdgeStyle: Hashable, Sendable, Codable {
    /// Index into ``NetworkMap/subjects``.
    case subject(Int)
    case wholeSchool, membership, event
    /// Ties between the schools of two districts.
    case mixing
  }

  public struct Node: Hashable, Sendable, Codable {
    /// Unique on the map and stable across maps, such as `school-12`.
    public var id: String
    public var label: String
    /// A second, smaller line, such as the district.
    public var detail: String?
    /// Full name, for tooltips and screen readers.
    public var fullName: String
    public var style: NodeStyle
    public var place: Place?
    /// How much it stands for: the area of its box grows with it; `nil` for as large as its label.
    public var weight: Double?
    public var change: Change?
    /// Not what the map is about, but drawn so that one sees where it stands.
    public var isPale = false
    /// How many ties have both ends within it: written in it, and the width of its ring grows with it.
    public var inside: Int?

    public init(
      id: String, label: String, detail: String? = nil, fullName: String, style: NodeStyle, place: Place? = nil,
      weight: Double? = nil, change: Change? = nil
    ) {
      self.id = id
      self.label = label
      self.detail = detail
      self.fullName = fullName
      self.style = style
      self.place = place
      self.weight = weight
      self.change = change
    }
  }

  public struct Edge: Hashable, Sendable, Codable {
    /// Ids of nodes.
    public var tail, head: String
    public var style: EdgeStyle
    /// An arrow points to the head.
    public var isDirected: Bool
    /// Planned, not yet in force: a hollow arrowhead.
    public var isProposed: Bool
    public var change: Change?
    /// Not what the map is about; see ``Node/isPale``.
    public var isPale = false
    /// How many ties it stands for: written beside it, and its width grows with it.
    public var count: Int?

    public init(
      tail: String, head: String, style: EdgeStyle, isDirected: Bool = true, isProposed: Bool = false,
      change: Change? = nil, count: Int? = nil
    ) {
      self.tail = tail
      self.head = head
      self.style = style
      self.isDirected = isDirected
      self.isProposed = isProposed
      self.change = change
      self.count = count
    }
  }

  public var arrangement: Arrangement
  public var paper: Paper
  public var title: String
  /// The date and the figures, under the title.
  public var subtitle: String
  /// A sentence in the middle of the map, such as «связей нет».
  public var notice: String?
  /// Where the data come from: the network's name.
  public var source: String
  /// The day shown, as ISO 8601: the date of files that have one.
  public var day: String?
  public var edition: Edition
  /// Names of subjects; an edge refers to one by its index.
  public var subjects: [String]
  public var codes: [Code]
  /// What the map shows, in three to five true sentences.
  public var caption: [String] = []
  public var regions: [Region] = []
  /// What is laid out together with the other maps of a series; `nil` for a map by itself.
  public var stage: Stage?
  public var nodes: [Node]
  public var edges: [Edge]

  public init(
    arrangement: Arrangement = .network, paper: Paper = .slide, title: String, subtitle: String = "",
    notice: String? = nil, source: String, edition: Edition, subjects: [String] = [], codes: [Code] = [], nodes: [Node],
    edges: [Edge] = []
  ) {
    self.arrangement = arrangement
    self.paper = paper
    self.title = title
    self.subtitle = subtitle
    self.notice = notice
    self.source = source
    self.edition = edition
    self.subjects = subjects
    self.codes = codes
    self.nodes = nodes
    self.edges = edges
  }
}
