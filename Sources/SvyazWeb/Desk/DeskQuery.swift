internal import Foundation
internal import SvyazGraph

/// A query that is built in one order, so that equal drafts have equal addresses.
struct DeskQuery {
  private(set) var pairs: [(name: String, value: String)] = []

  mutating func add(_ name: String, _ value: String?) {
    if let value { pairs.append((name, value)) }
  }

  var text: String { pairs.map { "\($0.name)=\(WebAddress.encoded($0.value))" }.joined(separator: "&") }

  /// `path?query`, or the path alone.
  func address(_ path: String) -> String { pairs.isEmpty ? path : "\(path)?\(text)" }
}

/// Reads values of a draft out of a query or a form.
struct DeskReader {
  let fields: FormFields

  init(_ query: String) { fields = FormFields(encoded: query) }

  init(_ fields: FormFields) { self.fields = fields }

  /// - Returns: `nil` where it was not sent or left empty.
  func text(_ name: String) -> String? {
    guard let text = fields[name], !text.isEmpty else { return nil }
    return text
  }

  func int(_ name: String, _ title: String, in range: ClosedRange<Int>) throws(WebFault) -> Int? {
    guard let text = text(name) else { return nil }
    guard let value = Int(text), range.contains(value) else {
      throw .value(name: title, value: text, expected: "целое число \(range.lowerBound)…\(range.upperBound)")
    }
    return value
  }

  /// With a comma or a point.
  func decimal(_ name: String, _ title: String, in range: ClosedRange<Double>) throws(WebFault) -> Double? {
    guard let text = text(name) else { return nil }
    guard let value = Double(text.replacing(",", with: ".")), range.contains(value) else {
      throw .value(
        name: title, value: text, expected: "число \(Int(range.lowerBound))…\(Int(range.upperBound)), например 7,5")
    }
    return value
  }

  func day(_ name: String, _ title: String) throws(WebFault) -> Day? {
    guard let text = text(name) else { return nil }
    guard let day = Day(iso: text) else {
      throw .value(name: title, value: text, expected: "дата ГГГГ-ММ-ДД, например 2021-03-15")
    }
    return day
  }

  /// `a~b~c`: ids, of which some may be empty.
  func tuples(_ name: String, _ title: String, count: Int) throws(WebFault) -> [[String]] {
    let texts = fields.all(name)
    guard texts.count <= 400 else {
      throw .value(name: title, value: "\(texts.count) решений", expected: "не больше 400 в одном черновике")
    }
    var tuples: [[String]] = []
    for text in texts where !text.isEmpty {
      let parts = text.split(separator: "~", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == count, parts.allSatisfy({ $0.isEmpty || Slug($0) != nil }) else {
        throw .value(name: title, value: text, expected: "идентификаторы через «~»")
      }
      tuples.append(parts)
    }
    return tuples
  }
}

/// The variant that a draft was opened from: its number and the version that was seen.
struct DraftOrigin: Hashable, Sendable {
  var id: Int
  var version: Int

  static func read(_ reader: DeskReader) throws(WebFault) -> DraftOrigin? {
    guard let id = try reader.int("variant", "Вариант", in: 1...Int.max) else { return nil }
    return DraftOrigin(id: id, version: try reader.int("version", "Версия варианта", in: 1...Int.max) ?? 1)
  }

  func add(to query: inout DeskQuery) {
    query.add("variant", "\(id)")
    query.add("version", "\(version)")
  }
}
