import Foundation
import Mustache

/// The site's pages by our renderer and by swift-mustache, from the same templates and the same values, in turns.
///
/// Usage: `svyaz-bench-templates TEMPLATES PAGES ROUNDS`: the folder of the site's `.mustache` files, a folder of pages
/// as the tests of the templates leave them, and how many turns each side takes. One JSON line a page; times are the
/// median CPU microseconds of one page, ratios the median over rounds of theirs / ours. Pages that differ by a byte end
/// it with 1.
@main
enum TemplateBench {
  /// CPU seconds of one turn of ours; the others render as many pages.
  static let turn = 0.01

  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 4, let rounds = Int(arguments[3]), rounds > 0 else {
      fail("usage: svyaz-bench-templates TEMPLATES PAGES ROUNDS", status: 2)
    }
    let sources = try files(in: arguments[1], ending: "mustache").map { file in
      (name: file.deletingPathExtension().lastPathComponent, text: try String(contentsOf: file, encoding: .utf8))
    }
    let templates = try Templates(sources)
    var library = MustacheLibrary()
    // Escaping is the models' affair on both sides.
    for (name, text) in sources { try library.register("{{% CONTENT_TYPE:TEXT}}" + text, named: name) }
    let pages = try files(in: arguments[2], ending: "json").map { try SitePage(file: $0) }
    guard !pages.isEmpty else { fail("no pages in \(arguments[2])", status: 66) }
    for page in pages { try race(page, Renderers(templates: templates, library: library), rounds: rounds) }
  }

  static func race(_ page: SitePage, _ renderers: Renderers, rounds: Int) throws {
    let finished = FinishedPage(page)
    let ours = try renderers.ours(page)
    let size = ours.bytes.count
    guard size > 0, ours.html == renderers.finished(finished), ours.html == renderers.models(page) else {
      fail("\(page.name): the pages differ", status: 1)
    }
    // What is rendered is measured: none may be left out.
    let render: [() throws -> Int] = [
      { try renderers.ours(page).bytes.count }, { renderers.finished(finished).utf8.count },
      { renderers.models(page).utf8.count },
    ]
    let count = max(1, Int(turn / max(1e-6, try seconds(of: render[0], count: 20, size: size))))
    var times: [[Double]] = Array(repeating: [], count: render.count)
    for round in 0..<rounds {
      // Whoever begins is another in each round.
      for offset in render.indices {
        let side = (round + offset) % render.count
        times[side].append(try seconds(of: render[side], count: count, size: size) * 1e6)
      }
    }
    func ratio(_ side: Int) -> Double { median(zip(times[side], times[0]).map { $0 / $1 }) }
    print(
      """
      {"page": "\(page.name)", "bytes": \(size), "count": \(count), "rounds": \(rounds), "ours": \(median(times[0])), \
      "finished": \(median(times[1])), "finishedRatio": \(ratio(1)), "models": \(median(times[2])), \
      "modelsRatio": \(ratio(2))}
      """)
  }

  /// CPU seconds of one page.
  static func seconds(of render: () throws -> Int, count: Int, size: Int) throws -> Double {
    let begin = clock()
    for _ in 0..<count {
      guard try render() == size else { fail("a page changed its size", status: 1) }
    }
    return (clock() - begin) / Double(count)
  }

  static func clock() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  static func files(in folder: String, ending: String) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(at: URL(filePath: folder), includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == ending }.sorted { $0.path < $1.path }
  }

  static func fail(_ message: String, status: Int32) -> Never {
    FileHandle.standardError.write(Data("\(message)\n".utf8))
    exit(status)
  }
}

/// A page from its values to its text: its own template within the frame. Ours ends in bytes, as the service sends them, the
/// library's in a string.
struct Renderers {
  let templates: Templates
  let library: MustacheLibrary

  func ours(_ page: SitePage) throws -> RenderedPage {
    var frame = page.frame
    frame["main"] = .template(page.template, page.content)
    return try templates.render("frame", frame)
  }

  func finished(_ page: FinishedPage) -> String {
    var frame = page.frame
    frame.values["main"] = library.render(page.content, withTemplate: page.template).map { Shown(renderText: $0) }
    return library.render(frame, withTemplate: "frame") ?? ""
  }

  func models(_ page: SitePage) -> String {
    var frame = page.frame
    frame["main"] = .markup(Markup(trusted: library.render(page.content, withTemplate: page.template) ?? ""))
    return library.render(frame, withTemplate: "frame") ?? ""
  }
}
