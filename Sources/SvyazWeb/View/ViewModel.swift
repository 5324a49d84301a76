/// What a template shows: named values, each escaped by its kind and not by how the template spells it.
///
/// Templates are rendered as plain text (see ``Templates``), so `{{x}}` and `{{{x}}}` mean the same: a ``Value/text(_:)``
/// is escaped here, and only ``Value/markup(_:)`` is taken as it is.
///
/// A flat list: a model has a dozen values, and a page a hundred models that are read once each. To build a table of
/// hashes for each would take longer than to look through the names, which are two words each.
struct ViewModel: Sendable, ExpressibleByDictionaryLiteral {
  enum Value: Sendable {
    case text(String)
    case markup(Markup)
    case flag(Bool)
    case list([ViewModel])
    case model(ViewModel)
    /// Another template in this place, which sees its own model alone.
    case template(String, ViewModel)
    /// What differs from visitor to visitor: put in when the page is sent.
    case slot(VisitorSlot)
  }

  /// Of two of one name the later counts.
  private(set) var entries: [(ValueName, Value)]

  init() { entries = [] }

  init(dictionaryLiteral elements: (ValueName, Value)...) {
    entries = elements
  }

  var isEmpty: Bool { entries.isEmpty }

  /// - Complexity: O(values).
  subscript(_ name: ValueName) -> Value? {
    get {
      var index = entries.count - 1
      while index >= 0 {
        if entries[index].0 == name { return entries[index].1 }
        index -= 1
      }
      return nil
    }
    set {
      entries.removeAll { $0.0 == name }
      if let newValue { entries.append((name, newValue)) }
    }
  }

  /// The values of both; those of `other` win.
  func merging(_ other: ViewModel) -> ViewModel {
    var both = self
    both.entries += other.entries
    return both
  }
}

/// A value that differs from visitor to visitor, although the page is the same.
enum VisitorSlot: String, Sendable {
  /// The token that forms carry.
  case csrf
  /// The name in the head of the page.
  case viewer
}

/// The name of a value in templates: up to 16 bytes of UTF-8, so that two names are compared at once.
///
/// A longer name is no name of a template (``Template`` refuses it); of a longer literal the first 16 bytes count.
struct ValueName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  static let most = 16

  private let first: UInt64
  private let second: UInt64

  init(stringLiteral text: StaticString) {
    if text.hasPointerRepresentation {
      self.init(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    } else {
      self.init(Array(String(text.unicodeScalar).utf8))
    }
  }

  /// - Returns: `nil` for a text that is longer than a name can be.
  init?(_ text: some StringProtocol) {
    guard text.utf8.count <= Self.most else { return nil }
    self.init(Array(text.utf8))
  }

  var description: String {
    let bytes = [first, second].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * $0)) } }
    return String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self)
  }

  private init(_ bytes: some RandomAccessCollection<UInt8>) {
    var words: (UInt64, UInt64) = (0, 0)
    for byte in bytes.prefix(8) { words.0 = words.0 << 8 | UInt64(byte) }
    for byte in bytes.dropFirst(8).prefix(8) { words.1 = words.1 << 8 | UInt64(byte) }
    (first, second) = words
  }
}

extension ViewModel.Value: ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral
{
  init(stringLiteral value: String) { self = .text(value) }
  init(booleanLiteral value: Bool) { self = .flag(value) }
  init(integerLiteral value: Int) { self = .text("\(value)") }

  /// A text, or nothing: a section of the name is left out then.
  static func optional(_ text: String?) -> Self { text.map { .text($0) } ?? .flag(false) }
  static func number(_ value: Int) -> Self { .text("\(value)") }
}
