/// An office file as its parts (ECMA-376, part 2): XML texts by name, and who refers to whom.
///
/// Content types and relationships are written from what was added, so a part cannot be forgotten in either.
struct OfficePackage {
  private struct Part {
    var name: String
    var contentType: String
    var bytes: [UInt8]
  }

  private struct Relationship {
    var id: String
    var type: String
    var target: String
  }

  private var parts: [Part] = []
  /// By the part that they start from; "" is the package.
  private var relationships: [String: [Relationship]] = [:]

  private static let relationshipTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

  /// - Parameters:
  ///   - name: without a leading slash: `word/document.xml`.
  ///   - contentType: what follows `application/vnd.openxmlformats-`, without `+xml`.
  mutating func add(_ name: String, contentType: String, _ bytes: [UInt8]) {
    parts.append(Part(name: name, contentType: "application/vnd.openxmlformats-\(contentType)+xml", bytes: bytes))
  }

  /// Promises that `source` (`nil`: the package) refers to `target`.
  ///
  /// - Parameter type: the last word of a relationship of office documents: `styles`.
  /// - Returns: the relationship's id, to be written into the part's text.
  @discardableResult
  mutating func relate(_ source: String?, to target: String, type: String) -> String {
    relate(source ?? "", to: target, fullType: Self.relationshipTypes + type)
  }

  private mutating func relate(_ source: String, to target: String, fullType: String) -> String {
    let id = "rId\((relationships[source]?.count ?? 0) + 1)"
    relationships[source, default: []].append(Relationship(id: id, type: fullType, target: target))
    return id
  }

  /// Core and extended properties.
  mutating func add(_ properties: OfficeProperties) {
    parts.append(
      Part(
        name: "docProps/core.xml", contentType: "application/vnd.openxmlformats-package.core-properties+xml",
        bytes: properties.corePart))
    _ = relate(
      "", to: "docProps/core.xml",
      fullType: "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties")
    add("docProps/app.xml", contentType: "officedocument.extended-properties", properties.appPart)
    relate(nil, to: "docProps/app.xml", type: "extended-properties")
  }

  /// The whole file: `[Content_Types].xml`, the relationships, then the parts in the order in which they were added.
  ///
  /// Equal parts give equal bytes, whenever and wherever they are written (with one version of zlib).
  func bytes() throws(OfficeError) -> [UInt8] {
    var entries = [ZipEntry(name: "[Content_Types].xml", bytes: contentTypes)]
    if let own = relationships[""] { entries.append(ZipEntry(name: "_rels/.rels", bytes: text(of: own, from: ""))) }
    for part in parts {
      entries.append(ZipEntry(name: part.name, bytes: part.bytes))
      guard let own = relationships[part.name] else { continue }
      entries.append(ZipEntry(name: Self.relationshipsName(of: part.name), bytes: text(of: own, from: part.name)))
    }
    return try ZipEntry.archive(entries)
  }

  private var contentTypes: [UInt8] {
    var xml = XMLWriter()
    xml.element("Types", ["xmlns": "http://schemas.openxmlformats.org/package/2006/content-types"]) { xml in
      let relationships = "application/vnd.openxmlformats-package.relationships+xml"
      xml.element("Default", ["Extension": "rels", "ContentType": relationships])
      xml.element("Default", ["Extension": "xml", "ContentType": "application/xml"])
      for part in parts { xml.element("Override", ["PartName": "/" + part.name, "ContentType": part.contentType]) }
    }
    return xml.bytes
  }

  private func text(of relationships: [Relationship], from source: String) -> [UInt8] {
    var xml = XMLWriter()
    xml.element(
      "Relationships", ["xmlns": "http://schemas.openxmlformats.org/package/2006/relationships"]
    ) { xml in
      for one in relationships {
        xml.element(
          "Relationship", ["Id": one.id, "Type": one.type, "Target": Self.path(from: source, to: one.target)])
      }
    }
    return xml.bytes
  }

  /// `word/document.xml` → `word/_rels/document.xml.rels`.
  private static func relationshipsName(of part: String) -> String {
    var folders = part.split(separator: "/")
    let file = folders.popLast() ?? ""
    return (folders + ["_rels", "\(file).rels"]).joined(separator: "/")
  }

  /// Relative, as every program writes it.
  private static func path(from source: String, to target: String) -> String {
    var from = source.split(separator: "/").dropLast()
    var to = target.split(separator: "/")[...]
    while let first = from.first, first == to.first, to.count > 1 {
      from = from.dropFirst()
      to = to.dropFirst()
    }
    return (from.map { _ in ".." } + to).joined(separator: "/")
  }
}
