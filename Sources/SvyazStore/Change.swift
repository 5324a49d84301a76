public import SvyazGraph

/// What a person did to the store: who, when and why. Numbered from 1 without gaps, never edited.
public struct Change: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case `import`, edit, undo, merge, plan
  }

  public let id: Int
  /// `YYYY-MM-DDThh:mm:ss.sssZ`, never before that of the change before.
  public let at: String
  /// The day in Samara.
  public let day: Day
  public let author: String
  public let kind: Kind
  public let reason: String
  /// The files that an import read, by their last names.
  public let source: String
  /// The change that this one takes back.
  public let undoes: Int?
  /// What it did, by table; tables that it left alone are not here.
  public let counts: [ChangeCount]
}

/// How many rows of one table a change touched.
public struct ChangeCount: Hashable, Sendable {
  /// The table's name in the file, as `partnership`.
  public let table: String
  public var added = 0
  public var changed = 0
  /// Changed only by an end that was open before.
  public var closed = 0
  /// Gone from the network; the history keeps them.
  public var removed = 0

  public init(table: String, added: Int = 0, changed: Int = 0, closed: Int = 0, removed: Int = 0) {
    self.table = table
    self.added = added
    self.changed = changed
    self.closed = closed
    self.removed = removed
  }

  public var isEmpty: Bool { added == 0 && changed == 0 && closed == 0 && removed == 0 }
}

/// What the author says of a change.
public struct ChangeNote: Hashable, Sendable {
  public var author: String
  public var kind: Change.Kind
  public var reason: String
  public var source: String
  var undoes: Int?

  public init(author: String, kind: Change.Kind, reason: String = "", source: String = "") {
    self.author = author
    self.kind = kind
    self.reason = reason
    self.source = source
  }
}

/// Which state of knowledge a report is made from.
public enum Knowledge: Hashable, Sendable {
  /// All changes up to now.
  case current
  /// All changes up to the end of a day in Samara.
  case day(Day)
  /// All changes up to and with this one.
  case change(Int)
}

/// A moment and its day in Samara, from outside: stores do not look at the clock themselves.
public struct Moment: Hashable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public let milliseconds: Int

  /// Kept within 1970–2199, so that every moment has a day.
  public init(milliseconds: Int) { self.milliseconds = min(max(milliseconds, 0), 7_258_118_399_999) }

  /// Samara has kept four hours ahead of UTC since 27 March 2011, with no summer time.
  static let samaraOffset = 4 * 3_600_000

  var day: Day { Self.day(at: milliseconds + Self.samaraOffset) }

  /// The day in Samara.
  public var samaraDay: Day { day }

  /// `DD.MM.YYYY hh:mm` in Samara.
  public var samaraText: String {
    let minutes = (milliseconds + Self.samaraOffset) / 60_000 % 1440
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(day.russian) \(two(minutes / 60)):\(two(minutes % 60))"
  }

  /// `YYYY-MM-DDThh:mm:ss.sssZ`.
  var utc: String {
    let rest = milliseconds % 86_400_000
    func digits(_ value: Int, _ count: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, count - text.count)) + text
    }
    let time =
      "\(digits(rest / 3_600_000, 2)):\(digits(rest / 60_000 % 60, 2)):\(digits(rest / 1000 % 60, 2))"
    return "\(Self.day(at: milliseconds))T\(time).\(digits(rest % 1000, 3))Z"
  }

  private static func day(at milliseconds: Int) -> Day {
    Day.epoch.adding(days: milliseconds / 86_400_000)
  }
}

extension Day {
  fileprivate static var epoch: Day { Day.first.adding(days: -Day.first.number) }
}
