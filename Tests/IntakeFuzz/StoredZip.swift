/// Writes zip archives without compression, so that changed parts reach the parser with a right checksum.
struct StoredZip {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  static func archive(_ parts: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var zip = StoredZip()
    for part in parts { zip.add(part.name, part.bytes) }
    return zip.finished()
  }

  private mutating func add(_ name: String, _ part: [UInt8]) {
    let offset = bytes.count
    let checksum = CRC32.checksum(of: part)
    // Version 2.0, no flags, stored, 1980-01-01 00:00.
    var common: [UInt8] = [20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]
    common += Self.little(checksum) + Self.little(UInt32(part.count)) + Self.little(UInt32(part.count))
    common += Self.little(UInt16(truncatingIfNeeded: name.utf8.count)) + [0, 0]
    bytes += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + part
    directory += [0x50, 0x4B, 1, 2, 20, 0] + common + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    directory += Self.little(UInt32(offset)) + Array(name.utf8)
    count += 1
  }

  private func finished() -> [UInt8] {
    let entries = Self.little(UInt16(truncatingIfNeeded: count))
    return bytes + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + entries + entries
      + Self.little(UInt32(directory.count)) + Self.little(UInt32(bytes.count)) + [0, 0]
  }

  private static func little(_ value: some FixedWidthInteger) -> [UInt8] {
    (0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }
}

enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { start in
    (0..<8).reduce(UInt32(start)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
  }

  static func checksum(of bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ ($0 >> 8) }
  }
}
