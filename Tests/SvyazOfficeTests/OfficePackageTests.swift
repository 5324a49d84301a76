import Foundation
import SvyazOfficeTestSupport
import Testing

@testable import SvyazOffice

@Suite struct OfficePackageTests {
  private func package() -> OfficePackage {
    var package = OfficePackage()
    package.add(OfficeProperties(title: "т", date: .init(year: 2021, month: 4, day: 30)))
    package.relate(nil, to: "a/b/one.xml", type: "officeDocument")
    package.relate("a/b/one.xml", to: "a/two.xml", type: "styles")
    package.relate("a/b/one.xml", to: "a/b/three.xml", type: "settings")
    var xml = XMLWriter()
    xml.element("x", ["a": "1", "b": nil], text: "текст")
    for name in ["a/b/one.xml", "a/two.xml", "a/b/three.xml"] {
      package.add(name, contentType: "officedocument.custom", xml.bytes)
    }
    return package
  }

  @Test func holdsTogether() throws {
    let file = try #require(OfficeFile(package().bytes()))
    #expect(file.problems == [])
    #expect(
      file.names == [
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "docProps/app.xml", "a/b/one.xml",
        "a/b/_rels/one.xml.rels", "a/two.xml", "a/b/three.xml",
      ])
    let targets = file.tree("a/b/_rels/one.xml.rels")?.all("Relationship").map { $0.attributes["Target"] }
    #expect(targets == ["../two.xml", "three.xml"])
    #expect(file.tree("a/two.xml")?.wholeText == "текст")
    #expect(file.tree("a/two.xml")?.attributes == ["a": "1"])
  }

  @Test func datesAreFixed() throws {
    let bytes = try package().bytes()
    // A local header: signature, version, flags, method, then time and date of MS-DOS.
    #expect(Array(bytes[0..<4]) == [0x50, 0x4B, 3, 4])
    #expect(Array(bytes[10..<14]) == [0, 0, 0x21, 0])
    #expect(try bytes == package().bytes())
    let core = try #require(OfficeFile(bytes)?.tree("docProps/core.xml"))
    #expect(core.first("dcterms:created")?.wholeText == "2021-04-30T00:00:00Z")
    #expect(core.first("dc:language")?.wholeText == "ru-RU")
  }

  /// The zone of the clock does not get into the file.
  @Test func zonesLeaveNoTrace() throws {
    let here = try package().bytes()
    let old = ProcessInfo.processInfo.environment["TZ"]
    setenv("TZ", "Asia/Vladivostok", 1)
    tzset()
    defer {
      if let old { setenv("TZ", old, 1) } else { unsetenv("TZ") }
      tzset()
    }
    #expect(try here == package().bytes())
  }

  @Test func checkerFindsDamage() throws {
    var file = try #require(OfficeFile(package().bytes()))
    file.parts["a/two.xml"] = nil
    #expect(file.problems.contains { $0.contains("a/two.xml, which is missing") })
    file.parts["a/two.xml"] = Data("<x>".utf8)
    #expect(file.problems.contains("a/two.xml is not well-formed"))
    file.parts["a/two.xml"] = Data(#"<w:rPr xmlns:w="w"><w:sz/><w:b/></w:rPr>"#.utf8)
    #expect(file.problems == ["a/two.xml: w:rPr: w:b stands too late"])
    file.parts["a/two.xml"] = Data(#"<w:tcPr xmlns:w="w"><w:b/><w:tcW/><w:tcW/></w:tcPr>"#.utf8)
    #expect(file.problems == ["a/two.xml: w:tcPr holds w:b", "a/two.xml: w:tcPr: w:tcW stands too late"])
    file.parts["a/two.xml"] = Data(#"<x xmlns:r="r" r:id="rId9"/>"#.utf8)
    #expect(file.problems == ["a/two.xml names rId9, unknown"])
    #expect(OfficeFile([1, 2, 3]) == nil)
  }
}
