import Foundation
import HummingbirdTesting
import SvyazGraph
import SvyazTestSupport

@testable import SvyazWeb

/// One service for all tests of maps: its worker draws one map after another, whatever else the machine does.
enum MapSite {
  static let school: SchoolID = "school-119"

  static let shared = Result { try TestSite(school: school, mapCache: 32 << 20) }
}

extension TestResponse {
  /// The drawing on a page.
  var svg: String {
    let text = text
    guard let begin = text.range(of: "<svg xmlns"), let end = text.range(of: "</svg>") else { return "" }
    return String(text[begin.lowerBound..<end.upperBound])
  }
}
