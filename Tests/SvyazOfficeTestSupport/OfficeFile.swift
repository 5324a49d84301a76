internal import CZip
public import Foundation

/// An office file taken apart by libzip.
public struct OfficeFile {
  /// In the archive's order.
  public let names: [String]
  public var parts: [String: Data]

  /// - Returns: `nil` for what libzip does not open.
  public init?(_ bytes: [UInt8]) {
    var names: [String] = []
    var parts: [String: Data] = [:]
    let isRead = bytes.withUnsafeBytes { buffer in
      guard let source = zip_source_buffer_create(buffer.baseAddress, zip_uint64_t(buffer.count), 0, nil) else {
        return false
      }
      guard let archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, nil) else {
        zip_source_free(source)
        return false
      }
      defer { zip_discard(archive) }
      for index in 0..<zip_get_num_entries(archive, 0) {
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_stat_index(archive, zip_uint64_t(index), 0, &status) == 0, let name = status.name,
          let file = zip_fopen_index(archive, zip_uint64_t(index), 0)
        else { return false }
        defer { zip_fclose(file) }
        var data = Data(count: Int(status.size))
        let count = data.withUnsafeMutableBytes { zip_fread(file, $0.baseAddress, zip_uint64_t($0.count)) }
        guard count == Int(status.size) else { return false }
        names.append(String(cString: name))
        parts[String(cString: name)] = data
      }
      return true
    }
    guard isRead else { return nil }
    self.names = names
    self.parts = parts
  }

  public func tree(_ name: String) -> XMLTree? { parts[name].flatMap(XMLTree.parse) }

  /// Trees of the parts whose names begin with this, in the archive's order.
  public func trees(_ prefix: String) -> [XMLTree] { names.filter { $0.hasPrefix(prefix) }.compactMap(tree) }

  /// What is wrong with the package or with the order of the parts' elements; nothing for a sound file.
  public var problems: [String] {
    var problems: [String] = []
    if names.first != "[Content_Types].xml" { problems.append("content types are not the first part") }
    if Set(names).count != names.count { problems.append("two parts of one name") }
    var trees: [String: XMLTree] = [:]
    for name in names {
      guard let tree = tree(name) else {
        problems.append("\(name) is not well-formed")
        continue
      }
      trees[name] = tree
      problems += SchemaOrder.problems(in: tree).map { "\(name): \($0)" }
      problems += Self.doubledIDs(in: tree).map { "\(name): \($0)" }
    }
    let types = trees["[Content_Types].xml"]
    let overrides = (types?.all("Override") ?? []).compactMap { $0.attributes["PartName"] }
    for name in names where name != "[Content_Types].xml" && !name.hasSuffix(".rels") {
      if overrides.count(where: { $0 == "/\(name)" }) != 1 { problems.append("\(name) has no content type") }
    }
    for part in overrides where parts[String(part.dropFirst())] == nil { problems.append("\(part) is no part") }
    problems += relationshipProblems(trees)
    return problems
  }

  private func relationshipProblems(_ trees: [String: XMLTree]) -> [String] {
    var problems: [String] = []
    var reached: Set<String> = []
    for (name, tree) in trees where name.hasSuffix(".rels") {
      let folder = name.split(separator: "/").dropLast(2).joined(separator: "/")
      for one in tree.all("Relationship") {
        let target = Self.resolve(one.attributes["Target"] ?? "", from: folder)
        reached.insert(target)
        if parts[target] == nil { problems.append("\(name) refers to \(target), which is missing") }
      }
    }
    for (name, tree) in trees where !name.hasSuffix(".rels") && name != "[Content_Types].xml" {
      if !reached.contains(name) { problems.append("nothing refers to \(name)") }
      var pieces = name.split(separator: "/").map(String.init)
      pieces.insert("_rels", at: pieces.count - 1)
      let relationships = trees[pieces.joined(separator: "/") + ".rels"]?.all("Relationship") ?? []
      let known = Set(relationships.compactMap { $0.attributes["Id"] })
      if known.count != relationships.count { problems.append("\(name): two relationships of one id") }
      for node in tree.all {
        if let id = node.attributes["r:id"], !known.contains(id) { problems.append("\(name) names \(id), unknown") }
      }
    }
    return problems
  }

  /// Objects of one slide have numbers of their own.
  private static func doubledIDs(in tree: XMLTree) -> [String] {
    let ids = tree.all("p:cNvPr").compactMap { $0.attributes["id"] }
    return Set(ids).count == ids.count ? [] : ["objects share an id"]
  }

  private static func resolve(_ target: String, from folder: String) -> String {
    var path = folder.split(separator: "/").map(String.init)
    for piece in target.split(separator: "/") {
      if piece == ".." { _ = path.popLast() } else { path.append(String(piece)) }
    }
    return path.joined(separator: "/")
  }
}
