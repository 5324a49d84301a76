import Foundation
import SvyazGraph
import SvyazPaper
import SvyazTestSupport
import Testing

@Suite(.serialized) struct PaperPDFTests {
  /// `SVYAZ_LOOK=FOLDER` keeps the sample papers there, for eyes.
  @Test func looks() async throws {
    guard let folder = ProcessInfo.processInfo.environment["SVYAZ_LOOK"] else { return }
    for paper in [try SamplePaper.note(), try SamplePaper.agreement()] {
      let url = URL(filePath: folder)
      try Data(paper.html().utf8).write(to: url.appending(path: "\(paper.id).html"))
      try Data(try await PaperPDF().render(paper)).write(to: url.appending(path: "\(paper.id).pdf"))
      for (index, block) in paper.blocks.enumerated() {
        guard case .chart(let chart) = block else { continue }
        try Data(chart.drawing.svg(id: "c", isFile: true).utf8).write(to: url.appending(path: "chart-\(index).svg"))
      }
    }
  }
}
