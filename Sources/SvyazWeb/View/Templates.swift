internal import Mustache
internal import SvyazGraph

/// The pages' templates, compiled into the program and parsed once.
struct Templates: Sendable {
  private let library: MustacheLibrary

  /// - Parameter sources: by name; a partial `{{> name}}` is a template too.
  /// - Throws: ``TemplateError`` for one that cannot be parsed.
  init(_ sources: [(name: String, text: String)]) throws {
    var library = MustacheLibrary()
    for (name, text) in sources {
      do {
        // Escaping is the models' affair: see ``ViewModel``.
        try library.register("{{% CONTENT_TYPE:TEXT}}" + text, named: name)
      } catch {
        throw TemplateError(name: name, detail: "\(error)")
      }
    }
    self.library = library
  }

  func has(_ name: String) -> Bool { library.getTemplate(named: name) != nil }

  /// - Throws: ``TemplateError`` when there is none of the name.
  func render(_ name: String, _ model: ViewModel) throws(TemplateError) -> Markup {
    guard let html = library.render(model, withTemplate: name) else {
      throw TemplateError(name: name, detail: "no such template")
    }
    return Markup(trusted: html)
  }
}

/// A fault of ours, not of the person who asks.
struct TemplateError: Error, Hashable {
  var name: String
  var detail: String
}
