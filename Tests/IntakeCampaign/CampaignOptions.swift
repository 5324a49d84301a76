struct CampaignOptions {
  enum Mode {
    case whole
    case batch(Range<UInt64>, report: String)
    case only(UInt64)
  }

  struct Problem: Error, CustomStringConvertible {
    let description: String
  }

  var inputs: UInt64 = 1_000_000
  var seed: UInt64 = 1
  /// Most processor time of one input.
  var secondsLimit = 1.0
  /// Most memory of a process.
  var mebibytesLimit = 512
  var processes = 2
  var mode = Mode.whole

  init(_ arguments: ArraySlice<String>) throws {
    var rest = arguments
    var until: UInt64?
    var report: String?
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { throw Problem(description: "\(name) needs a value") }
      func number() throws -> UInt64 {
        guard let number = UInt64(value), number <= 1 << 40 else { throw Problem(description: "\(name) \(value)?") }
        return number
      }
      switch name {
      case "--inputs": inputs = try number()
      case "--seed": seed = try number()
      case "--until": until = try number()
      case "--report": report = value
      case "--only": mode = .only(try number())
      case "--processes": processes = max(1, min(64, Int(try number())))
      case "--seconds-limit":
        guard let seconds = Double(value), seconds > 0 else { throw Problem(description: "\(name) \(value)?") }
        secondsLimit = seconds
      default: throw Problem(description: "unknown option \(name)")
      }
    }
    if let until, let report, until >= seed { mode = .batch(seed..<until, report: report) }
  }
}
