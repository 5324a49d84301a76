import Foundation
import Glibc
import SvyazGraph
import SvyazTestSupport
import Testing

@testable import SvyazPaper

/// With the real tool, which `make setup` installs, and with tools that misbehave.
@Suite(.serialized) struct PaperPDFTests {
  /// `SVYAZ_LOOK=FOLDER` keeps the sample papers there, for eyes.
  @Test func looks() async throws {
    guard let folder = ProcessInfo.processInfo.environment["SVYAZ_LOOK"] else { return }
    for paper in [try SamplePaper.note(), try SamplePaper.agreement(), try SamplePaper.annex()] {
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
    var paper = try SamplePaper.note()
    paper.blocks = Array(paper.blocks.prefix(7))
    let first = try await PaperPDF().render(paper)
    let folder = try TemporaryFolder()
    let script =
      "cd '\(folder.path)' && sleep 1.1 && TMPDIR='\(folder.path)' HOME='\(folder.path)' exec weasyprint \"$@\""
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
        .heading(level: 1, "Заголовок " + text.prefix(100)),
        .table(
          .init(columns: [.init("Чтение"), .init("Доля"), .init("Цель")], rows: [.init([.init(text), "1", "2"])])),
      ]
    }
    paper.mark.network = texts.joined()
    let bytes = try await PaperPDF().render(paper.typeset())
    #expect(bytes.count > 10_000)
  }

  /// Even of a page that is not ours: a server that listens hears nothing.
  @Test func nothingIsFetched() async throws {
    let listener = try Listener()
    let address = "http://127.0.0.1:\(listener.port)/x"
    let html =
      "<html lang=\"ru\"><head><title>т</title><link rel=\"stylesheet\" href=\"\(address).css\"/></head>"
      + "<body><p>т</p><img src=\"\(address).png\"/></body></html>"
    #expect(try await PaperPDF().render(html: html).count > 500)
    #expect(!listener.wasCalled())
    #expect(listener.callsItself() && listener.wasCalled())
  }

  // MARK: Tools that misbehave

  private func failure(_ script: String, deadline: Duration = .seconds(20), limit: Int = 1 << 20) async throws
    -> PaperError?
  {
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
      await #expect(throws: PaperError.pdfToolMissing(tool: tool)) {
        try await PaperPDF(tool: tool).render(html: "<p/>")
      }
    }
    let error = PaperError.pdfToolMissing(tool: "weasyprint")
    #expect(error.code == "paper.pdfToolMissing" && error.message.contains("weasyprint"))
    #expect(error.advice.contains("apt-get install weasyprint"))
  }

  @Test func failuresAreTold() async throws {
    #expect(
      try await failure("cat >/dev/null; echo 'MemoryError' >&2; exit 3") == .pdfFailed(detail: "код 3, MemoryError"))
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

  /// More than a pipe holds, to a tool that leaves at once: an error, not the end of our own process.
  @Test func toolsThatDoNotReadAreSurvived() async throws {
    let folder = try TemporaryFolder()
    let pdf = PaperPDF(tool: try Self.tool("exit 0", in: folder))
    let html = String(repeating: "т", count: 1 << 20)
    for _ in 0..<20 {
      let error = await #expect(throws: PaperError.self) { try await pdf.render(html: html) }
      if case .pdfFailed = error { continue }
      Issue.record("\(String(describing: error))")
    }
  }

  @Test func slowToolsAreStopped() async throws {
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try await failure("exec sleep 60", deadline: .seconds(1)) == .pdfDeadlineExceeded(seconds: 1))
    #expect(clock.now - start < .seconds(20))
  }

  @Test func endlessOutputIsCut() async throws {
    for _ in 0..<20 {
      #expect(try await failure("exec yes", limit: 1 << 20) == .pdfTooLarge(limitMegabytes: 1))
    }
    await #expect(throws: PaperError.pdfTooLarge(limitMegabytes: 0)) {
      try await PaperPDF(limit: 10).render(html: "<p>longer than ten bytes</p>")
    }
  }

  @Test func cancellationStopsTheTool() async throws {
    let folder = try TemporaryFolder()
    let pdf = PaperPDF(tool: try Self.tool("exec sleep 60", in: folder))
    // Before the tool runs, while it starts, while it works.
    for milliseconds in (0..<20).map({ $0 * $0 }) {
      let task = Task { try await pdf.render(html: "<p/>") }
      try await Task.sleep(for: .milliseconds(milliseconds))
      task.cancel()
      await #expect(throws: PaperError.cancelled) { try await task.value }
    }
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
    let signs =
      (0x20...0x7E).map { $0 } + (0x410...0x44F).map { $0 } + [
        0x401, 0x451, 0xA0, 0xAB, 0xBB, 0x2013, 0x2014, 0x2026, 0x2116, 0x2212,
      ]
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

/// A socket of this machine that answers nobody and remembers who came.
private final class Listener {
  private let socket: Int32
  let port: UInt16
  private var address: sockaddr_in

  struct NoSocket: Error {}

  init() throws {
    let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var bound = sockaddr_in()
    bound.sin_family = sa_family_t(AF_INET)
    bound.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &bound) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { general in
        bind(descriptor, general, length) == 0 && listen(descriptor, 8) == 0
          ? getsockname(descriptor, general, &length) : -1
      }
    }
    guard descriptor >= 0, status == 0, fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 else { throw NoSocket() }
    socket = descriptor
    address = bound
    port = UInt16(bigEndian: bound.sin_port)
  }

  deinit { close(socket) }

  func wasCalled() -> Bool {
    let caller = accept(socket, nil, nil)
    if caller >= 0 { close(caller) }
    return caller >= 0
  }

  /// That it would hear a call.
  func callsItself() -> Bool {
    let caller = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(caller) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(caller, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }
}
