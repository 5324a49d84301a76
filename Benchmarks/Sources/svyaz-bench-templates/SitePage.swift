import Foundation

/// A page of the site before it is rendered, as the tests of the templates leave it.
struct SitePage {
  let name: String
  /// Of the page's own template.
  let template: String
  let content: ViewModel
  /// What the frame shows, but for the content, which stands in `main`.
  let frame: ViewModel

  init(file: URL) throws {
    name = file.deletingPathExtension().lastPathComponent
    guard let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any],
      let template = json["template"] as? String, let content = json["content"].flatMap(ViewModel.init(json:)),
      let frame = json["frame"].flatMap(ViewModel.init(json:))
    else { throw SitePageError(file: file.path) }
    (self.template, self.content, self.frame) = (template, content, frame)
  }
}

struct SitePageError: Error {
  var file: String
}

extension ViewModel {
  init?(json: Any) {
    guard let object = json as? [String: Any] else { return nil }
    self.init()
    // In the order of the names: that of a dictionary is another in each run, and a model is read from one end.
    for (name, json) in object.sorted(by: { $0.key < $1.key }) {
      guard let name = ValueName(name), let value = Self.value(json) else { return nil }
      self[name] = value
    }
  }

  /// A text is a string, a flag a flag, a list a list; the others are an object whose one key says what it is.
  private static func value(_ json: Any) -> Value? {
    if let text = json as? String { return .text(text) }
    if let flag = json as? Bool { return .flag(flag) }
    if let list = json as? [Any] {
      let models = list.compactMap { ViewModel(json: $0) }
      return models.count == list.count ? .list(models) : nil
    }
    guard let object = json as? [String: Any], object.count == 1 else { return nil }
    if let html = object["markup"] as? String { return .markup(Markup(trusted: html)) }
    if let slot = object["slot"] as? String { return VisitorSlot(rawValue: slot).map { .slot($0) } }
    return object["model"].flatMap { ViewModel(json: $0) }.map { .model($0) }
  }
}
