internal import Glibc

extension Store {
  /// A name under which a file is built until it is whole: `samara.svyaz.4711-1234567.tmp`.
  ///
  /// Files that processes left behind when they were killed are removed on the way: a country's would fill the disk.
  static func passingName(for path: String) -> String {
    sweep(besides: path)
    return "\(path).\(getpid())-\(UInt32.random(in: 0 ... .max)).tmp"
  }

  /// Removes passing files of `path` whose processes are gone.
  private static func sweep(besides path: String) {
    let folder = folder(of: path)
    let prefix = lastComponent(of: path) + "."
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    var litter: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) {
          String(cString: $0)
        }
      }
      guard name.hasPrefix(prefix), let process = process(of: name.dropFirst(prefix.count)), process != getpid(),
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      litter.append(name)
    }
    for name in litter { unlink("\(folder)/\(name)") }
  }

  /// The process that made a passing file: 4711 of `4711-1234567.tmp` and of `4711-1234567.tmp-journal`.
  private static func process(of ending: Substring) -> pid_t? {
    let parts = ending.split(separator: "-", maxSplits: 1)
    guard parts.count == 2, let process = pid_t(parts[0]), process > 0 else { return nil }
    let rest = parts[1].drop { ("0"..."9").contains($0) }
    return rest == ".tmp" || rest.hasPrefix(".tmp-") ? process : nil
  }
}
