import Mustache

// What swift-mustache is given to show. In both forms an empty text hides its section, as the site's models want it.

/// A page as the library takes it most quickly: a type of its own, for a dictionary is cast to the library's protocol at
/// a price, with finished values, every text escaped before the clock.
struct FinishedPage {
  let template: String
  let content: FinishedModel
  let frame: FinishedModel

  init(_ page: SitePage) {
    template = page.template
    content = FinishedModel(page.content)
    frame = FinishedModel(page.frame)
  }
}

struct FinishedModel: MustacheParent {
  var values: [String: Any]

  init(_ model: ViewModel) {
    values = Dictionary(model.entries.map { ($0.0.description, Self.finished($0.1)) }) { _, last in last }
  }

  func child(named name: String) -> Any? { values[name] }

  private static func finished(_ value: ViewModel.Value) -> Any {
    switch value {
    case .text(let text): text.isEmpty ? Nothing() : Shown(renderText: Markup.escaped(text))
    case .markup(let markup): markup.html.isEmpty ? Nothing() : Shown(renderText: markup.html)
    case .flag(let flag): flag
    case .list(let models): models.map { FinishedModel($0) }
    case .model(let model): FinishedModel(model)
    case .slot: Shown(renderText: "")
    // `main` alone is one, and both sides put it in by themselves.
    case .template: Nothing()
    }
  }
}

/// The site's own models: a text is escaped when it is asked for, within the clock, as our renderer does.
extension ViewModel: MustacheParent {
  func child(named name: String) -> Any? {
    switch ValueName(name).flatMap({ self[$0] }) {
    case .text(let text): text.isEmpty ? Nothing() : Shown(renderText: Markup.escaped(text))
    case .markup(let markup): markup.html.isEmpty ? Nothing() : Shown(renderText: markup.html)
    case .flag(let flag): flag
    case .list(let models): models
    case .model(let model): model
    case .slot: Shown(renderText: "")
    case .template: Nothing()
    // Unknown here: the library asks the models around.
    case nil: nil
    }
  }
}

/// A text that is HTML already.
struct Shown: MustacheCustomRenderable, MustacheParent {
  let renderText: String
  var isNull: Bool { false }

  func child(named: String) -> Any? { nil }
}

/// What is not there: sections are left out, inverted ones shown, and no outer model is asked.
private struct Nothing: MustacheCustomRenderable {
  var renderText: String { "" }
  var isNull: Bool { true }
}
