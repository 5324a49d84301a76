/// The pages' templates, compiled into the program and parsed once.
struct Templates: Sendable {
  private let templates: [ReadyTemplate]
  private let positions: [String: Int]

  /// - Parameter sources: by name; a partial `{{> name}}` is a template too.
  /// - Throws: ``TemplateError`` for one that cannot be parsed, or that asks for a partial that is not there.
  init(_ sources: [(name: String, text: String)]) throws(TemplateError) {
    var positions: [String: Int] = [:]
    for (position, source) in sources.enumerated() { positions[source.name] = position }
    var templates: [ReadyTemplate] = []
    for (name, text) in sources {
      let template = try Template(text, named: name)
      var partials: [Int] = []
      for partial in template.partials {
        guard let position = positions[partial] else {
          throw TemplateError(name: name, detail: "no partial \(partial)")
        }
        partials.append(position)
      }
      templates.append(ReadyTemplate(template: template, partials: partials))
    }
    self.templates = templates
    self.positions = positions
  }

  func has(_ name: String) -> Bool { positions[name] != nil }

  /// - Throws: ``TemplateError`` when there is none of the name, nor of one that the model names.
  func render(_ name: String, _ model: ViewModel) throws(TemplateError) -> RenderedPage {
    var rendering = Rendering(templates: templates, positions: positions)
    rendering.render(name, model, depth: 0)
    if let missing = rendering.missing { throw TemplateError(name: missing, detail: "no such template") }
    return RenderedPage(bytes: rendering.bytes, slots: rendering.slots)
  }
}

/// A fault of ours, not of the person who asks.
struct TemplateError: Error, Hashable {
  var name: String
  var detail: String
}

/// A page without the values of its visitor.
struct RenderedPage: Sendable {
  var bytes: [UInt8]
  /// Where they go, the first first.
  var slots: [(position: Int, slot: VisitorSlot)]

  /// With nothing in the slots.
  var html: String { String(decoding: bytes, as: UTF8.self) }
}

private struct ReadyTemplate: Sendable {
  let template: Template
  /// Where each of the template's partials stands.
  let partials: [Int]
}

/// One page in the making.
private struct Rendering {
  /// Partials within partials; ours need two.
  private static let deepest = 16

  let templates: [ReadyTemplate]
  let positions: [String: Int]
  /// The innermost last.
  private var models: [ViewModel] = []
  private(set) var bytes: [UInt8] = []
  private(set) var slots: [(position: Int, slot: VisitorSlot)] = []
  /// A template that was asked for and is not there.
  private(set) var missing: String?

  init(templates: [ReadyTemplate], positions: [String: Int]) {
    self.templates = templates
    self.positions = positions
    bytes.reserveCapacity(1 << 16)
  }

  /// Renders a template whose model is all that it sees.
  mutating func render(_ name: String, _ model: ViewModel, depth: Int) {
    guard let position = positions[name], depth < Self.deepest else {
      missing = name
      return
    }
    let outer = models
    models = [model]
    render(templates[position], depth: depth)
    models = outer
  }

  private mutating func render(_ ready: ReadyTemplate, depth: Int) {
    render(ready, 0..<ready.template.steps.count, depth: depth)
  }

  private mutating func render(_ ready: ReadyTemplate, _ range: Range<Int>, depth: Int) {
    let template = ready.template
    var index = range.lowerBound
    while index < range.upperBound {
      switch template.steps[index] {
      case .text(let text): bytes += template.texts[text]
      case .value(let name): append(value(name), depth: depth)
      case .section(let name, let end):
        section(value(name), ready, (index + 1)..<end, depth: depth)
        index = end
        continue
      case .inverted(let name, let end):
        if !isShown(value(name)) { render(ready, (index + 1)..<end, depth: depth) }
        index = end
        continue
      case .partial(let number):
        if depth < Self.deepest { render(templates[ready.partials[number]], depth: depth + 1) }
      }
      index += 1
    }
  }

  /// Of the innermost model that has the name, whatever it has there.
  private func value(_ name: ValueName) -> ViewModel.Value? {
    var index = models.count - 1
    while index >= 0 {
      if let value = models[index][name] { return value }
      index -= 1
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
    case .model, .template, .slot: true
    case nil: false
    }
  }

  private mutating func section(
    _ value: ViewModel.Value?, _ ready: ReadyTemplate, _ content: Range<Int>, depth: Int
  ) {
    switch value {
    case .list(let list):
      for model in list { render(ready, content, in: model, depth: depth) }
    case .model(let model): render(ready, content, in: model, depth: depth)
    default: if isShown(value) { render(ready, content, depth: depth) }
    }
  }

  private mutating func render(_ ready: ReadyTemplate, _ content: Range<Int>, in model: ViewModel, depth: Int) {
    models.append(model)
    render(ready, content, depth: depth)
    models.removeLast()
  }

  private mutating func append(_ value: ViewModel.Value?, depth: Int) {
    switch value {
    case .text(let text): Markup.append(escaping: text, to: &bytes)
    case .markup(let markup): bytes += markup.html.utf8
    case .template(let name, let model): render(name, model, depth: depth + 1)
    case .slot(let slot): slots.append((bytes.count, slot))
    case .flag, .list, .model, nil: break
    }
  }
}
