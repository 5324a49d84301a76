internal import Foundation

/// What this process took and may take of the machine's memory.
enum Memory {
  /// The most that the process ever held (VmHWM); `nil` where the system does not tell.
  static var peakMegabytes: Int? {
    guard let bytes = FileManager.default.contents(atPath: "/proc/self/status") else { return nil }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where line.hasPrefix("VmHWM:") {
      return Int(line.filter(\.isNumber)).map { $0 / 1024 }
    }
    return nil
  }

  /// The memory of the machine in bytes.
  static var physicalBytes: Int { Int(clamping: ProcessInfo.processInfo.physicalMemory) }
}
