/// The relations of one part of a package to other parts (ECMA-376 part 2, §6.5).
struct Relationships {
  struct Target {
    /// The last word of the relation's type: `worksheet`, `styles`.
    let kind: String
    /// The name of the part in the archive.
    let part: String
  }

  private(set) var byID: [String: Target] = [:]

  subscript(id: String) -> Target? { byID[id] }

  /// The part of a kind; the first by id where there are several.
  func part(ofKind kind: String) -> String? {
    byID.filter { $0.value.kind == kind }.min { $0.key < $1.key }?.value.part
  }

  /// - Parameter source: the part whose relations are read; empty for the package itself.
  init(
    of source: String, in container: ZipContainer, meter: SheetMeter
  ) throws(SheetFileError) {
    let (folder, name) = Self.split(source)
    let part = folder + "_rels/" + name + ".rels"
    guard container.contains(part) else { return }
    byID = try XMLStream.parse(
      part, of: container, most: meter.limits.smallPartBytes, meter: meter, handler: Handler(folder: folder)
    ).found
  }

  /// «xl/workbook.xml» → «xl/», «workbook.xml».
  private static func split(_ part: String) -> (folder: String, name: String) {
    guard let slash = part.lastIndex(of: "/") else { return ("", part) }
    return (String(part[...slash]), String(part[part.index(after: slash)...]))
  }

  /// The name in the archive of a target, which is absolute or relative to `folder`.
  static func resolve(_ target: String, in folder: String) -> String {
    let target = String(target.map { $0 == "\\" ? "/" : $0 })
    var parts: [Substring] = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for step in target.split(separator: "/") {
      switch step {
      case ".": continue
      case "..": _ = parts.popLast()
      default: parts.append(step)
      }
    }
    return parts.joined(separator: "/")
  }

  private struct Handler: XMLHandler {
    let folder: String
    var found: [String: Target] = [:]

    mutating func begin(_ name: XMLName, _ attributes: XMLAttributes) -> Bool {
      guard name == "Relationship" else { return name == "Relationships" }
      var id = ""
      var kind = ""
      var target = ""
      var isExternal = false
      attributes.forEach { name, value in
        if name == "Id" {
          id = value.string
        } else if name == "Type" {
          kind = value.string.split(separator: "/").last.map(String.init) ?? ""
        } else if name == "Target" {
          target = value.string
        } else if name == "TargetMode" {
          isExternal = value == "External"
        }
      }
      if !isExternal, !id.isEmpty, !target.isEmpty {
        found[id] = Target(kind: kind, part: Relationships.resolve(target, in: folder))
      }
      return true
    }

    func end() {}
    func text(_ text: XMLText) {}
  }
}
