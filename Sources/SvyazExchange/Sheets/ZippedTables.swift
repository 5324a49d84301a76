/// Tables that came together in one ZIP archive: a network folder that somebody packed.
public enum ZippedTables {
  /// The text tables (`.csv`) of an archive, in any of its folders, with their last names.
  ///
  /// - Returns: `nil` for bytes that are no archive, or that are a workbook, which is an archive too.
  /// - Throws: ``SheetFileError`` for a damaged archive, one that inflates beyond `limits`, or one without any table.
  public static func read(
    bytes: [UInt8], file: String, limits: SheetLimits = Self.limits
  ) throws(SheetFileError) -> [(name: String, bytes: [UInt8])]? {
    guard case .zip = FileSignature.signature(of: bytes) else { return nil }
    guard bytes.count <= limits.fileBytes else {
      throw .tooLarge(file: file, limit: .fileBytes, most: limits.fileBytes, place: nil)
    }
    let meter = SheetMeter(file: file, fileBytes: bytes.count, limits: limits)
    return try bytes.withUnsafeBufferPointer { buffer throws(SheetFileError) in
      let container = try ZipContainer(bytes: buffer, file: file, limits: limits)
      guard !container.contains("[Content_Types].xml") else { return nil }
      var tables: [(name: String, bytes: [UInt8])] = []
      for name in container.names {
        let last = NetworkFolder.lastComponent(of: name)
        // Some systems put files of their own beside each.
        guard last.lowercased().hasSuffix(".csv"), !last.hasPrefix("."), !name.hasSuffix("/") else { continue }
        guard tables.count < mostTables else { break }
        tables.append((last, try content(of: name, in: container, meter)))
      }
      guard !tables.isEmpty else {
        throw .damaged(file: file, part: "", line: 0, problem: "в архиве нет ни одной таблицы CSV")
      }
      return tables
    }
  }

  /// A folder of a city inflates to a few megabytes.
  public static var limits: SheetLimits {
    var limits = SheetLimits()
    limits.partBytes = 64 << 20
    limits.inflatedBytes = 64 << 20
    return limits
  }

  private static let mostTables = 50
  private static let pieceBytes = 64 << 10

  private static func content(
    of name: String, in container: ZipContainer, _ meter: SheetMeter
  ) throws(SheetFileError) -> [UInt8] {
    var content: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: pieceBytes)
    try container.read(name, most: meter.limits.partBytes, meter: meter) { fill throws(SheetFileError) in
      let count = piece.withUnsafeMutableBytes { fill($0) }
      if count > 0 { content += piece[..<min(count, piece.count)] }
    }
    return content
  }
}
