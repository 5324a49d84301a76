/// What one file may take, so that no file can fill memory or hold the service up.
///
/// All sheets of a workbook count together. The defaults hold the reader well below 512 MiB.
public struct SheetLimits: Hashable, Sendable {
  public var fileBytes = 64 << 20
  public var archiveEntries = 10_000
  /// Inflated bytes of a sheet or of the shared texts.
  public var partBytes = 384 << 20
  /// Inflated bytes of a part of another kind: styles, relations, the list of sheets.
  public var smallPartBytes = 16 << 20
  public var inflatedBytes = 512 << 20
  /// How many times more all inflated bytes may be than the file, once they pass ``inflationFloor``.
  public var inflationRatio = 100
  public var inflationFloor = 8 << 20
  public var sheets = 1000
  public var rows = 1_048_576
  public var columns = 16_384
  /// Empty cells to the left of a value count.
  public var cells = 4_000_000
  /// In UTF-16 units, as Excel counts.
  public var textLength = 32_767
  public var sharedTexts = 2_000_000
  /// Bytes of all cells and texts kept, estimated.
  public var memory = 192 << 20
  public var merged = 100_000

  public init() {}
}

/// Counts what a file takes against its limits.
final class SheetMeter {
  let file: String
  let limits: SheetLimits
  private var cells = 0
  private var memory = 0
  private var inflated = 0
  private let mostInflated: Int

  init(file: String, fileBytes: Int, limits: SheetLimits) {
    self.file = file
    self.limits = limits
    // A file has at most `limits.fileBytes`: no overflow.
    mostInflated = max(limits.inflationFloor, fileBytes * limits.inflationRatio)
  }

  func tooLarge(_ limit: SheetLimit, most: Int, at place: CellPlace? = nil) -> SheetFileError {
    .tooLarge(file: file, limit: limit, most: most, place: place)
  }

  /// A row's cells, empty ones included.
  func charge(cells count: Int, at place: @autoclosure () -> CellPlace) throws(SheetFileError) {
    cells += count
    guard cells <= limits.cells else { throw tooLarge(.cells, most: limits.cells, at: place()) }
    // The row itself and its array's header.
    try charge(memory: 48 + count * MemoryLayout<SheetCell>.stride)
  }

  /// A text that is kept, by its length in UTF-8.
  func charge(text utf8Count: Int) throws(SheetFileError) {
    // Up to 15 bytes stand in the string itself, longer ones in an object with a header.
    if utf8Count > 15 { try charge(memory: 48 + utf8Count) }
  }

  func charge(memory bytes: Int) throws(SheetFileError) {
    memory += bytes
    guard memory <= limits.memory else { throw tooLarge(.memory, most: limits.memory) }
  }

  func charge(inflated bytes: Int) throws(SheetFileError) {
    inflated += bytes
    guard inflated <= limits.inflatedBytes else { throw tooLarge(.inflatedBytes, most: limits.inflatedBytes) }
    guard inflated <= mostInflated else { throw tooLarge(.inflationRatio, most: limits.inflationRatio) }
  }
}
