internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Style, scripts, icon and font of the site.
enum Assets {
  static let routes: [WebRoute] = [
    .get("/assets/:file", .everybody, surface: .asset) { request, context, _ in
      guard let name = context.parameters.get("file"), let file = SiteFiles.assets[name] else {
        throw WebFault.notFound
      }
      let headers: HTTPFields = [
        .contentType: file.type, .cacheControl: "public, max-age=600", .eTag: file.tag,
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

  init(_ bytes: [UInt8], type: String) {
    self.type = type
    buffer = ByteBuffer(bytes: bytes)
    tag = CachedPage(String(decoding: bytes, as: UTF8.self)).entityTag(csrf: "", viewer: "")
  }
}

/// The files of `Templates` and `Assets`, by name.
enum SiteFiles {
  static let templates: [(name: String, text: String)] = [
    ("frame", PackageResources.frame_mustache), ("error", PackageResources.error_mustache),
    ("signin", PackageResources.signin_mustache), ("overview", PackageResources.overview_mustache),
    ("account", PackageResources.account_mustache), ("people", PackageResources.people_mustache),
    ("matching", PackageResources.matching_mustache), ("matching-accept", PackageResources.matching_accept_mustache),
    ("matching-changes", PackageResources.matching_changes_mustache),
    ("desk-wait", PackageResources.desk_wait_mustache), ("desk-variants", PackageResources.desk_variants_mustache),
    ("associations", PackageResources.associations_mustache),
    ("associations-desk", PackageResources.associations_desk_mustache),
    ("associations-member", PackageResources.associations_member_mustache),
    ("associations-move", PackageResources.associations_move_mustache),
    ("associations-accept", PackageResources.associations_accept_mustache),
  ].map { ($0.0, String(decoding: $0.1, as: UTF8.self)) }

  static let assets: [String: SiteFile] = [
    "tokens.css": SiteFile(PackageResources.tokens_css, type: "text/css; charset=utf-8"),
    "site.css": SiteFile(PackageResources.site_css, type: "text/css; charset=utf-8"),
    "desk.css": SiteFile(PackageResources.desk_css, type: "text/css; charset=utf-8"),
    "desk.js": SiteFile(PackageResources.desk_js, type: "text/javascript; charset=utf-8"),
    "associations.js": SiteFile(PackageResources.associations_js, type: "text/javascript; charset=utf-8"),
    "icon.svg": SiteFile(PackageResources.icon_svg, type: "image/svg+xml"),
  ]
}
