public import SvyazGraph
public import SvyazMap

extension DrawMap {
  /// A map before it is drawn, and what its file is called.
  public struct FileDraft: Sendable {
    let map: NetworkMap
    let name: String
    let format: MapFormat
  }

  /// One map to be drawn as a file, for whoever answers with it. Computes; in a large network for seconds.
  ///
  /// - Throws: ``MapError`` or ``UsageError``.
  public static func fileDraft(
    _ kind: Kind, of network: Network, on day: Day, edition: Edition, selection: MapSelection = MapSelection(),
    paper: NetworkMap.Paper? = nil, format: MapFormat
  ) throws -> FileDraft {
    let filter = try selection.filter(in: network)
    var (map, subject) = try map(of: kind, in: network, on: day, edition: edition, filter: filter, paper: paper)
    if let paper { map.paper = paper }
    map.day = kind.day(or: day).description
    let name = [kind.fileName(subject: subject), filter.fileNamePart, paper?.rawValue].compactMap { $0 }
      .joined(separator: "-")
    return FileDraft(map: map, name: "\(name).\(format.rawValue)", format: format)
  }

  /// Draws it in a worker.
  ///
  /// - Parameter client: whose turn it is among those who wait for a map.
  /// - Returns: the file's name and bytes.
  /// - Throws: ``MapError``.
  public static func file(
    _ draft: FileDraft, options: MapFileOptions = MapFileOptions(), renderer: MapRenderer, client: String = ""
  ) async throws -> (name: String, bytes: [UInt8]) {
    let rendered = try await renderer.render(draft.map, formats: [draft.format], options: options, client: client)
    guard let bytes = rendered.files[draft.format] else {
      throw MapError.layoutFailed(detail: draft.format.rawValue)
    }
    return (draft.name, bytes)
  }
}
