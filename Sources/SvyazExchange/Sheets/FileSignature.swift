/// Tells what a file is from its bytes.
enum FileSignature {
  case zip
  case text
  case other(SheetFileKind)

  static func signature(of bytes: [UInt8]) -> FileSignature {
    if bytes.isEmpty { return .other(.empty) }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) { return .zip }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      return .other(isEncrypted(compoundFile: bytes) ? .encrypted : .oldExcel)
    }
    // Excel 2–4 wrote its records without a compound file.
    if bytes.starts(with: [0x09, 0x08]) || bytes.starts(with: [0x09, 0x04]) || bytes.starts(with: [0x09, 0x02]),
      bytes.count > 3, bytes[3] == 0
    {
      return .other(.oldExcel)
    }
    if bytes.starts(with: "%PDF-".utf8) { return .other(.pdf) }
    return isMarkup(bytes) ? .other(.markup) : .text
  }

  /// A workbook with a password is a stream named EncryptedPackage in a compound file ([MS-OFFCRYPTO] §2.3.4).
  private static func isEncrypted(compoundFile bytes: [UInt8]) -> Bool {
    let name = Array("EncryptedPackage".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    // Names stand in directory entries of 128 bytes, at their beginning.
    var position = 0
    while position + name.count <= bytes.count {
      if bytes[position] == name[0], bytes[position..<position + name.count].elementsEqual(name) { return true }
      position += 128
    }
    return false
  }

  private static func isMarkup(_ bytes: [UInt8]) -> Bool {
    var start = bytes.prefix(512)
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
    start = start.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    let head = String(decoding: start.prefix(16), as: UTF8.self).lowercased()
    return ["<?xml", "<html", "<!doctype", "<table", "<!--", "<head", "<meta", "{\\rtf"].contains { head.hasPrefix($0) }
  }
}
