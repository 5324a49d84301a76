import Foundation
import SvyazTestSupport
import Testing

/// The pictures that the README shows are what the program draws today.
@Suite struct GalleryCommandTests {
  /// Where a map's look was changed on purpose: `make gallery`, look at the pictures, commit them.
  @Test func isDrawnAnewToTheSameBytes() throws {
    let folder = try TemporaryFolder()
    let script = Process()
    script.executableURL = SvyazProcess.repository.appending(path: "Scripts/gallery.sh")
    script.arguments = [folder.path]
    script.environment = ProcessInfo.processInfo.environment.merging([
      "SVYAZ": SvyazProcess.executable.path, "FORMATS": "svg",
    ]) { $1 }
    try script.run()
    script.waitUntilExit()
    #expect(script.terminationStatus == 0)
    let gallery = SvyazProcess.repository.appending(path: "exports/gallery")
    let kept = try FileManager.default.contentsOfDirectory(atPath: gallery.path)
    let drawn = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(drawn.count >= 10)
    // PNG depends on the versions of librsvg and cairo as well.
    #expect(Set(drawn) == Set(kept.filter { $0.hasSuffix(".svg") || $0.hasSuffix(".pptx") }))
    for name in drawn {
      let (now, then) = (folder.url.appending(path: name), gallery.appending(path: name))
      #expect(try Data(contentsOf: now) == Data(contentsOf: then), "\(name): make gallery")
    }
  }
}
