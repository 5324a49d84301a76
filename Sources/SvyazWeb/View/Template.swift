/// A Mustache template, parsed: values, sections, inverted sections, partials and comments.
///
/// As Mustache's specification says, a tag that stands alone on its line takes the line with it. Left out of the
/// specification, since no template of ours needs them: other delimiters, dotted names, lambdas, inheritance, and the
/// indenting of partials. `{{x}}`, `{{{x}}}` and `{{&x}}` mean the same: the models escape (see ``ViewModel``).
final class Template: Sendable {
  /// What is to be done one after another. A section that is not shown goes on behind its end.
  enum Step: Sendable {
    /// Of ``texts``.
    case text(Range<Int>)
    case value(ValueName)
    case section(ValueName, end: Int)
    case inverted(ValueName, end: Int)
    /// Of ``partials``.
    case partial(Int)
  }

  let steps: [Step]
  /// All texts between the tags.
  let texts: [UInt8]
  /// Names of the partials that it asks for, each once.
  let partials: [String]

  /// - Throws: ``TemplateError`` for a tag or a section that does not end, a tag of another kind, and a name that is
  ///   longer than ``ValueName`` holds.
  init(_ source: String, named name: String) throws(TemplateError) {
    var parser = Parser(bytes: Array(source.utf8), name: name)
    try parser.read(until: nil)
    steps = parser.steps
    texts = parser.texts
    partials = parser.partials
  }

  private struct Parser {
    let bytes: [UInt8]
    let name: String
    var position = 0
    var steps: [Step] = []
    var texts: [UInt8] = []
    var partials: [String] = []

    private static let open = UInt8(ascii: "{")
    private static let close = UInt8(ascii: "}")
    private static let lineEnd = UInt8(ascii: "\n")

    init(bytes: [UInt8], name: String) {
      self.bytes = bytes
      self.name = name
    }

    /// - Parameter section: whose end ends the reading; `nil`: the end of the source.
    mutating func read(until section: String?) throws(TemplateError) {
      while true {
        let start = nextTag()
        let text = position..<start
        guard start < bytes.count else {
          if let section { throw fault("section \(section) does not end") }
          append(text)
          position = start
          return
        }
        let tag = try self.tag(at: start)
        let line = tag.kind == nil ? nil : lineAround(start..<tag.end)
        append(text.lowerBound..<max(text.lowerBound, min(text.upperBound, line?.lowerBound ?? start)))
        position = line?.upperBound ?? tag.end
        switch tag.kind {
        case UInt8(ascii: "#"): try readSection(tag.name, isInverted: false)
        case UInt8(ascii: "^"): try readSection(tag.name, isInverted: true)
        case UInt8(ascii: "/"):
          guard tag.name == section else { throw fault("\(tag.name) ends in \(section ?? "no section")") }
          return
        case UInt8(ascii: ">"):
          let number = partials.firstIndex(of: tag.name) ?? partials.count
          if number == partials.count { partials.append(tag.name) }
          steps.append(.partial(number))
        case UInt8(ascii: "!"): break
        default: steps.append(.value(try valueName(tag.name)))
        }
      }
    }

    private mutating func readSection(_ name: String, isInverted: Bool) throws(TemplateError) {
      let value = try valueName(name)
      let place = steps.count
      steps.append(.section(value, end: place))
      try read(until: name)
      steps[place] = isInverted ? .inverted(value, end: steps.count) : .section(value, end: steps.count)
    }

    private mutating func append(_ text: Range<Int>) {
      guard !text.isEmpty else { return }
      let start = texts.count
      texts += bytes[text]
      steps.append(.text(start..<texts.count))
    }

    private func valueName(_ text: String) throws(TemplateError) -> ValueName {
      guard let name = ValueName(text) else { throw fault("\(text): more than \(ValueName.most) bytes") }
      return name
    }

    /// Where the next `{{` stands, or the end.
    private func nextTag() -> Int {
      var index = position
      while index + 1 < bytes.count {
        if bytes[index] == Self.open, bytes[index + 1] == Self.open { return index }
        index += 1
      }
      return bytes.count
    }

    /// - Returns: `kind` is `nil` for a value; `end` stands behind the tag.
    private func tag(at start: Int) throws(TemplateError) -> (kind: UInt8?, name: String, end: Int) {
      var index = start + 2
      let isTriple = index < bytes.count && bytes[index] == Self.open
      if isTriple { index += 1 }
      let inside = index
      while index + 1 < bytes.count, bytes[index] != Self.close || bytes[index + 1] != Self.close { index += 1 }
      guard index + 1 < bytes.count else { throw fault("a tag does not end") }
      let end = index + (isTriple ? 3 : 2)
      guard end <= bytes.count, !isTriple || bytes[end - 1] == Self.close else { throw fault("a tag does not end") }
      var content = bytes[inside..<index]
      var kind: UInt8?
      if !isTriple, let first = content.first, "#^/>!&".utf8.contains(first) {
        kind = first == UInt8(ascii: "&") ? nil : first
        content.removeFirst()
      }
      let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
      content = content.drop(while: isBlank)
      while let last = content.last, isBlank(last) { content.removeLast() }
      let isName = content.allSatisfy { byte in
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
          || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      }
      guard kind == UInt8(ascii: "!") || (isName && !content.isEmpty) else { throw fault("no name of a tag") }
      return (kind, String(decoding: content, as: UTF8.self), end)
    }

    /// The whole line of a tag that has it for itself, with its end.
    private func lineAround(_ tag: Range<Int>) -> Range<Int>? {
      var begin = tag.lowerBound
      while begin > 0, bytes[begin - 1] == 0x20 || bytes[begin - 1] == 0x09 { begin -= 1 }
      guard begin == 0 || bytes[begin - 1] == Self.lineEnd else { return nil }
      var end = tag.upperBound
      while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 || bytes[end] == 0x0D { end += 1 }
      guard end == bytes.count || bytes[end] == Self.lineEnd else { return nil }
      return begin..<min(bytes.count, end + 1)
    }

    private func fault(_ detail: String) -> TemplateError { TemplateError(name: name, detail: detail) }
  }
}
