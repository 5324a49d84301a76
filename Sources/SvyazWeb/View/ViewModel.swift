/// What a template shows: named values, each escaped by its kind and not by how the template spells it.
///
/// Templates are rendered as plain text (see ``Templates``), so `{{x}}` and `{{{x}}}` mean the same: a ``Value/text(_:)``
/// is escaped here, and only ``Value/markup(_:)`` is taken as it is.
struct ViewModel: Sendable, ExpressibleByDictionaryLiteral {
  enum Value: Sendable {
    case text(String)
    case markup(Markup)
    case flag(Bool)
    case list([ViewModel])
    case model(ViewModel)
  }

  private(set) var values: [String: Value]

  init(_ values: [String: Value] = [:]) { self.values = values }

  init(dictionaryLiteral elements: (String, Value)...) {
    values = Dictionary(elements) { _, last in last }
  }

  subscript(_ name: String) -> Value? {
    get { values[name] }
    set { values[name] = newValue }
  }

  /// The values of both; those of `other` win.
  func merging(_ other: ViewModel) -> ViewModel { ViewModel(values.merging(other.values) { $1 }) }
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
