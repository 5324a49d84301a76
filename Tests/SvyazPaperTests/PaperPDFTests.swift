import Foundation
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazPaper

/// With the real tool, which `make setup` installs, and with tools that misbehave.
@Suite(.serialized) struct PaperPDFTests {
  /// `SVYAZ_LOOK=FOLDER` keeps the sample papers there, for eyes.
  @Test func looks() async throws {
    guard let folder = ProcessInfo.processInfo.environment["SVYAZ_LOOK"] else { return }
    for paper in [try SamplePaper.note(), try SamplePaper.agreement()] {
      let url = URL(filePath: folder)
      try Data(paper.html().utf8).write(to: url.appending(path: "\(paper.id).html"))
      try Data(try await PaperPDF().render(paper)).write(to: url.appending(path: "\(paper.id).pdf"))
    }
  }

  /// A shell script in place of the tool, or around it.
  private static func tool(_ script: String, in folder: TemporaryFolder) throws -> String {
    try folder.write("#!/bin/sh\n\(script)\n", to: "tool")
    let path = folder.path + "/tool"
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  /// Elsewhere, later, for another user's clock: the same bytes.
  @Test func equalPapersGiveEqualBytes() async throws {
    let paper = try SamplePaper.note()
    let first = try await PaperPDF().render(paper)
    let folder = try TemporaryFolder()
    let script = "cd '\(folder.path)' && sleep 1.1 && TMPDIR='\(folder.path)' HOME='\(folder.path)' exec weasyprint \"$@\""
    let second = try await PaperPDF(tool: try Self.tool(script, in: folder)).render(paper)
    #expect(first == second)
    var changed = paper
    changed.mark.dataHash = "0" + paper.mark.dataHash.dropFirst()
    let third = try await PaperPDF().render(changed)
    #expect(third != first)
  }

  @Test func pdfIsTaggedSearchableAndHasItsFonts() async throws {
    let bytes = try await PaperPDF().render(try SamplePaper.agreement())
    let text = String(decoding: bytes, as: Unicode.ASCII.self)
    for part in ["/Lang (ru)", "/StructTreeRoot", "/MarkInfo", "/ToUnicode", "/FontFile2", "PT-Sans", "/Title"] {
      #expect(text.contains(part), "\(part)")
    }
    // Every font is in the file: as many programs as descriptions.
    #expect(text.ranges(of: "/Type /FontDescriptor").count == text.ranges(of: "/FontFile2 ").count)
    #expect(!text.contains("/CreationDate") && !text.contains("/JavaScript") && !text.contains("/URI"))
  }

  @Test func hostilePapersArePrinted() async throws {
    let texts = MarkupTests.hostile
    var paper = try SamplePaper.agreement()
    paper.blocks = texts.flatMap { text in
      [
        .paragraph(.init(text)), .heading(level: 1, text),
        .table(.init(columns: [.init(text), .init("Чтение"), .init("x"), .init("y")], rows: [.init([.init(text), "1", "2", .init(text)])])),
      ]
    }
    paper.mark.network = texts.joined()
    let bytes = try await PaperPDF().render(paper.typeset())
    #expect(bytes.count > 10_000)
  }

  @Test func nothingIsFetched() async throws {
    // Were it fetched, the page would differ from the one without a picture.
    let html = "<html lang=\"ru\"><head><title>т</title></head><body><p>т</p>%</body></html>"
    let plain = try await PaperPDF().render(html: html.replacing("%", with: ""))
    let linked = try await PaperPDF().render(html: html.replacing("%", with: "<img src=\"http://127.0.0.1:9/x.png\"/>"))
    #expect(!plain.isEmpty && !linked.isEmpty)
  }

  // MARK: Tools that misbehave

  private func failure(_ script: String, deadline: Duration = .seconds(20), limit: Int = 1 << 20) async throws -> PaperError? {
    let folder = try TemporaryFolder()
    let pdf = PaperPDF(tool: try Self.tool(script, in: folder), deadline: deadline, limit: limit)
    do {
      _ = try await pdf.render(html: "<p>т</p>")
      return nil
    } catch {
      return error as? PaperError
    }
  }

  @Test func missingToolsAreNamed() async throws {
    for tool in ["/nowhere/weasyprint", "no-such-tool-of-svyaz"] {
      await #expect(throws: PaperError.pdfToolMissing(tool: tool)) { try await PaperPDF(tool: tool).render(html: "<p/>") }
    }
    let error = PaperError.pdfToolMissing(tool: "weasyprint")
    #expect(error.code == "paper.pdfToolMissing" && error.message.contains("weasyprint"))
    #expect(error.advice.contains("apt-get install weasyprint"))
  }

  @Test func failuresAreTold() async throws {
    #expect(try await failure("cat >/dev/null; echo 'MemoryError' >&2; exit 3") == .pdfFailed(detail: "код 3, MemoryError"))
    #expect(try await failure("cat >/dev/null; echo '/a/path' >&2; exit 3") == .pdfFailed(detail: "код 3"))
    #expect(try await failure("kill -9 $$") == .pdfKilled(signal: 9))
    guard case .pdfFailed(let detail) = try await failure("cat >/dev/null; echo hello") else {
      Issue.record("what is no PDF was taken for one")
      return
    }
    #expect(detail.contains("не PDF"))
    guard case .pdfFailed = try await failure("cat >/dev/null; printf '%%PDF-1.7 cut short'") else {
      Issue.record("half a PDF was taken for one")
      return
    }
  }

  @Test func slowToolsAreStopped() async throws {
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try await failure("exec sleep 60", deadline: .seconds(1)) == .pdfDeadlineExceeded(seconds: 1))
    #expect(clock.now - start < .seconds(20))
  }

  @Test func endlessOutputIsCut() async throws {
    #expect(try await failure("exec yes", limit: 1 << 20) == .pdfTooLarge(limitMegabytes: 1))
    await #expect(throws: PaperError.pdfTooLarge(limitMegabytes: 0)) {
      try await PaperPDF(limit: 10).render(html: "<p>longer than ten bytes</p>")
    }
  }

  @Test func cancellationStopsTheTool() async throws {
    let folder = try TemporaryFolder()
    let pdf = PaperPDF(tool: try Self.tool("exec sleep 60", in: folder))
    let task = Task { try await pdf.render(html: "<p/>") }
    try await Task.sleep(for: .milliseconds(300))
    task.cancel()
    await #expect(throws: PaperError.cancelled) { try await task.value }
  }

  @Test func sentencesAreRussianAndComplete() {
    let errors: [PaperError] = [
      .pdfToolMissing(tool: "x"), .pdfDeadlineExceeded(seconds: 5), .pdfKilled(signal: 9), .pdfFailed(detail: "d"),
      .pdfTooLarge(limitMegabytes: 32), .cancelled,
    ]
    #expect(Set(errors.map(\.code)).count == errors.count)
    for error in errors {
      #expect(error.code.hasPrefix("paper."))
      for text in [error.message, error.advice] {
        #expect(text.hasSuffix(".") && text.unicodeScalars.contains { (0x410...0x44F).contains($0.value) })
      }
    }
  }

  /// The table of widths against the font itself, read by a library of others.
  @Test func widthsCoverTheFont() throws {
    let folder = try TemporaryFolder()
    let signs = (0x20...0x7E).map { $0 } + (0x410...0x44F).map { $0 } + [0x401, 0x451, 0xA0, 0xAB, 0xBB, 0x2013, 0x2014, 0x2026, 0x2116, 0x2212]
    let script = """
      import subprocess, sys
      from fontTools.ttLib import TTFont
      for style in ("Regular", "Bold"):
          path = subprocess.check_output(["fc-match", "-f", "%{file}", "PT Sans:style=" + style]).decode()
          font = TTFont(path)
          names, widths, units = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
          for sign in [\(signs.map(String.init).joined(separator: ","))]:
              print(sign, widths[names[sign]][0] / units)
      """
    try folder.write(script, to: "widths.py")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = [folder.path + "/widths.py"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let lines = output.split(separator: "\n")
    #expect(lines.count == signs.count * 2)
    for line in lines {
      let parts = line.split(separator: " ")
      let scalar = try #require(parts.first.flatMap { UInt32($0) }.flatMap { Unicode.Scalar($0) })
      let width = try #require(parts.last.flatMap { Double($0) })
      let ours = TextWidth.of(String(scalar), size: 1)
      #expect(ours >= width - 1e-9 && ours <= width * 1.35 + 0.03 || ours == 1.04, "\(scalar): \(ours) for \(width)")
    }
  }
}
