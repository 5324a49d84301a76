import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import SvyazAccess
import SvyazMap
import Testing

@testable import SvyazWeb

/// The files of maps, the site's letters and scripts.
@Suite struct MapFileTests {
  static let beginnings: [MapFormat: [UInt8]] = [
    .svg: Array("<svg".utf8), .png: [0x89, 0x50, 0x4E, 0x47], .pdf: Array("%PDF".utf8), .pptx: Array("PK".utf8),
    .json: Array("{".utf8),
  ]

  @Test func everyFormatComesWithItsNameAndType() async throws {
    let site = try MapSite.shared.get()
    for format in MapFiles.formats {
      let file = try await site.get("/maps/mentors/file?format=\(format.rawValue)&subject=mathematics", as: .planner)
      #expect(file.status == .ok)
      let isOfItsKind = file.bytes.starts(with: Self.beginnings[format] ?? [0])
      #expect(isOfItsKind, "\(format)")
      let name = file.headers[.contentDisposition] ?? ""
      #expect(name.contains("filename=\"samara-2020-mentors-mathematics-2021-04-30.\(format.rawValue)\""))
      #expect(name.contains("filename*=UTF-8''") && name.allSatisfy(\.isASCII))
      #expect(file.headers[.contentType]?.isEmpty == false)
    }
  }

  @Test func resolutionAndPaperAreTheFiles() async throws {
    let site = try MapSite.shared.get()
    func width(_ query: String) async throws -> Int {
      let file = try await site.get("/maps/mentors/file?format=png\(query)", as: .presenter)
      guard file.bytes.count > 24 else { return 0 }
      // The first chunk of a PNG begins with its width.
      return file.bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
    }
    #expect(try await width("&dpi=72") == 960)
    #expect(try await width("&dpi=144") == 1920)
    #expect(try await width("&dpi=72&paper=a4") == 842)
    for query in ["format=exe", "format=png&dpi=10", "format=png&paper=b5"] {
      #expect(try await site.get("/maps/mentors/file?\(query)", as: .presenter).status == .badRequest, "\(query)")
    }
  }

  @Test func deckIsAnOfficeFile() async throws {
    let file = try await MapSite.shared.get().get("/maps/deck/file", as: .presenter)
    #expect(file.status == .ok && file.bytes.starts(with: Array("PK".utf8)))
    #expect(file.headers[.contentDisposition]?.contains("samara-2020-deck-2021-04-30-public.pptx") == true)
  }

  // MARK: Assets

  @Test func datedAddressesAreKeptForLong() async throws {
    let site = try MapSite.shared.get()
    let page = try await site.get("/account", as: .planner)
    let addresses = Set(page.text.matches(of: /(?:src|href)="(\/assets\/[^"]+)"/).map { String($0.1) })
    #expect(addresses.count >= 5)
    for address in addresses {
      let file = try await site.get(address, as: .planner)
      #expect(file.status == .ok, "\(address)")
      #expect(file.headers[.cacheControl]?.contains("immutable") == true, "\(address)")
      let old = address.prefix { $0 != "?" } + "?v=old"
      #expect(try await site.get(String(old), as: .planner).headers[.cacheControl] == "public, max-age=600")
    }
  }

  @Test func lettersAreServedOrLeftToTheSystem() async throws {
    let site = try MapSite.shared.get()
    let style = try await site.get("/assets/fonts.css", as: .planner)
    let addresses = style.text.matches(of: /url\("([^"]+)"\)/).map { String($0.1) }
    #expect(addresses.count == SiteFonts.files.count)
    for address in addresses {
      let font = try await site.get(address, as: .planner)
      #expect(font.status == .ok && font.headers[.contentType] == "font/ttf" && font.bytes.count > 10_000)
      #expect(font.headers[.cacheControl]?.contains("immutable") == true)
    }
    // A machine without the package.
    #expect(SiteFonts.read("/nonexistent").isEmpty && SiteFonts.declare([:]).isEmpty)
    #expect(try await site.get("/assets/pt-mono.ttf", as: .planner).status == .notFound)
  }

  /// Modules live alone: none imports another, and none writes a style attribute, which the policy forbids.
  @Test(arguments: ["map.js", "search.js", "keys.js", "dates.js"]) func modulesStandAlone(_ name: String) throws {
    let file = try #require(SiteFiles.assets[name])
    let text = String(buffer: file.buffer)
    #expect(!text.contains("import ") && !text.contains(".style.") && !text.contains("innerHTML"))
  }
}
