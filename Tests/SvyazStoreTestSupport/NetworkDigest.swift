internal import SvyazContract
public import SvyazGraph

extension Network {
  /// Tells networks apart across processes: FNV-1a over the cells of all rows in their order.
  public var digest: String {
    var digest = DigestVisitor(network: self)
    digest.add([id.rawValue, name, asOf.description])
    for subject in subjects { digest.add([subject.id.rawValue, subject.name]) }
    for target in targets { digest.add(["\(target.indicator)", "\(target.perMille)", target.day.description]) }
    for row in definitions {
      digest.add([
        "\(row.indicator)", row.id, row.version, row.interval.from.description, row.interval.to?.description ?? "",
        row.title, row.numerator, row.denominator, row.rule.words,
      ])
    }
    try? Network.visitTables(&digest)
    return String(digest.hash, radix: 16)
  }
}

extension ReadingRule {
  /// The same in every process, unlike the order within a set.
  fileprivate var words: String {
    func words(_ circle: SchoolCircle) -> String {
      guard case .statuses(let statuses) = circle else { return "все" }
      return statuses.map(\.rawValue).sorted().joined(separator: "+")
    }
    return switch self {
    case .schools(let property, let among, let of): "schools \(property) \(words(among)) \(words(of))"
    case .staff(let groups, let course, let among): "staff \(groups) \(course) \(words(among))"
    case .results(let assessments, let among, let base): "results \(assessments) \(words(among)) \(base)"
    }
  }
}

private struct DigestVisitor: NetworkRowVisitor {
  let network: Network
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func visit<Row: NetworkRow>(_ type: Row.Type) throws {
    add([Row.table.rawValue])
    for row in Row.rows(of: network) { add(TextCells(row).cells) }
  }

  mutating func add(_ cells: [String]) {
    for cell in cells {
      // SQLite knows no negative zero.
      for byte in (cell == "-0.0" ? "0.0" : cell).utf8 { add(byte) }
      add(0xFF)
    }
    add(0xFE)
  }

  private mutating func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
