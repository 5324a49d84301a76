internal import SvyazExchange
internal import SvyazGraph

extension APISchema {
  /// Where a value is not what the schema says.
  struct Mismatch: Error, Hashable {
    /// `options.weights.travel`, `pins[2].school`.
    var path: String
    var value: String
    var expected: String
  }

  /// The first place where `value` breaks the schema; `nil` when it keeps to it.
  ///
  /// - Parameter path: of `value` itself, for messages.
  func mismatch(_ value: JSONValue, at path: String = "", names: [String: APISchema]) -> Mismatch? {
    func wrong(_ expected: String) -> Mismatch {
      Mismatch(path: path.isEmpty ? "тело" : path, value: String(value.line.prefix(100)), expected: expected)
    }
    switch (self, value) {
    case (.text(let most), .string(let text)):
      return text.unicodeScalars.count <= most ? nil : wrong("текст до \(most) знаков")
    case (.slug, .string(let text)):
      return Slug(text) == nil ? wrong("идентификатор: латинские буквы, цифры, . _ - (до 64)") : nil
    case (.day, .string(let text)): return Day(iso: text) == nil ? wrong("дата ГГГГ-ММ-ДД") : nil
    case (.word(let words), .string(let text)):
      return words.contains(text) ? nil : wrong(words.joined(separator: ", "))
    case (.integer(let range), .int(let number)):
      return range.contains(number) ? nil : wrong("целое от \(range.lowerBound) до \(range.upperBound)")
    case (.number(let range), .int(let number)):
      return range.contains(Double(number)) ? nil : wrong("число от \(range.lowerBound) до \(range.upperBound)")
    case (.number(let range), .double(let number)):
      return range.contains(number) ? nil : wrong("число от \(range.lowerBound) до \(range.upperBound)")
    case (.boolean, .bool), (.anyObject, .object): return nil
    case (.list(let element, let most), .array(let values)):
      guard values.count <= most else { return wrong("не больше \(most) значений") }
      for (index, value) in values.enumerated() {
        if let found = element.mismatch(value, at: "\(path)[\(index)]", names: names) { return found }
      }
      return nil
    case (.object(let members), .object(let values)):
      return Self.mismatch(members, values, at: path, names: names)
    case (.map(let schema), .object(let values)):
      for value in values {
        if let found = schema.mismatch(value.value, at: Self.join(path, value.key), names: names) { return found }
      }
      return nil
    case (.nullable, .null): return nil
    case (.nullable(let schema), _): return schema.mismatch(value, at: path, names: names)
    case (.named(let name), _): return names[name]?.mismatch(value, at: path, names: names)
    case (.either(let schemas), _):
      let found = schemas.compactMap { $0.mismatch(value, at: path, names: names) }
      return found.count < schemas.count ? nil : found.last
    default: return wrong(kind)
    }
  }

  private static func mismatch(
    _ members: [Member], _ values: [JSONValue.Member], at path: String, names: [String: APISchema]
  ) -> Mismatch? {
    for value in values where !members.contains(where: { $0.name == value.key }) {
      return Mismatch(
        path: join(path, value.key), value: String(value.value.line.prefix(100)),
        expected: "одно из полей: " + members.map(\.name).joined(separator: ", "))
    }
    for member in members {
      guard let value = values.first(where: { $0.key == member.name })?.value else {
        if member.isRequired {
          return Mismatch(path: join(path, member.name), value: "", expected: "обязательное поле")
        }
        continue
      }
      if let found = member.schema.mismatch(value, at: join(path, member.name), names: names) { return found }
    }
    return nil
  }

  private static func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

  private var kind: String {
    switch self {
    case .text: "текст"
    case .slug: "идентификатор"
    case .day: "дата ГГГГ-ММ-ДД"
    case .word(let words): words.joined(separator: ", ")
    case .integer: "целое число"
    case .number: "число"
    case .boolean: "true или false"
    case .list: "список"
    case .object, .map, .anyObject: "объект"
    case .nullable(let schema): schema.kind + " или null"
    case .named, .either: "значение по описанию запроса"
    }
  }
}
