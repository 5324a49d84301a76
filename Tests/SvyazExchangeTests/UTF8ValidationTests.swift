import SvyazTestSupport
import Testing

@testable import SvyazExchange

@Suite struct UTF8ValidationTests {
  @Test func agreesWithTheStandardLibrary() {
    // Every sequence of two bytes, and every lead with likely followers.
    let followers: [UInt8] = [0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
    for lead in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max { check([lead, second]) }
      for second in followers {
        for third in followers {
          check([lead, second, third])
          for fourth in followers { check([lead, second, third, fourth]) }
        }
      }
    }
  }

  private func check(_ bytes: [UInt8]) {
    let isValid = String(validating: bytes, as: UTF8.self) != nil
    if isWellFormedUTF8(bytes, in: 0..<bytes.count) != isValid { Issue.record("\(bytes)") }
  }
}
