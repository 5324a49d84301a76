internal import CGraphvizShim
internal import Glibc

/// The worker process that draws maps; the entry of the hidden subcommand.
///
/// It reads jobs from standard input and writes answers to standard output until its input ends. It may be killed at
/// any moment: it holds nothing that anyone else needs.
public enum MapWorker {
  /// Exit statuses, after sysexits.
  enum Exit {
    static let done: Int32 = 0
    static let badInput: Int32 = 65
    static let internalFault: Int32 = 70
    static let cannotWrite: Int32 = 74
  }

  /// Address space; the libraries' own needs are about 300 MiB of it.
  static let memoryLimit: UInt64 = 1 << 30
  /// Processor time of one job.
  static let jobSeconds: UInt64 = 30

  /// Serves until standard input ends.
  ///
  /// - Returns: the exit status: 0 at the end of input, 65 for a frame that is no job, 70 or 74 for a fault of ours.
  public static func run() -> Int32 {
    guard svyaz_limit_process(memoryLimit) == 0 else { return Exit.internalFault }
    let output = svyaz_take_standard_output()
    guard output >= 0 else { return Exit.internalFault }
    return serve(input: 0, output: output, jobSeconds: jobSeconds)
  }

  /// - Parameter jobSeconds: bounds the whole process, so only the worker itself passes it.
  static func serve(input: Int32, output: Int32, jobSeconds: UInt64? = nil) -> Int32 {
    let pipeline = MapPipeline()
    while true {
      guard let header = read(input, count: Frame.headerCount) else { return Exit.done }
      guard let length = Frame.length(header), let body = read(input, count: length),
        let job = try? Frame.decode(WorkerJob.self, from: body), job.version == WorkerJob.drawingVersion
      else { return Exit.badInput }
      if let jobSeconds { svyaz_limit_processor(jobSeconds) }
      guard let frames = try? answer(job, with: pipeline) else { return Exit.internalFault }
      for frame in frames where !write(frame, to: output) { return Exit.cannotWrite }
      // Freeing layouts is where graphviz crashes most: only now, when the answer is out.
      svyaz_layout_release()
    }
  }

  /// The answer's frames: the message, then each file.
  static func answer(_ job: WorkerJob, with pipeline: MapPipeline) throws -> [[UInt8]] {
    do {
      let (scene, files) = try pipeline.draw(job.map, formats: job.formats, options: job.options)
      var answer = WorkerAnswer(scene: scene)
      var frames: [[UInt8]] = []
      for (format, bytes) in files.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
        answer.files.append(.init(format: format, byteCount: bytes.count))
        frames += [Frame.header(bytes.count), bytes]
      }
      return [try Frame.encode(answer)] + frames
    } catch let error as MapError {
      return [try Frame.encode(WorkerAnswer(failure: .init(error)))]
    }
  }

  /// Exactly `count` bytes, or `nil` when the input ends or fails before.
  private static func read(_ descriptor: Int32, count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled)
      }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { return nil }
      filled += got
    }
    return bytes
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var written = 0
    while written < bytes.count {
      let put = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if put < 0, errno == EINTR { continue }
      guard put > 0 else { return false }
      written += put
    }
    return true
  }
}
