/// The pages' templates, compiled into the program and parsed once.
struct Templates: Sendable {
  private let templates: [String: Template]

  /// - Parameter sources: by name; a partial `{{> name}}` is a template too.
  /// - Throws: ``TemplateError`` for one that cannot be parsed, or that asks for a partial that is not there.
  init(_ sources: [(name: String, text: String)]) throws(TemplateError) {
    var templates: [String: Template] = [:]
    for (name, text) in sources { templates[name] = try Template(text, named: name) }
    for (name, template) in templates {
      for partial in template.partials where templates[partial] == nil {
        throw TemplateError(name: name, detail: "no partial \(partial)")
      }
    }
    self.templates = templates
  }

  func has(_ name: String) -> Bool { templates[name] != nil }

  /// - Throws: ``TemplateError`` when there is none of the name.
  func render(_ name: String, _ model: ViewModel) throws(TemplateError) -> Markup {
    guard let template = templates[name] else { throw TemplateError(name: name, detail: "no such template") }
    var rendering = Rendering(templates: templates)
    rendering.models.append(model)
    rendering.render(template.nodes, depth: 0)
    return Markup(trusted: String(decoding: rendering.bytes, as: UTF8.self))
  }
}

/// A fault of ours, not of the person who asks.
struct TemplateError: Error, Hashable {
  var name: String
  var detail: String
}

/// One page in the making.
private struct Rendering {
  /// Partials within partials; ours need two.
  private static let deepest = 16

  let templates: [String: Template]
  /// The innermost last.
  var models: [ViewModel] = []
  var bytes: [UInt8] = []

  init(templates: [String: Template]) {
    self.templates = templates
    bytes.reserveCapacity(1 << 16)
  }

  mutating func render(_ nodes: [Template.Node], depth: Int) {
    for node in nodes {
      switch node {
      case .text(let text): bytes += text
      case .value(let name): append(value(name))
      case .section(let name, let content): section(value(name), content, depth)
      case .inverted(let name, let content): if !isShown(value(name)) { render(content, depth: depth) }
      case .partial(let name):
        if depth < Self.deepest, let partial = templates[name] { render(partial.nodes, depth: depth + 1) }
      }
    }
  }

  /// Of the innermost model that has the name, whatever it has there.
  private func value(_ name: String) -> ViewModel.Value? {
    for model in models.reversed() {
      if let value = model[name] { return value }
    }
    return nil
  }

  /// An empty text is no text, so that `{{#x}}` asks whether there is something to say.
  private func isShown(_ value: ViewModel.Value?) -> Bool {
    switch value {
    case .text(let text): !text.isEmpty
    case .markup(let markup): !markup.html.isEmpty
    case .flag(let flag): flag
    case .list(let models): !models.isEmpty
    case .model: true
    case nil: false
    }
  }

  private mutating func section(_ value: ViewModel.Value?, _ content: [Template.Node], _ depth: Int) {
    switch value {
    case .list(let list):
      for model in list { render(content, in: model, depth) }
    case .model(let model): render(content, in: model, depth)
    default: if isShown(value) { render(content, depth: depth) }
    }
  }

  private mutating func render(_ content: [Template.Node], in model: ViewModel, _ depth: Int) {
    models.append(model)
    render(content, depth: depth)
    models.removeLast()
  }

  private mutating func append(_ value: ViewModel.Value?) {
    switch value {
    case .text(let text): Markup.append(escaping: text, to: &bytes)
    case .markup(let markup): bytes += markup.html.utf8
    case .flag, .list, .model, nil: break
    }
  }
}
