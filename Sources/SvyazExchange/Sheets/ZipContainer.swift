internal import CZip

/// A zip archive in memory, read part by part without inflating one as a whole.
///
/// The bytes must outlive the container.
final class ZipContainer {
  let file: String
  private let archive: OpaquePointer

  /// - Throws: ``SheetFileError/damaged(file:part:line:problem:)`` for an archive that is torn or no archive.
  init(bytes: UnsafeBufferPointer<UInt8>, file: String, limits: SheetLimits) throws(SheetFileError) {
    self.file = file
    // libzip makes an object for every entry as it opens: the count is looked at first.
    guard Self.mostEntriesDeclared(in: bytes) <= UInt64(max(0, limits.archiveEntries)) else {
      throw .tooLarge(file: file, limit: .archiveEntries, most: limits.archiveEntries, place: nil)
    }
    let damaged = SheetFileError.damaged(
      file: file, part: "", line: 0, problem: "архив обрывается или его оглавление нарушено")
    var problem = zip_error_t()
    zip_error_init(&problem)
    defer { zip_error_fini(&problem) }
    guard let source = zip_source_buffer_create(bytes.baseAddress, zip_uint64_t(bytes.count), 0, &problem) else {
      throw damaged
    }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, &problem) else {
      zip_source_free(source)
      throw damaged
    }
    self.archive = archive
  }

  deinit { zip_discard(archive) }

  /// The greatest number of entries that any end of a central directory declares, the usual one or that of ZIP64; there
  /// may be several in a file that was made to mislead.
  private static func mostEntriesDeclared(in bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    func little(_ position: Int, _ count: Int) -> UInt64 {
      (0..<count).reduce(0) { $0 | UInt64(bytes[position + $1]) << UInt64($1 * 8) }
    }
    func has(_ third: UInt8, _ fourth: UInt8, at position: Int) -> Bool {
      bytes[position] == 0x50 && bytes[position + 1] == 0x4B && bytes[position + 2] == third
        && bytes[position + 3] == fourth
    }
    var most: UInt64 = 0
    // The end record has 22 bytes and a comment of up to 65,535; the locator of ZIP64's stands before it and has 20.
    var position = max(0, bytes.count - 65_535 - 22 - 20)
    while position + 20 <= bytes.count {
      if has(0x05, 0x06, at: position) {
        most = max(most, little(position + 10, 2))
      } else if has(0x06, 0x07, at: position), let record = Int(exactly: little(position + 8, 8)),
        record <= bytes.count - 40, has(0x06, 0x06, at: record)
      {
        most = max(most, little(record + 32, 8))
      }
      position += 1
    }
    return most
  }

  /// Of all entries, folders among them, in the archive's order.
  var names: [String] {
    let count = max(0, zip_get_num_entries(archive, 0))
    return (0..<zip_uint64_t(count)).compactMap { index in
      zip_get_name(archive, index, zip_flags_t(ZIP_FL_ENC_GUESS)).map { String(cString: $0) }
    }
  }

  func contains(_ name: String) -> Bool { index(of: name) != nil }

  /// Names of parts differ by more than case; a few writers are careless about it.
  private func index(of name: String) -> zip_uint64_t? {
    let exact = zip_name_locate(archive, name, zip_flags_t(ZIP_FL_ENC_GUESS))
    if exact >= 0 { return zip_uint64_t(exact) }
    let careless = zip_name_locate(archive, name, zip_flags_t(ZIP_FL_NOCASE))
    return careless >= 0 ? zip_uint64_t(careless) : nil
  }

  /// Inflates a part into pieces of at most 64 KiB; its checksum is checked at the end.
  ///
  /// - Parameter piece: takes one piece by calling its argument, which fills a buffer and returns the number of bytes:
  ///   0 at the end, negative when the part is damaged.
  func read(
    _ name: String, most: Int, meter: SheetMeter,
    piece: (_ fill: (UnsafeMutableRawBufferPointer) -> Int) throws(SheetFileError) -> Void
  ) throws(SheetFileError) {
    guard let index = index(of: name) else { throw damaged(name, "части нет в архиве") }
    var status = zip_stat_t()
    zip_stat_init(&status)
    guard zip_stat_index(archive, index, 0, &status) == 0 else { throw damaged(name, "запись в оглавлении нарушена") }
    guard status.valid & zip_uint64_t(ZIP_STAT_ENCRYPTION_METHOD) == 0 || status.encryption_method == ZIP_EM_NONE
    else { throw .unsupported(file: file, kind: .encrypted) }
    guard status.size <= zip_uint64_t(most) else { throw meter.tooLarge(.partBytes, most: most) }
    guard let part = zip_fopen_index(archive, index, 0) else {
      throw damaged(name, "начало части нарушено или способ сжатия неизвестен")
    }
    defer { zip_fclose(part) }
    var total = 0
    var got = 1
    while got > 0 {
      try piece { buffer in
        got = Int(zip_fread(part, buffer.baseAddress, zip_uint64_t(buffer.count)))
        return got
      }
      guard got >= 0 else {
        let isChecksum = zip_error_code_zip(zip_file_get_error(part)) == ZIP_ER_CRC
        throw damaged(name, isChecksum ? "контрольная сумма не сходится" : "сжатые данные нарушены или обрываются")
      }
      total += got
      guard total <= most else { throw meter.tooLarge(.partBytes, most: most) }
      try meter.charge(inflated: got)
    }
  }

  private func damaged(_ part: String, _ problem: String) -> SheetFileError {
    .damaged(file: file, part: part, line: 0, problem: problem)
  }
}
