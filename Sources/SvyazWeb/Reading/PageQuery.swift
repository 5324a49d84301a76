internal import Foundation
internal import Hummingbird
internal import SvyazGraph

/// The filters of a list as they stand in its address, and addresses that differ from it in one of them.
struct ListQuery: Sendable {
  let path: String
  /// In the order in which links write them; empty ones are left out.
  private var values: [(name: String, value: String)]

  /// - Parameter names: what the page knows; everything else in the address is left aside.
  init(_ request: Request, path: String, names: [String]) {
    self.path = path
    values = (names + ["on"]).compactMap { name in
      guard let value = request.uri.queryParameters[Substring(name)] else { return nil }
      let trimmed = value.trimmingCharacters(in: .whitespacesAndNewlines)
      return trimmed.isEmpty ? nil : (name, String(trimmed.prefix(200)))
    }
  }

  subscript(_ name: String) -> String? { values.first { $0.name == name }?.value }

  /// The address with other values of some filters; `nil` takes one out.
  func link(_ changes: KeyValuePairs<String, String?>) -> String {
    var changed = values
    for (name, value) in changes {
      changed.removeAll { $0.name == name }
      if let value { changed.append((name, value)) }
    }
    let query = changed.map { "\($0.name)=\(Self.encoded($0.value))" }.joined(separator: "&")
    return query.isEmpty ? path : "\(path)?\(query)"
  }

  /// - Returns: 1 or more.
  var page: Int { max(1, min(self["page"].flatMap { Int($0) } ?? 1, 1_000_000)) }

  /// Whether any filter is set; the page, the order and the day are none.
  func isFiltered(_ names: [String]) -> Bool { values.contains { names.contains($0.name) } }

  static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(CharacterSet(charactersIn: "-._"))) ?? ""
  }
}

/// The choices of a `select`.
struct Choice {
  var value: String
  var title: String

  static func list(_ choices: [Choice], chosen: String?) -> ViewModel.Value {
    .list(
      choices.map {
        ["value": .text($0.value), "title": .text($0.title), "selected": .flag($0.value == (chosen ?? ""))]
      })
  }
}

/// Links to the pages of a long list.
enum Paging {
  static let size = 100

  static func model(page: Int, total: Int, _ query: ListQuery) -> ViewModel? {
    guard total > size else { return nil }
    let last = (total + size - 1) / size
    let page = min(page, last)
    return [
      "text": .text("Страница \(page) из \(last)"),
      "previous": .optional(page > 1 ? query.link(["page": page > 2 ? "\(page - 1)" : nil]) : nil),
      "next": .optional(page < last ? query.link(["page": "\(page + 1)"]) : nil),
    ]
  }

  static func slice<Element>(_ rows: [Element], page: Int) -> ArraySlice<Element> {
    let last = max(1, (rows.count + size - 1) / size)
    let first = (min(page, last) - 1) * size
    return rows[first..<min(rows.count, first + size)]
  }
}
