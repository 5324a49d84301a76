import Foundation
import Mustache
import SvyazTestSupport
import Testing

@testable import SvyazWeb

/// Our renderer beside swift-mustache, which shares no code with it.
@Suite struct TemplateTests {
  private static let library = Result { () throws -> MustacheLibrary in
    var library = MustacheLibrary()
    // Escaping is the models' affair there as well.
    for (name, text) in SiteFiles.templates { try library.register("{{% CONTENT_TYPE:TEXT}}" + text, named: name) }
    return library
  }

  @Test("every template of the site comes out as from swift-mustache", arguments: SiteFiles.templates.map(\.name))
  func agreesOnTheSite(name: String) throws {
    let templates = try Templates(SiteFiles.templates)
    let library = try Self.library.get()
    let text = SiteFiles.templates.map(\.text).joined()
    for seed in 0..<40 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let model = Self.model(Self.names(in: text), depth: 3, using: &generator)
      let ours = try templates.render(name, model).html
      let theirs = library.render(model, withTemplate: name) ?? ""
      #expect(Self.bare(ours) == Self.bare(theirs), "seed \(seed)")
    }
  }

  /// With `PAGE_MODELS` the pages are left in that folder, for `make bench-templates`.
  @Test("real pages come out as from swift-mustache, byte by byte") func agreesOnRealPages() async throws {
    let templates = try Templates(SiteFiles.templates)
    let library = try Self.library.get()
    let pages = try await PageModel.real()
    #expect(pages.count == 3)
    for page in pages {
      var (ours, theirs) = (page.frame, page.frame)
      ours["main"] = .template(page.template, page.content)
      theirs["main"] = .markup(Markup(trusted: library.render(page.content, withTemplate: page.template) ?? ""))
      let html = try templates.render("frame", ours).html
      #expect(html.utf8.count > 20_000, "\(page.name)")
      let expected = library.render(theirs, withTemplate: "frame") ?? ""
      #expect(html == expected, "\(page.name): \(Self.difference(html, expected))")
      if let folder = ProcessInfo.processInfo.environment["PAGE_MODELS"] {
        try page.json.write(to: URL(filePath: folder).appending(path: "\(page.name).json"))
      }
    }
  }

  private static func difference(_ one: String, _ other: String) -> String {
    let same = zip(one.utf8, other.utf8).prefix { $0 == $1 }.count
    func part(_ text: String) -> String {
      String(decoding: text.utf8.dropFirst(max(0, same - 60)).prefix(120), as: UTF8.self)
    }
    return "\(part(one)) — \(part(other))"
  }

  @Test("random templates come out as from swift-mustache", arguments: 0..<8 as Range<UInt64>)
  func agreesOnRandomOnes(block: UInt64) throws {
    let names = Names(values: ["a", "b"], sections: ["c", "d"])
    var shown = 0
    for seed in block * 50..<block * 50 + 50 {
      var generator = SeededGenerator(seed: seed)
      let source = Self.source(names, depth: 3, using: &generator)
      let template = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + source)
      let ours = try Templates([("t", source)])
      for _ in 0..<5 {
        let model = Self.model(names, depth: 3, using: &generator)
        let html = try ours.render("t", model).html
        // Where a tag has its line for itself and blanks stand around it, the library keeps some that the specification
        // drops: blanks are compared in the table below.
        #expect(Self.bare(html) == Self.bare(template.render(model)), "seed \(seed): \(source)")
        shown += html.isEmpty ? 0 : 1
      }
    }
    #expect(shown > 100)
  }

  private static func bare(_ text: String) -> String { text.filter { !$0.isWhitespace } }

  @Test(
    "a tag alone on its line takes the line with it (Mustache's specification, «Standalone»)",
    arguments: [
      ("| a\n{{#t}}\n| b\n{{/t}}\n| c\n", "| a\n| b\n| c\n"), ("  {{#t}}  \nb\n\t{{/t}}\nc", "b\nc"),
      ("{{#t}}\r\nb\r\n{{/t}}\r\nc", "b\r\nc"), ("a\n  {{/t}}", nil), ("#{{#t}}\n/\n  {{/t}}", "#\n/\n"),
      ("  {{^f}}\nb\n{{/f}} x\n", "b\n x\n"), ("a\n{{! c }}\nb", "a\nb"), ("a {{! c }}\nb", "a \nb"),
      ("  {{v}}\n", "  1\n"), ("{{#t}}x{{/t}}\n", "x\n"), ("a\n{{> p}}\nb", "a\nqb"),
    ])
  func takesLines(source: String, expected: String?) throws {
    guard let expected else {
      #expect(throws: TemplateError.self) { try Templates([("t", source)]) }
      return
    }
    let templates = try Templates([("t", source), ("p", "q")])
    #expect(try templates.render("t", ["t": true, "f": false, "v": "1"]).html == expected)
  }

  @Test(
    "what is no template is refused",
    arguments: [
      "{{#a}}", "{{/a}}", "{{#a}}{{/b}}", "{{#a}}{{#b}}{{/a}}{{/b}}", "{{a", "{{{a}}", "{{}}", "{{a b}}", "{{> x}}",
      "{{=<% %>=}}", "{{aNameOfSeventeenB}}", "{{#aNameOfSeventeenB}}{{/aNameOfSeventeenB}}",
    ])
  func refuses(source: String) {
    #expect(throws: TemplateError.self) { try Templates([("t", source)]) }
  }

  @Test("a partial that asks for itself ends") func endsLoops() throws {
    let templates = try Templates([("t", "x{{> t}}")])
    #expect(try templates.render("t", [:]).html.allSatisfy { $0 == "x" })
    #expect(throws: TemplateError.self) { try templates.render("other", [:]) }
  }

  @Test("a text is escaped, a mark-up is not") func escapes() throws {
    let templates = try Templates([("t", "{{a}}|{{{a}}}|{{&a}}|{{b}}")])
    let model: ViewModel = ["a": .text("<b title=\"'\">&"), "b": .markup(Markup(trusted: "<i>"))]
    let text = "&lt;b title=&quot;&#39;&quot;&gt;&amp;"
    #expect(try templates.render("t", model).html == "\(text)|\(text)|\(text)|<i>")
  }

  @Test("what a visitor has alone is left out, and its places are told") func tellsSlots() throws {
    let templates = try Templates([("t", "<{{a}}|{{> p}}|{{main}}>"), ("p", "{{b}}é"), ("m", "({{a}}{{b}}{{c}})")])
    let model: ViewModel = [
      "a": .slot(.csrf), "b": .slot(.viewer), "main": .template("m", ["c": "1", "b": .slot(.csrf)]),
    ]
    let page = try templates.render("t", model)
    #expect(page.html == "<|é|(1)>")
    #expect(page.slots.map(\.position) == [1, 2, 6])
    #expect(page.slots.map(\.slot) == [.csrf, .viewer, .csrf])
    #expect(throws: TemplateError.self) { try templates.render("t", ["main": .template("none", [:])]) }
  }

  @Test("the later of two values of a name is meant") func takesTheLater() throws {
    let templates = try Templates([("t", "{{a}}{{aNameOfSixteenB}}")])
    var model: ViewModel = ["a": "1", "a": "2", "aNameOfSixteenB": "3"]
    #expect(try templates.render("t", model).html == "23")
    #expect(try templates.render("t", model.merging(["a": "4"])).html == "43")
    model["a"] = nil
    #expect(try templates.render("t", model).html == "3")
    // A literal is no question: the text of a template is.
    let (known, long) = ("aNameOfSixteenBy", "aNameOfSeventeenB")
    #expect(ValueName(known) == "aNameOfSixteenBy" && ValueName(long) == nil)
  }

  @Test("a name is what it was made of", arguments: ["a", "ab-c", "eightlet", "nineletter", "sixteen-letters1", "é"])
  func keepsNames(text: String) { #expect(ValueName(text)?.description == text) }

  /// Names that stand for a value somewhere, and those that only open sections: the library shows a list that is asked
  /// for as a value in Swift's own words, which no page wants.
  private struct Names {
    var values: [String]
    var sections: [String]
  }

  private static func names(in text: String) -> Names {
    let values = Set(text.matches(of: #/\{\{([A-Za-z0-9-]+)\}\}/#).map { String($0.1) })
    let sections = Set(text.matches(of: #/\{\{[#^]([A-Za-z0-9-]+)\}\}/#).map { String($0.1) })
    return Names(values: values.sorted(), sections: sections.subtracting(values).sorted())
  }

  private static func model(_ names: Names, depth: Int, using generator: inout SeededGenerator) -> ViewModel {
    var model = ViewModel()
    for text in names.values where Int.random(in: 0..<4, using: &generator) > 0 {
      guard let name = ValueName(text) else { continue }
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: model[name] = .text("")
      case 1: model[name] = .text("«\(text)» <&>")
      case 2: model[name] = .markup(Markup(trusted: "<b>\(text)</b>"))
      case 3: model[name] = .flag(true)
      default: model[name] = .flag(false)
      }
    }
    for text in names.sections where Int.random(in: 0..<4, using: &generator) > 0 {
      guard let name = ValueName(text) else { continue }
      let inner = Names(
        values: Array(names.values.shuffled(using: &generator).prefix(8)),
        sections: Array(names.sections.shuffled(using: &generator).prefix(4)))
      switch Int.random(in: 0..<(depth > 0 ? 6 : 2), using: &generator) {
      case 0: model[name] = .flag(true)
      case 1: model[name] = .flag(false)
      case 2: model[name] = .model(Self.model(inner, depth: depth - 1, using: &generator))
      default:
        model[name] = .list(
          (0..<Int.random(in: 0..<3, using: &generator)).map { _ in
            Self.model(inner, depth: depth - 1, using: &generator)
          })
      }
    }
    return model
  }

  /// Tags alone on their lines, tags between texts, blanks around them.
  private static func source(_ names: Names, depth: Int, using generator: inout SeededGenerator) -> String {
    var source = ""
    for _ in 0..<Int.random(in: 1..<6, using: &generator) {
      let value = names.values.randomElement(using: &generator) ?? "a"
      let name = (names.values + names.sections).randomElement(using: &generator) ?? "c"
      let blank = ["", "", "  ", "\n", " \n"].randomElement(using: &generator) ?? ""
      switch Int.random(in: 0..<(depth > 0 ? 6 : 3), using: &generator) {
      case 0: source += blank + "x\n"
      case 1: source += "текст" + blank
      case 2: source += "{{\(value)}}" + blank
      case 3: source += blank + "{{! нет }}" + blank
      case 4:
        let inner = Self.source(names, depth: depth - 1, using: &generator)
        source += "{{#\(name)}}\(blank)\(inner){{/\(name)}}" + blank
      default:
        source += "{{^\(name)}}\(Self.source(names, depth: depth - 1, using: &generator))\(blank){{/\(name)}}\n"
      }
    }
    return source
  }
}

// What the library asks of a model.

extension ViewModel: MustacheParent {
  func child(named name: String) -> Any? {
    switch ValueName(name).flatMap({ self[$0] }) {
    case .text(let text): text.isEmpty ? Nothing() : Rendered(renderText: Markup.escaped(text))
    case .markup(let markup): markup.html.isEmpty ? Nothing() : Rendered(renderText: markup.html)
    case .flag(let flag): flag ? Truth() : Nothing()
    case .list(let models): models
    case .model(let model): model
    case .slot: Rendered(renderText: "")
    // The models of these tests have none.
    case .template: Nothing()
    // Unknown here: the library asks the models around.
    case nil: nil
    }
  }
}

/// A text that is HTML already. A section of it shows its content once.
private struct Rendered: MustacheCustomRenderable, MustacheParent {
  let renderText: String
  var isNull: Bool { false }

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
