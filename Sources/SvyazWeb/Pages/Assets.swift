internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Style, scripts, icon and font of the site.
enum Assets {
  static let routes: [WebRoute] = [
    .get("/assets/:file", .everybody, surface: .asset) { request, context, _ in
      guard let name = context.parameters.get("file"), let file = SiteFiles.assets[name] ?? SiteFonts.files[name] else {
        throw WebFault.notFound
      }
      // An address with the version of what stands never changes its content.
      let version = request.uri.queryParameters["v"].map(String.init)
      let isDated = version == SiteFiles.version || version == file.version
      let headers: HTTPFields = [
        .contentType: file.type, .eTag: file.tag,
        .cacheControl: isDated ? "public, max-age=31536000, immutable" : "public, max-age=600",
      ]
      if request.headers[.ifNoneMatch] == file.tag { return Response(status: .notModified, headers: headers) }
      return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.buffer))
    }
  ]
}

/// A file that is compiled into the program.
struct SiteFile: Sendable {
  let type: String
  let buffer: ByteBuffer
  let tag: String
  /// Of the content, for an address.
  var version: String { tag.filter { $0 != "\"" } }

  init(_ bytes: [UInt8], type: String) {
    self.type = type
    buffer = ByteBuffer(bytes: bytes)
    tag = CachedPage(bytes, type: type).entityTag(csrf: "", viewer: "")
  }
}

/// The files of `Templates` and `Assets`, by name.
enum SiteFiles {
  static let templates: [(name: String, text: String)] = [
    ("frame", PackageResources.frame_mustache), ("error", PackageResources.error_mustache),
    ("signin", PackageResources.signin_mustache), ("signin-link", PackageResources.signin_link_mustache),
    ("overview", PackageResources.overview_mustache),
    ("account", PackageResources.account_mustache), ("people", PackageResources.people_mustache),
    ("schools", PackageResources.schools_mustache), ("school", PackageResources.school_mustache),
    ("events", PackageResources.events_mustache), ("event", PackageResources.event_mustache),
    ("attendance", PackageResources.attendance_mustache), ("rowform", PackageResources.rowform_mustache),
    ("indicators", PackageResources.indicators_mustache), ("indicator", PackageResources.indicator_mustache),
    ("way", PackageResources.way_mustache), ("measures", PackageResources.measures_mustache),
    ("import", PackageResources.import_mustache), ("import-check", PackageResources.import_check_mustache),
    ("history", PackageResources.history_mustache), ("rows", PackageResources.rows_mustache),
    ("change", PackageResources.change_mustache),
    ("help", PackageResources.help_mustache),
    ("matching", PackageResources.matching_mustache), ("matching-accept", PackageResources.matching_accept_mustache),
    ("matching-changes", PackageResources.matching_changes_mustache),
    ("desk-wait", PackageResources.desk_wait_mustache), ("desk-variants", PackageResources.desk_variants_mustache),
    ("associations", PackageResources.associations_mustache),
    ("associations-desk", PackageResources.associations_desk_mustache),
    ("associations-member", PackageResources.associations_member_mustache),
    ("associations-move", PackageResources.associations_move_mustache),
    ("associations-accept", PackageResources.associations_accept_mustache),
    ("maps", PackageResources.maps_mustache),
  ].map { ($0.0, String(decoding: $0.1, as: UTF8.self)) }

  static let assets: [String: SiteFile] = [
    "tokens.css": SiteFile(PackageResources.tokens_css, type: "text/css; charset=utf-8"),
    "site.css": SiteFile(PackageResources.site_css, type: "text/css; charset=utf-8"),
    "live.js": SiteFile(PackageResources.live_js, type: "text/javascript; charset=utf-8"),
    "read.css": SiteFile(PackageResources.read_css, type: "text/css; charset=utf-8"),
    "way.js": SiteFile(PackageResources.way_js, type: "text/javascript; charset=utf-8"),
    "desk.css": SiteFile(PackageResources.desk_css, type: "text/css; charset=utf-8"),
    "desk.js": SiteFile(PackageResources.desk_js, type: "text/javascript; charset=utf-8"),
    "associations.js": SiteFile(PackageResources.associations_js, type: "text/javascript; charset=utf-8"),
    "map.js": SiteFile(PackageResources.map_js, type: script),
    "search.js": SiteFile(PackageResources.search_js, type: script),
    "keys.js": SiteFile(PackageResources.keys_js, type: script),
    "dates.js": SiteFile(PackageResources.dates_js, type: script),
    "fonts.css": SiteFile(Array(SiteFonts.style.utf8), type: "text/css; charset=utf-8"),
    "icon.svg": SiteFile(PackageResources.icon_svg, type: "image/svg+xml; charset=utf-8"),
  ]

  private static let script = "text/javascript; charset=utf-8"

  /// Of all assets together: part of their addresses, so that a new program is never shown in an old dress.
  static let version: String = {
    let files = assets.sorted { $0.key < $1.key }.map { $0.key + $0.value.tag }
    return SiteFile(Array(files.joined(separator: " ").utf8), type: "").version
  }()
}

/// PT Sans of the system's package, served by the site itself: nothing is loaded from elsewhere. Where the package is
/// missing, the site has the system's letters.
enum SiteFonts {
  static let folder = "/usr/share/fonts/truetype/paratype"
  private static let faces: [(name: String, source: String, weight: Int, style: String)] = [
    ("pt-sans.ttf", "PTS55F.ttf", 400, "normal"), ("pt-sans-bold.ttf", "PTS75F.ttf", 700, "normal"),
    ("pt-sans-italic.ttf", "PTS56F.ttf", 400, "italic"),
  ]

  /// By name; those that are there.
  static let files: [String: SiteFile] = read(folder)

  /// Declares the faces that are there, each by an address with its own version.
  static let style: String = declare(files)

  static func read(_ folder: String) -> [String: SiteFile] {
    var files: [String: SiteFile] = [:]
    for face in faces {
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(face.source)") else { continue }
      files[face.name] = SiteFile(Array(data), type: "font/ttf")
    }
    return files
  }

  static func declare(_ files: [String: SiteFile]) -> String {
    faces.compactMap { face in
      guard let file = files[face.name] else { return nil }
      return """
        @font-face { font-family: "PT Sans"; font-weight: \(face.weight); font-style: \(face.style); font-display: swap; \
        src: url("/assets/\(face.name)?v=\(file.version)") format("truetype"); }

        """
    }.joined()
  }
}
