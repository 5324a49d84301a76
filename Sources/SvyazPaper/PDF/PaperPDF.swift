internal import Subprocess
internal import SystemPackage

/// Makes PDF of papers by WeasyPrint, a process for each paper.
///
/// Equal papers give equal bytes on one machine, whatever the time and the folder. The text stays text, the fonts are in
/// the file, its language, title and structure (tags) too. The page refers to nothing, so nothing is fetched; a proxy
/// that answers nobody makes sure of it.
public struct PaperPDF: Sendable {
  /// A name to look up on PATH, or a path.
  public var tool: String
  /// How long one paper may take.
  public var deadline: Duration
  /// Bytes of a PDF, and of the HTML that it is made of.
  public var limit: Int

  /// - Parameters:
  ///   - deadline: a page takes a few tenths of a second; the default is for a hundred pages on a busy machine.
  public init(tool: String = "weasyprint", deadline: Duration = .seconds(120), limit: Int = 32 << 20) {
    self.tool = tool
    self.deadline = deadline
    self.limit = max(1, limit)
  }

  /// - Throws: ``PaperError``.
  public func render(_ paper: Paper) async throws -> [UInt8] { try await render(html: paper.html()) }

  /// - Parameter html: a page without references, as ``Paper/html()`` writes it.
  /// - Throws: ``PaperError``.
  public func render(html: String) async throws -> [UInt8] {
    let input = Array(html.utf8)
    guard input.count <= limit else { throw PaperError.pdfTooLarge(limitMegabytes: limit >> 20) }
    let ending = await withTaskGroup(of: Ending.self) { group in
      group.addTask { await self.run(input) }
      group.addTask {
        (try? await Task.sleep(for: deadline)) == nil
          ? .failure(.cancelled) : .failure(.pdfDeadlineExceeded(seconds: seconds))
      }
      // Whoever is first; the other is cancelled, which kills the process.
      let first = await group.next() ?? .failure(.cancelled)
      group.cancelAll()
      return first
    }
    if Task.isCancelled { throw PaperError.cancelled }
    return try ending.get()
  }

  private typealias Ending = Result<[UInt8], PaperError>

  private var seconds: Int { Int(clamping: deadline.components.seconds) }

  private func run(_ input: [UInt8]) async -> Ending {
    let executable: Executable = tool.contains("/") ? .path(FilePath(tool)) : .name(tool)
    var options = PlatformOptions()
    // Nothing to save: killed at once.
    options.teardownSequence = []
    guard let file = try? NamelessFile(input) else {
      return .failure(.pdfFailed(detail: "временный файл не записывается"))
    }
    defer { file.close() }
    let outcome: ExecutionResult<Void, BytesOutput, BytesOutput>
    do {
      outcome = try await Subprocess.run(
        executable,
        arguments: [
          "--quiet", "--encoding", "utf-8", "--media-type", "print", "--base-url", "about:blank", "--pdf-variant",
          "pdf/ua-1",
          "-", "-",
        ],
        environment: Self.environment, platformOptions: options,
        input: .fileDescriptor(file.descriptor, closeAfterSpawningProcess: false), output: .bytes(limit: limit),
        error: .bytes(limit: 1 << 20))
    } catch let error as SubprocessError {
      if Task.isCancelled { return .failure(.cancelled) }
      switch error.code {
      case .executableNotFound, .spawnFailed: return .failure(.pdfToolMissing(tool: tool))
      case .outputLimitExceeded: return .failure(.pdfTooLarge(limitMegabytes: limit >> 20))
      default: return .failure(.pdfFailed(detail: "обмен с программой «\(tool)» прервался"))
      }
    } catch {
      return .failure(Task.isCancelled ? .cancelled : .pdfFailed(detail: "обмен с программой «\(tool)» прервался"))
    }
    switch outcome.terminationStatus {
    case .signaled(let signal): return .failure(.pdfKilled(signal: Int(signal)))
    case .exited(let code) where code != 0:
      return .failure(.pdfFailed(detail: "код \(code)\(Self.lastLine(outcome.standardError))"))
    case .exited: break
    }
    let bytes = outcome.standardOutput
    guard bytes.starts(with: "%PDF-".utf8), bytes.suffix(16).contains(sequence: Array("%%EOF".utf8)) else {
      return .failure(.pdfFailed(detail: "программа «\(tool)» вернула не PDF"))
    }
    return .success(bytes)
  }

  /// What the tool said last, so that the developers know; not a whole trace, and no paths.
  private static func lastLine(_ bytes: [UInt8]) -> String {
    let lines = String(decoding: bytes.suffix(2000), as: UTF8.self).split(separator: "\n")
    guard let line = lines.last, !line.contains("/") else { return "" }
    return ", " + line.prefix(160)
  }

  /// Clocks and hashes stand still, nothing of a developer's Python comes in, and every address leads to nobody.
  private static var environment: Environment {
    .inherit.updating([
      "SOURCE_DATE_EPOCH": "0", "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": nil,
      "PYTHONHOME": nil,
      "PYTHONSTARTUP": nil, "LC_ALL": "C.UTF-8", "TZ": "UTC", "http_proxy": "http://127.0.0.1:9",
      "https_proxy": "http://127.0.0.1:9", "no_proxy": nil, "NO_PROXY": nil, "HTTP_PROXY": nil, "HTTPS_PROXY": nil,
    ])
  }
}

extension Collection where Element: Equatable {
  fileprivate func contains(sequence: [Element]) -> Bool {
    indices.contains { self[$0...].starts(with: sequence) }
  }
}
