public import SvyazGraph
public import SvyazMap

extension DrawMap {
  /// One map as the bytes of one file, for whoever answers with it.
  ///
  /// - Parameter client: whose turn it is among those who wait for a map.
  /// - Returns: the file's name and bytes.
  /// - Throws: ``MapError`` or ``UsageError``.
  public static func file(
    _ kind: Kind, of network: Network, on day: Day, edition: Edition, selection: MapSelection = MapSelection(),
    paper: NetworkMap.Paper? = nil, format: MapFormat, options: MapFileOptions = MapFileOptions(),
    renderer: MapRenderer, client: String = ""
  ) async throws -> (name: String, bytes: [UInt8]) {
    let filter = try selection.filter(in: network)
    var (map, subject) = try map(of: kind, in: network, on: day, edition: edition, filter: filter, paper: paper)
    if let paper { map.paper = paper }
    map.day = kind.day(or: day).description
    let rendered = try await renderer.render(map, formats: [format], options: options, client: client)
    guard let bytes = rendered.files[format] else { throw MapError.layoutFailed(detail: format.rawValue) }
    let name = [kind.fileName(subject: subject), filter.fileNamePart, paper?.rawValue].compactMap { $0 }
      .joined(separator: "-")
    return ("\(name).\(format.rawValue)", bytes)
  }
}
