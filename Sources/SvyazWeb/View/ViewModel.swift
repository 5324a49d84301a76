internal import Mustache

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

extension ViewModel: MustacheParent {
  func child(named name: String) -> Any? {
    switch values[name] {
    // An empty text is no text, so that `{{#x}}` asks whether there is something to say.
    case .text(let text): text.isEmpty ? Nothing() : Rendered(Markup.escaped(text))
    case .markup(let markup): markup.html.isEmpty ? Nothing() : Rendered(markup.html)
    case .flag(let flag): flag ? Truth() : Nothing()
    case .list(let models): models
    case .model(let model): model
    // Unknown here: the library asks the models around.
    case nil: nil
    }
  }
}

/// A text that is HTML already. A section of it shows its content once.
private struct Rendered: MustacheCustomRenderable, MustacheParent {
  let renderText: String
  var isNull: Bool { false }

  init(_ text: String) { renderText = text }

  func child(named: String) -> Any? { nil }
}

/// A flag that is set: its section is shown, and it has no text.
private struct Truth: MustacheCustomRenderable, MustacheParent {
  var renderText: String { "" }
  var isNull: Bool { false }

  func child(named: String) -> Any? { nil }
}

/// What is not there: sections are left out, inverted ones shown, and no outer model is asked.
private struct Nothing: MustacheCustomRenderable {
  var renderText: String { "" }
  var isNull: Bool { true }
}
